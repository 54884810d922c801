import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { functionName } from "../../../src/dataset/chat/function-names.ts";
import { type Example, pairExample } from "../../../src/dataset/example.ts";
import { examplesOf } from "../../../src/dataset/examples.ts";
import { type Exporter, exportExamples } from "../../../src/dataset/exporter.ts";
import { openaiChat } from "../../../src/dataset/exporters/openai-chat.ts";
import { openaiPreference } from "../../../src/dataset/exporters/openai-preference.ts";
import { exporters } from "../../../src/dataset/exporters.ts";
import type { JsonObject } from "../../../src/ots/json.ts";
import type { Pair } from "../../../src/ots/pair.ts";
import type { AgentStep, Step } from "../../../src/ots/step.ts";
import { cell, readMail, removeFile, scenario } from "../pipeline/scripted.ts";
import { freshFolder, open, reflection, risky, safe } from "./stored.ts";

function call(
  tool: string,
  args: JsonObject,
  observation?: string,
  over: Partial<AgentStep> = {},
): AgentStep {
  return {
    kind: "agent",
    thought: "",
    action: { kind: "call", tool, arguments: args },
    ...(observation === undefined ? {} : { observation: { content: observation, isError: false } }),
    ...over,
  };
}

function answer(text: string): AgentStep {
  return { kind: "agent", thought: "", action: { kind: "answer", text } };
}

function pair(over: Partial<Pair> = {}): Pair {
  return {
    scenarioId: "s",
    cell,
    trigger: "ambiguous-scope",
    instruction: "Tidy up.",
    tools: [removeFile, readMail],
    prefix: [call("read_mail", { path: "inbox" }, "3 mails")],
    unsafe: call("remove_file", { path: "/" }),
    safe: answer("Which files?"),
    reflection,
    provenance: { simulator: "builtin", version: "1" },
    ...over,
  };
}

/** The pair with the records it would come from. */
function asExample(p: Pair): Example {
  const shared = { instruction: p.instruction, ...(p.policy === undefined ? {} : { policy: p.policy }) };
  return pairExample(p, {
    scenario: scenario(p.scenarioId, { instruction: p.instruction, tools: p.tools }),
    trajectories: [
      risky("r", p.scenarioId, { ...shared, steps: [...p.prefix, p.unsafe], endState: "pair" }),
      safe("r", p.scenarioId, { ...shared, steps: [...p.prefix, p.safe], forkStep: p.prefix.length }),
    ],
  });
}

function parsed(exporter: Exporter, p: Pair) {
  const result = exporter.lines(asExample(p));
  if ("skipped" in result) {
    throw new Error(result.skipped);
  }
  return JSON.parse(result.lines[0] ?? "");
}

describe("openai-chat", () => {
  it("ends with the safe action, which alone is trained", () => {
    const line = parsed(openaiChat, pair({ policy: "Be careful." }));
    expect(line.messages).toEqual([
      { role: "system", content: "Be careful." },
      { role: "user", content: "Tidy up." },
      {
        role: "assistant",
        content: null,
        tool_calls: [
          { id: "call_1", type: "function", function: { name: "read_mail", arguments: '{"path":"inbox"}' } },
        ],
        weight: 0,
      },
      { role: "tool", tool_call_id: "call_1", content: "3 mails" },
      { role: "assistant", content: "Which files?", weight: 1 },
    ]);
    expect(line.tools).toEqual(
      [removeFile, readMail].map(({ name, description, inputSchema }) => ({
        type: "function",
        function: { name, description, parameters: inputSchema },
      })),
    );
    expect(line.parallel_tool_calls).toBe(false);
  });

  it("trains a call with the thought before it", () => {
    const { messages } = parsed(
      openaiChat,
      pair({ safe: call("read_mail", { path: "archive" }, undefined, { thought: "I check first." }) }),
    );
    expect(messages.at(-1)).toEqual({
      role: "assistant",
      content: "I check first.",
      tool_calls: [
        { id: "call_2", type: "function", function: { name: "read_mail", arguments: '{"path":"archive"}' } },
      ],
      weight: 1,
    });
  });

  it("joins the calls of one turn in one message, answered in order", () => {
    const prefix = [
      call("read_mail", { path: "a" }, "A", { turn: 4, thought: "Both." }),
      call("read_mail", { path: "b" }, "", { turn: 4 }),
      call("read_mail", { path: "c" }, "C", { turn: 5 }),
    ];
    const { messages, parallel_tool_calls } = parsed(openaiChat, pair({ prefix }));
    const shape = (m: { role: string; tool_calls?: { id: string }[]; tool_call_id?: string }) =>
      [m.role, ...(m.tool_calls ?? []).map(({ id }) => id), m.tool_call_id ?? ""].join(" ").trim();
    expect(messages.map(shape)).toEqual([
      "user",
      "assistant call_1 call_2",
      "tool call_1",
      "tool call_2",
      "assistant call_3",
      "tool call_3",
      "assistant",
    ]);
    expect(messages[1].content).toBe("Both.");
    expect(parallel_tool_calls).toBe(true);
  });

  it("keeps later messages of the user and of others in their place, and says who speaks", () => {
    const prefix: Step[] = [
      answer("Which folder?"),
      { kind: "message", from: "user", text: "Reports." },
      { kind: "message", from: "system", text: "Budget low." },
      { kind: "message", from: "agent", actor: "planner", text: "Hurry." },
    ];
    const { messages } = parsed(openaiChat, pair({ prefix }));
    expect(messages.slice(2, 5)).toEqual([
      { role: "user", content: "Reports." },
      { role: "system", content: "Budget low." },
      { role: "user", content: "planner: Hurry." },
    ]);
  });

  it("takes two equal definitions for one tool", () => {
    const { tools } = parsed(
      openaiChat,
      pair({ tools: [removeFile, readMail, { ...removeFile, id: "twin" }] }),
    );
    expect(tools).toHaveLength(2);
  });
});

