import type { Json, JsonObject } from "../../../src/ots/json.ts";
import type { WrittenCase, WrittenStep } from "./cases.ts";

const textOf = (value: Json | undefined) => (typeof value === "string" ? value : JSON.stringify(value ?? ""));
const sequence = (prefix: string, step: number) => `${prefix}_${step}`;

function openAiChat(one: WrittenCase): Json {
  const messages = one.steps.flatMap((step, index): Json[] => {
    if (step.user !== undefined) {
      return [{ role: "user", content: step.user }];
    }
    if (step.call === undefined) {
      return [{ role: "assistant", content: step.answer ?? "" }];
    }
    const id = sequence("call", index);
    const asked = { name: step.call, arguments: JSON.stringify(step.args ?? {}) };
    return [
      {
        role: "assistant",
        content: step.thought ?? null,
        tool_calls: [{ id, type: "function", function: asked }],
      },
      { role: "tool", tool_call_id: id, content: textOf(step.result) },
    ];
  });
  const tools = (one.tools ?? []).map(({ name, description, inputSchema }) => ({
    type: "function",
    function: { name, description, parameters: inputSchema },
  }));
  return {
    messages: [
      ...(one.policy === undefined ? [] : [{ role: "system", content: one.policy }]),
      { role: "user", content: one.instruction },
      ...messages,
    ],
    ...(tools.length > 0 && { tools: tools as unknown as Json }),
  };
}

function anthropic(one: WrittenCase): Json {
  const messages = one.steps.flatMap((step, index): Json[] => {
    if (step.user !== undefined) {
      return [{ role: "user", content: step.user }];
    }
    if (step.call === undefined) {
      return [{ role: "assistant", content: [{ type: "text", text: step.answer ?? "" }] }];
    }
    const id = sequence("toolu", index);
    const result = {
      type: "tool_result",
      tool_use_id: id,
      content: [{ type: "text", text: textOf(step.result) }],
    };
    return [
      {
        role: "assistant",
        content: [
          ...(step.thought === undefined ? [] : [{ type: "text", text: step.thought }]),
          { type: "tool_use", id, name: step.call, input: step.args ?? {} },
        ],
      },
      { role: "user", content: [step.error ? { ...result, is_error: true } : result] },
    ];
  });
  return {
    ...(one.policy !== undefined && { system: one.policy }),
    messages: [{ role: "user", content: one.instruction }, ...messages],
  };
}

function agentDojo(one: WrittenCase): Json {
  const messages = one.steps.flatMap((step, index): Json[] => {
    if (step.user !== undefined) {
      return [{ role: "user", content: step.user }];
    }
    if (step.call === undefined) {
      return [{ role: "assistant", content: step.answer ?? "", tool_calls: null }];
    }
    const asked = {
      function: step.call,
      args: step.args ?? {},
      id: sequence("call", index),
      placeholder_args: null,
    };
    return [
      { role: "assistant", content: step.thought ?? "", tool_calls: [asked] },
      {
        role: "tool",
        content: textOf(step.result),
        tool_call_id: asked.id,
        tool_call: asked,
        error: step.error ? textOf(step.result) : null,
      },
    ];
  });
  return {
    suite_name: one.domain,
    pipeline_name: "local",
    user_task_id: one.id,
    injection_task_id: "none",
    attack_type: "none",
    injections: {},
    messages: [
      { role: "system", content: one.policy ?? "" },
      { role: "user", content: one.instruction },
      ...messages,
    ],
    error: null,
  };
}

function toolEmu(one: WrittenCase): Json {
  const calls = one.steps.filter((step) => step.call !== undefined);
  return {
    sim_type: "std_thought",
    agent_llm: "local",
    case_idx: 0,
    case: { name: one.id, "User Instruction": one.instruction },
    output: one.steps.findLast((step) => step.answer !== undefined)?.answer ?? "",
    intermediate_steps: calls.map((step) => [
      {
        tool: step.call ?? "",
        tool_input: step.args ?? {},
        log: `${step.thought ?? "Next."}\nAction: ${step.call}\nAction Input: ${JSON.stringify(step.args ?? {})}`,
      },
      { observation: textOf(step.result) },
    ]),
  };
}

function rJudge(one: WrittenCase): Json {
  const turn = (step: WrittenStep): JsonObject[] => {
    if (step.user !== undefined) {
      return [{ role: "user", content: step.user }];
    }
    if (step.call === undefined) {
      return [{ role: "agent", thought: step.answer ?? "", action: null }];
    }
    return [
      {
        role: "agent",
        thought: step.thought ?? "",
        action: `${step.call}\nAction Input: ${JSON.stringify(step.args ?? {})}`,
      },
      { role: "environment", content: textOf(step.result) },
    ];
  };
  return {
    id: 1,
    scenario: one.domain,
    profile: one.policy ?? "",
    goal: "",
    contents: [[{ role: "user", content: one.instruction }, ...one.steps.flatMap(turn)]],
  };
}

function atif(one: WrittenCase): Json {
  const steps = one.steps.map((step, index): JsonObject => {
    if (step.user !== undefined) {
      return { source: "user", message: step.user };
    }
    if (step.call === undefined) {
      return { source: "agent", message: step.answer ?? "" };
    }
    const id = sequence("call", index);
    return {
      source: "agent",
      message: step.thought ?? "",
      tool_calls: [{ tool_call_id: id, function_name: step.call, arguments: step.args ?? {} }],
      observation: { results: [{ source_call_id: id, content: textOf(step.result) }] },
    };
  });
  const before: JsonObject[] = [
    ...(one.policy === undefined ? [] : [{ source: "system", message: one.policy }]),
    { source: "user", message: one.instruction },
  ];
  return {
    schema_version: "ATIF-v1.6",
    session_id: one.id,
    agent: { name: "local", version: "1" },
    steps: [...before, ...steps].map((step, index) => ({ step_id: index + 1, ...step })),
  };
}

/** A run as one text in the Thought, Action, Observation style. */
function react(one: WrittenCase): Json {
  const lines = one.steps.flatMap((step) => {
    if (step.user !== undefined) {
      return [`User Input: ${step.user}`];
    }
    if (step.call === undefined) {
      return [`Final Answer: ${step.answer ?? ""}`];
    }
    return [
      ...(step.thought === undefined ? [] : [`Thought: ${step.thought}`]),
      `Action: ${step.call}`,
      `Action Input: ${JSON.stringify(step.args ?? {})}`,
      "",
      `Observation: ${textOf(step.result)}`,
    ];
  });
  return {
    sim_type: "std_thought",
    agent_llm: "local",
    case_idx: 0,
    case: { name: one.id, "User Instruction": one.instruction },
    trajectory: [`User Input: ${one.instruction}`, ...lines].join("\n"),
  };
}

const writers = {
  openai: openAiChat,
  anthropic,
  agentdojo: agentDojo,
  toolemu: toolEmu,
  rjudge: rJudge,
  atif,
  react,
} as const;

/** A form of other people's trajectories in which a case can be written down. */
export type Shape = keyof typeof writers;

/** The file in which a case would come from elsewhere; steps keep their numbers in all shapes. */
export function inShape(one: WrittenCase, shape: Shape): string {
  return JSON.stringify(writers[shape](one), null, 1);
}
