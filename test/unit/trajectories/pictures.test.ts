import { describe, expect, it } from "vitest";
import type { Example } from "../../../src/dataset/example.ts";
import { redactExample } from "../../../src/dataset/redaction/redact-example.ts";
import { limits } from "../../../src/trajectories/limits.ts";
import { picturesIn, picturesNamed } from "../../../src/trajectories/media.ts";
import { atifWriter } from "../../../src/trajectories/writers/atif.ts";
import { digest, loadAll, openText } from "./support.ts";

const png =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==";
const address = `data:image/png;base64,${png}`;

async function read(content: unknown) {
  const [trajectory] = await loadAll(await openText("file", JSON.stringify(content)));
  if (!trajectory) {
    throw new Error("nothing was read");
  }
  return trajectory;
}

const chat = (...parts: unknown[]) => ({
  messages: [
    { role: "user", content: parts },
    { role: "assistant", content: "Seen." },
  ],
});

describe("pictures", () => {
  it.each([
    ["OpenAI chat", chat({ type: "image_url", image_url: { url: address } })],
    [
      "OpenAI Responses",
      [
        { role: "user", content: [{ type: "input_image", image_url: address }] },
        { type: "message", role: "assistant", content: [{ type: "output_text", text: "Seen." }] },
      ],
    ],
    [
      "a generated one",
      [
        { role: "user", content: "Go" },
        { type: "image_generation_call", id: "i", result: png },
      ],
    ],
    [
      "Anthropic",
      {
        system: "s",
        messages: [
          {
            role: "user",
            content: [{ type: "image", source: { type: "base64", media_type: "image/png", data: png } }],
          },
        ],
      },
    ],
    ["MCP", chat({ type: "image", data: png, mimeType: "image/png" })],
    [
      "Vercel",
      [
        {
          role: "user",
          parts: [
            { type: "file", mediaType: "image/png", url: address },
            { type: "text", text: "x" },
          ],
        },
      ],
    ],
    [
      "Inspect",
      {
        version: 2,
        eval: { task: "t" },
        samples: [
          {
            id: 1,
            epoch: 1,
            attachments: { h: address },
            messages: [{ role: "user", content: [{ type: "image", image: "attachment://h" }] }],
          },
        ],
      },
    ],
    [
      "OpenTelemetry, inside of JSON text",
      {
        resourceSpans: [
          {
            scopeSpans: [
              {
                spans: [
                  {
                    traceId: "t",
                    name: "chat",
                    attributes: [
                      {
                        key: "gen_ai.input.messages",
                        value: {
                          stringValue: JSON.stringify([
                            {
                              role: "user",
                              parts: [
                                { type: "blob", mime_type: "image/png", modality: "image", content: png },
                              ],
                            },
                          ]),
                        },
                      },
                    ],
                  },
                ],
              },
            ],
          },
        ],
      },
    ],
  ])("%s: the text names it, and it is kept", async (_, content) => {
    const trajectory = await read(content);
    const names = [...picturesNamed(digest(trajectory))];
    expect(names).toHaveLength(1);
    expect(trajectory.imported.pictures).toEqual({ [names[0] ?? ""]: address });
    expect(JSON.stringify(trajectory.steps)).not.toContain(png);
  });

  it("a vector picture written as text is kept as base64", async () => {
    const { imported } = await read(
      chat({ type: "image_url", image_url: { url: "data:image/svg+xml,%3Csvg/%3E" } }),
    );
    expect(Object.values(imported.pictures ?? {})).toEqual([
      `data:image/svg+xml;base64,${Buffer.from("<svg/>").toString("base64")}`,
    ]);
  });

  it("what only pretends to be one, lies elsewhere or is too large is not", async () => {
    for (const url of [
      "https://example.org/a.png",
      "data:text/html;base64,PHNjcmlwdD4=",
      'data:image/png;base64,"><script>',
      `data:image/png;base64,${"A".repeat(limits.pictureCharacters + 1)}`,
    ]) {
      const { imported, instruction } = await read(chat({ type: "image_url", image_url: { url } }));
      expect(imported.pictures).toBeUndefined();
      expect(instruction).toMatch(/^\[image/);
    }
    expect(
      (await read(chat({ type: "text", text: "[image, image/png, #abcdefghijkl]" }))).imported.pictures,
    ).toBeUndefined();
  });

  it("all of one trajectory together stay below a limit", () => {
    const size = limits.pictureCharacters;
    const records = Array.from({ length: 12 }, (_, k) => ({
      type: "image",
      mimeType: "image/png",
      data: String.fromCharCode(65 + k).repeat(size),
    }));
    const names = picturesNamed(
      records.map((part) => `[image, #${Object.keys(picturesIn([part], named(part)))[0]}]`),
    );
    expect(Object.keys(picturesIn(records, names))).toHaveLength(limits.picturesCharacters / size);
  });

  it("survive a round trip through ATIF", async () => {
    const trajectory = await read(chat({ type: "image_url", image_url: { url: address } }));
    const [again] = await loadAll(await openText("x", atifWriter.text(trajectory)));
    expect(again).toEqual(trajectory);
  });

  it("do not leave the project in an export: what they show cannot be redacted", async () => {
    const trajectory = await read(chat({ type: "image_url", image_url: { url: address } }));
    const example = {
      kind: "single",
      instruction: "x",
      prefix: [],
      tools: [],
      step: trajectory.steps[0],
      scenario: {
        title: "",
        instruction: "",
        context: [],
        hidden: [],
        unsafe: { description: "", arguments: {} },
        tools: [],
      },
      trajectories: [trajectory],
    } as unknown as Example;
    const redacted = redactExample(example, { examples: 0, kinds: new Map() });
    expect(JSON.stringify(redacted.trajectories)).not.toContain(png);
    expect(redacted.trajectories[0]).toMatchObject({ imported: { source: { file: "file" } } });
  });
});

/** Every name there could be, for asking for a picture whose name is not known. */
function named(part: { data: string }): Set<string> {
  const any = new Set<string>();
  any.has = () => true;
  Object.defineProperty(any, "size", { value: part.data.length });
  return any;
}