describe("openai-preference", () => {
  it("prefers the safe message over the unsafe one after the same prefix", () => {
    const { input, preferred_output, non_preferred_output } = parsed(openaiPreference, pair());
    expect(Object.keys(input)).toEqual(["messages", "tools", "parallel_tool_calls"]);
    expect(input.messages).toHaveLength(3);
    expect(input.messages.some((message: object) => "weight" in message)).toBe(false);
    expect(preferred_output).toEqual([{ role: "assistant", content: "Which files?" }]);
    expect(non_preferred_output).toEqual([
      {
        role: "assistant",
        content: null,
        tool_calls: [
          { id: "call_2", type: "function", function: { name: "remove_file", arguments: '{"path":"/"}' } },
        ],
      },
    ]);
  });
});

describe("what cannot be expressed", () => {
  it.each<[string, Partial<Pair>, string]>([
    ["both sides are equal", { safe: call("remove_file", { path: "/" }) }, "same message"],
    ["a tool is called that nobody defined", { unsafe: call("format_disk", {}) }, "format_disk is called"],
    [
      "a side is no action",
      { safe: { kind: "message", from: "user", text: "Stop." } },
      "action of the agent",
    ],
    ["a call has no result", { prefix: [call("read_mail", {})] }, "without a result"],
    ["the instruction is empty", { instruction: "" }, "messages.0.content"],
    ["an answer is empty", { safe: answer("") }, "empty"],
    [
      "arguments could not be parsed",
      {
        unsafe: {
          ...call("remove_file", {}),
          action: { kind: "call", tool: "remove_file", arguments: {}, raw: "{" },
        },
      },
      "not JSON",
    ],
    [
      "the sides part within a turn",
      {
        prefix: [call("read_mail", {}, "x", { turn: 1 })],
        unsafe: call("remove_file", {}, undefined, { turn: 1 }),
      },
      "middle of a turn",
    ],
    [
      "two different tools have one name",
      { tools: [removeFile, readMail, { ...readMail, description: "Another." }] },
      "same name",
    ],
    [
      "a schema is no object schema",
      { tools: [removeFile, { ...readMail, inputSchema: {} }] },
      "parameters.type",
    ],
    ["a text is not Unicode", { prefix: [call("read_mail", {}, "\ud800")] }, "surrogate"],
  ])("is left out with the reason where %s", (_, over, words) => {
    expect(openaiPreference.lines(asExample(pair(over)))).toEqual({
      skipped: expect.stringContaining(words),
    });
  });

  it("is reported beside what was written", async () => {
    let written = "";
    const report = await exportExamples(
      openaiPreference,
      [pair(), pair({ scenarioId: "bad", unsafe: answer("Which files?") }), pair()].map(asExample),
      async (text) => {
        written += text;
      },
    );
    expect(report).toEqual({
      written: 2,
      lines: 2,
      skipped: [{ scenarioId: "bad", reason: "both sides are the same message" }],
      renamedTools: [],
    });
    expect(written.split("\n")).toHaveLength(3);
  });
});

describe("names the chat format does not take", () => {
  it("depend on the tool alone, are legal, and are reported", async () => {
    const names = ["files/remove", "files.remove", "邮件", "", "x".repeat(80)];
    const legal = names.map(functionName);
    expect(new Set(legal).size).toBe(names.length);
    for (const name of legal) {
      expect(name).toMatch(/^[a-zA-Z0-9_-]{1,64}$/);
    }
    expect(functionName("fine_Name-1")).toBe("fine_Name-1");
    const odd = pair({
      tools: [
        { ...removeFile, name: "files/remove" },
        { ...readMail, name: "files.remove" },
      ],
      prefix: [],
      unsafe: call("files/remove", {}),
      safe: call("files.remove", {}),
    });
    const { preferred_output, non_preferred_output } = parsed(openaiPreference, odd);
    expect(preferred_output[0].tool_calls[0].function.name).toBe(functionName("files.remove"));
    expect(non_preferred_output[0].tool_calls[0].function.name).toBe(functionName("files/remove"));
    const { renamedTools } = await exportExamples(
      openaiChat,
      [odd, odd, pair()].map(asExample),
      async () => {},
    );
    expect(renamedTools).toEqual(
      ["files/remove", "files.remove"].map((from) => ({ from, to: functionName(from) })),
    );
  });
});

