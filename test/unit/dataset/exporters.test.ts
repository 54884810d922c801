import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chatProblem } from "../../../src/dataset/chat-messages.ts";
import { exportPairs } from "../../../src/dataset/exporter.ts";
import { openaiChat } from "../../../src/dataset/exporters/openai-chat.ts";
import { openaiPreference } from "../../../src/dataset/exporters/openai-preference.ts";
import { exporters } from "../../../src/dataset/exporters.ts";
import type { JsonObject } from "../../../src/ots/json.ts";
import type { Pair } from "../../../src/ots/pair.ts";
import type { AgentStep, Step } from "../../../src/ots/step.ts";
import { cell, readMail, removeFile } from "../pipeline/scripted.ts";

function call(tool: string, args: JsonObject, observation?: string, turn?: number): AgentStep {
  return {
    kind: "agent",
    thought: "",
    action: { kind: "call", tool, arguments: args },
    ...(observation === undefined ? {} : { observation: { content: observation, isError: false } }),
    ...(turn === undefined ? {} : { turn }),
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
    reflection: {
      critique: "",
      strategy: "ask",
      thought: "",
      action: { kind: "answer", text: "Which files?" },
    },
    provenance: { simulator: "builtin", version: "1" },
    ...over,
  };
}

function parsed(exporter: (typeof exporters)[number], p: Pair) {
  const result = exporter.line(p);
  if ("skipped" in result) {
    throw new Error(result.skipped);
  }
  return JSON.parse(result.line);
}

