/** What traces say that SDKs wrote on a run against a scripted model, unedited. */
export const expectedReal: Readonly<Record<string, { format: string; trajectories: string[][] }>> = {
  "langchain.json": {
    format: "langchain",
    trajectories: [
      [
        "policy: You tell the weather.",
        "asked: How warm is it in Berlin?",
        'get_weather({"city":"Berlin"}) -> 21 degrees',
        "says It is 21 degrees.",
      ],
    ],
  },
  "langchain-stored.json": {
    format: "langchain",
    trajectories: [
      [
        "policy: You tell the weather.",
        "asked: How warm is it in Berlin?",
        'get_weather({"city":"Berlin"}) -> 21 degrees',
        "says It is 21 degrees.",
      ],
    ],
  },
  "langsmith-sdk.jsonl": {
    format: "langsmith",
    trajectories: [
      [
        "policy: You tell the weather.",
        "asked: How warm is it in Berlin?",
        'get_weather({"city":"Berlin"}) -> 21 degrees in Berlin',
        "says It is 21 degrees.",
      ],
    ],
  },
  "openai-agents-sdk.jsonl": {
    format: "openai-agents",
    trajectories: [
      [
        "policy: You tell the weather.",
        "asked: How warm is it in Berlin?",
        'get_weather({"city":"Berlin"}) -> 21 degrees in Berlin',
        "says It is 21 degrees.",
      ],
    ],
  },
  "openai-agents-history.json": {
    format: "openai-responses",
    trajectories: [
      [
        "asked: How warm is it in Berlin?",
        'get_weather({"city":"Berlin"}) -> 21 degrees in Berlin',
        "says It is 21 degrees.",
      ],
    ],
  },
  "openinference-sdk.json": {
    format: "otlp",
    trajectories: [
      [
        "policy: You tell the weather.",
        "asked: How warm is it in Berlin?\n\n[image, image/png, 72 bytes, #5CcEa5BlRINW]",
        'get_weather({"city":"Berlin"}) -> 21 degrees',
        "says It is 21 degrees.",
      ],
    ],
  },
  "vercel-response.json": {
    format: "vercel-ai",
    trajectories: [
      [
        "asked: How warm is it in Berlin?",
        'get_weather({"city":"Berlin"}) -> {"degrees":21,"city":"Berlin"}',
        "says It is 21 degrees.",
      ],
    ],
  },
};