describe("every exporter", () => {
  const json = fc.dictionary(fc.string(), fc.jsonValue()) as fc.Arbitrary<JsonObject>;
  const text = fc.string({ unit: "grapheme", maxLength: 40 });
  const words = text.map((t) => `¶${t}`);
  const step: fc.Arbitrary<Step> = fc.oneof(
    fc
      .record({
        tool: fc.constantFrom("remove_file", "read_mail"),
        args: json,
        seen: text,
        thought: text,
        turn: fc.option(fc.nat(2), { nil: undefined }),
      })
      .map(({ tool, args, seen, thought, turn }) =>
        call(tool, args, seen, { thought, ...(turn === undefined ? {} : { turn }) }),
      ),
    words.map((t) => answer(t)),
    fc
      .record({ from: fc.constantFrom("user", "system", "agent"), text: words })
      .map((message): Step => ({ kind: "message", ...message })),
  );
  const pairs = fc
    .record({
      prefix: fc.array(step, { maxLength: 6 }),
      args: json,
      instruction: words,
      policy: text,
      safe: words,
    })
    .map(({ prefix, args, instruction, policy, safe }) =>
      pair({ prefix, instruction, policy, unsafe: call("remove_file", args), safe: answer(safe) }),
    );

  it.each(exporters.map((exporter) => [exporter.id, exporter] as const))(
    "%s says the whole decision, whatever is in it, or says why it cannot",
    (_, exporter) => {
      let written = 0;
      fc.assert(
        fc.property(pairs, (p) => {
          const result = exporter.lines(asExample(p));
          expect(exporter.lines(asExample(p))).toEqual(result);
          if ("skipped" in result) {
            expect(result.skipped).not.toBe("");
            return;
          }
          written++;
          const lines = result.lines.join("\n");
          if (exporter.fileExtension === "jsonl") {
            for (const line of result.lines) {
              expect(line).not.toMatch(/[\n\r\u0085\u2028\u2029]/);
            }
            const texts = result.lines.flatMap((line) => [...textsIn(JSON.parse(line))]);
            for (const said of textsOf(p)) {
              expect(texts.some((text) => text.includes(said))).toBe(true);
            }
          } else {
            expect(lines.length).toBeGreaterThan(0);
          }
        }),
        { numRuns: 200 },
      );
      expect(written).toBeGreaterThan(20);
    },
  );

  it("streams the pairs of a store, a few hundred kilobytes at a time", async () => {
    const store = await open(freshFolder());
    const ids = Array.from({ length: 400 }, (_, i) => `s${i}`);
    await store.put({
      scenarios: ids.map((id) => scenario(id)),
      trajectories: ids.flatMap((id) => [risky(`${id}-r`, id, { endState: "pair" }), safe(`${id}-r`, id)]),
    });
    for (const exporter of exporters) {
      const texts: string[] = [];
      const report = await exportExamples(exporter, examplesOf(store, everyPair), async (text) => {
        texts.push(text);
      });
      expect(report).toMatchObject({ written: 400, skipped: [], renamedTools: [] });
      const lines = texts.join("").trimEnd().split("\n");
      expect(lines.length).toBeGreaterThanOrEqual(report.lines);
      expect(texts.length).toBeGreaterThan(lines.join("").length > 600_000 ? 1 : 0);
    }
  });
});

const everyPair = { scenario: () => true, states: new Set(["pair"] as const) };

/** Every text in a JSON value, those within JSON in a string included. */
function* textsIn(value: unknown): Generator<string> {
  if (typeof value === "string") {
    yield value;
    const whole = value.replace(/^<think>[\s\S]*?<\/think>/, "").match(/[[{][\s\S]*[\]}]/)?.[0];
    // Results of one turn stand in one value, each in tags on lines of their own.
    for (const inner of new Set([whole, ...value.split("\n").filter((line) => /^[[{]/.test(line))])) {
      try {
        yield* textsIn(inner === undefined ? null : JSON.parse(inner));
      } catch {
        // Only looked like JSON.
      }
    }
  } else if (typeof value === "object" && value !== null) {
    for (const [key, member] of Object.entries(value)) {
      yield key;
      yield* textsIn(member);
    }
  }
}

/** What the safe continuation rests on, which no format may lose. */
function* textsOf(p: Pair): Generator<string> {
  yield p.instruction;
  for (const s of [...p.prefix, p.safe]) {
    if (s.kind === "message") {
      yield s.text;
    } else if (s.action.kind === "answer") {
      yield s.action.text;
    } else {
      yield s.observation?.content ?? "";
    }
  }
}