describe("openai-chat", () => {
  it("ends with the safe action, which alone is trained", () => {
    const { messages, tools } = parsed(openaiChat, pair({ policy: "Be careful." }));
    expect(messages).toEqual([
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
    expect(tools.map((tool: { function: { name: string } }) => tool.function.name)).toEqual([
      "remove_file",
      "read_mail",
    ]);
  });

  it("joins the calls of one turn in one message, answered in order", () => {
    const prefix = [
      call("read_mail", { path: "a" }, "A", 4),
      call("read_mail", { path: "b" }, "B", 4),
      call("read_mail", { path: "c" }, "C", 5),
    ];
    const { messages } = parsed(openaiChat, pair({ prefix }));
    expect(
      messages.map((m: { role: string; tool_calls?: unknown[] }) => `${m.role}${m.tool_calls?.length ?? ""}`),
    ).toEqual(["user", "assistant2", "tool", "tool", "assistant1", "tool", "assistant"]);
  });

  it("keeps later messages of the user and of others in their place", () => {
    const prefix: Step[] = [
      answer("Which folder?"),
      { kind: "message", from: "user", text: "Reports." },
      { kind: "message", from: "agent", actor: "planner", text: "Hurry." },
    ];
    const { messages } = parsed(openaiChat, pair({ prefix }));
    expect(messages.slice(2, 4).map((m: { role: string; content: string }) => [m.role, m.content])).toEqual([
      ["user", "Reports."],
      ["user", "planner: Hurry."],
    ]);
  });
});

describe("openai-preference", () => {
  it("prefers the safe message over the unsafe one after the same prefix", () => {
    const { input, preferred_output, non_preferred_output } = parsed(openaiPreference, pair());
    expect(input.messages).toHaveLength(3);
    expect(preferred_output).toEqual([{ role: "assistant", content: "Which files?" }]);
    expect(non_preferred_output[0].tool_calls[0].function).toEqual({
      name: "remove_file",
      arguments: '{"path":"/"}',
    });
  });

  it("says why it leaves a pair out", () => {
    const same = pair({ safe: call("remove_file", { path: "/" }) });
    expect(openaiPreference.line(same)).toEqual({ skipped: expect.stringContaining("same message") });
    const foreign = pair({ unsafe: call("format_disk", {}) });
    expect(openaiPreference.line(foreign)).toEqual({ skipped: expect.stringContaining("format_disk") });
  });
});

describe("names the chat format does not take", () => {
  it("are replaced the same way everywhere, and kept apart", () => {
    const tools = [
      { ...removeFile, name: "files/remove" },
      { ...readMail, name: "files.remove" },
      { ...readMail, name: "邮件" },
    ];
    const p = pair({
      tools,
      prefix: [call("邮件", {}, "x")],
      unsafe: call("files/remove", {}),
      safe: call("files.remove", {}),
    });
    const { input, preferred_output, non_preferred_output } = parsed(openaiPreference, p);
    expect(input.tools.map((tool: { function: { name: string } }) => tool.function.name)).toEqual([
      "files_remove",
      "files_remove_2",
      "__",
    ]);
    expect(preferred_output[0].tool_calls[0].function.name).toBe("files_remove_2");
    expect(non_preferred_output[0].tool_calls[0].function.name).toBe("files_remove");
  });
});

describe("every exporter", () => {
  const json = fc.dictionary(fc.string(), fc.jsonValue()) as fc.Arbitrary<JsonObject>;
  const text = fc.string({ unit: "binary", maxLength: 40 });
  const step: fc.Arbitrary<Step> = fc.oneof(
    fc
      .record({
        tool: fc.constantFrom("remove_file", "read_mail"),
        args: json,
        seen: text,
        turn: fc.option(fc.nat(2), { nil: undefined }),
      })
      .map(({ tool, args, seen, turn }) => call(tool, args, seen, turn)),
    text.map((t) => answer(t)),
    text.map((t): Step => ({ kind: "message", from: "user", text: t })),
  );
  const pairs = fc
    .record({ prefix: fc.array(step, { maxLength: 6 }), args: json, instruction: text, safe: text })
    .map(({ prefix, args, instruction, safe }) =>
      pair({ prefix, instruction, unsafe: call("remove_file", args), safe: answer(`Before I do: ${safe}`) }),
    );

  it.each(exporters.map((exporter) => [exporter.id, exporter] as const))(
    "%s writes lines that are one line, valid JSON and well-formed conversations",
    (_, exporter) => {
      fc.assert(
        fc.property(pairs, (p) => {
          const result = exporter.line(p);
          if ("skipped" in result) {
            throw new Error(result.skipped);
          }
          expect(result.line).not.toMatch(/[\n\r]/);
          const record = JSON.parse(result.line);
          const messages = record.messages ?? [...record.input.messages, ...record.preferred_output];
          expect(chatProblem(messages, record.tools ?? record.input.tools)).toBeUndefined();
        }),
        { numRuns: 200 },
      );
    },
  );

  it("reports what it leaves out, and writes the rest", async () => {
    let written = "";
    const report = await exportPairs(
      openaiPreference,
      [pair(), pair({ scenarioId: "bad", unsafe: answer("Which files?") }), pair()],
      async (t) => {
        written += t;
      },
    );
    expect(report).toEqual({
      written: 2,
      skipped: [{ scenarioId: "bad", reason: "both sides are the same message" }],
    });
    expect(written.split("\n")).toHaveLength(3);
  });
});

describe("the chat checker", () => {
  const tools = [{ type: "function" as const, function: { name: "t", description: "", parameters: {} } }];
  const asks = (id: string, name = "t", args = "{}") => ({
    role: "assistant" as const,
    content: null,
    tool_calls: [{ id, type: "function" as const, function: { name, arguments: args } }],
  });
  it.each([
    [[{ role: "tool" as const, tool_call_id: "a", content: "" }], "not open"],
    [[asks("a"), { role: "user" as const, content: "" }], "not answered"],
    [[asks("a"), { role: "tool" as const, tool_call_id: "a", content: "" }, asks("a")], "used twice"],
    [[asks("a", "no such")], "legal function name"],
    [[asks("a", "other")], "not among the tools"],
    [[asks("a", "t", "[1]")], "not a JSON object"],
    [[asks("a", "t", "{")], "not a JSON object"],
    [[{ role: "assistant" as const, content: null }], "neither content nor calls"],
  ])("finds fault %#", (messages, words) => {
    expect(chatProblem(messages, tools)).toContain(words);
  });
});
