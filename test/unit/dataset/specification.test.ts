import { describe, expect, it } from "vitest";
import { chatLineProblem, preferenceLineProblem } from "../../../src/dataset/chat/specification.ts";

const tools = [{ type: "function", function: { name: "t", parameters: { type: "object" } } }];
const user = { role: "user", content: "u" };
const done = { role: "assistant", content: "ok" };
const asks = (id: string, name = "t", args = "{}") => ({
  role: "assistant",
  content: null,
  tool_calls: [{ id, type: "function", function: { name, arguments: args } }],
});
const result = (id: string) => ({ role: "tool", tool_call_id: id, content: "" });
const chat = (messages: readonly object[], over: object = {}) =>
  JSON.stringify({ messages, tools, parallel_tool_calls: true, ...over });
const preference = (over: object, input: object = {}) =>
  JSON.stringify({
    input: { messages: [user], tools, parallel_tool_calls: true, ...input },
    preferred_output: [done],
    non_preferred_output: [asks("a")],
    ...over,
  });

describe("the chat specification", () => {
  it.each([
    ["a trained answer", [user, { ...done, weight: 1 }]],
    ["a call as the last word", [user, asks("a"), result("a"), asks("b")]],
    [
      "parallel calls answered in another order",
      [
        user,
        { ...done, tool_calls: [...asks("a").tool_calls, ...asks("b").tool_calls] },
        result("b"),
        result("a"),
        done,
      ],
    ],
  ])("takes %s", (_, messages) => {
    expect(chatLineProblem(chat(messages))).toBeUndefined();
  });

  it.each<[string, readonly object[], object, string]>([
    ["a result of nothing", [user, result("a"), done], {}, "no open call"],
    ["a call without a result", [user, asks("a"), user, done], {}, "no result"],
    ["a call without a result before the last word", [user, asks("a"), done], {}, "no result"],
    ["a call id twice", [user, asks("a"), result("a"), asks("a")], {}, "used twice"],
    ["a name with a space", [user, asks("a", "no such")], {}, "name"],
    ["a tool nobody defined", [user, asks("a", "other")], {}, "not among the tools"],
    ["arguments that are a list", [user, asks("a", "t", "[1]")], {}, "not a JSON object"],
    ["arguments that are no JSON", [user, asks("a", "t", "{")], {}, "not a JSON object"],
    [
      "arguments that are no string",
      [
        user,
        { ...asks("a"), tool_calls: [{ id: "a", type: "function", function: { name: "t", arguments: {} } }] },
      ],
      {},
      "arguments",
    ],
    ["an assistant that says nothing", [user, { role: "assistant", content: null }], {}, "neither"],
    ["no last word", [user], {}, "not the assistant's"],
    ["nothing trained", [user, { ...done, weight: 0 }], {}, "trained"],
    ["a weight on the user", [{ ...user, weight: 1 }, done], {}, "messages.0"],
    ["another weight", [user, { ...done, weight: 0.5 }], {}, "weight"],
    ["another role", [{ role: "narrator", content: "x" }, done], {}, "messages.0"],
    ["no tools", [user, done], { tools: [] }, "tools"],
    ["a tool twice", [user, done], { tools: [...tools, ...tools] }, "same name"],
    [
      "a schema that is no object",
      [user, done],
      { tools: [{ type: "function", function: { name: "t", parameters: { type: "string" } } }] },
      "parameters.type",
    ],
    ["a member it does not know", [user, done], { extra: 1 }, "extra"],
  ])("refuses %s", (_, messages, over, words) => {
    expect(chatLineProblem(chat(messages, over))).toContain(words);
  });

  it("refuses what is not one line, and half characters in names too", () => {
    expect(chatLineProblem(`\uFEFF${chat([user, done])}`)).toContain("one line");
    expect(chatLineProblem(JSON.stringify({ messages: [] }, null, 1))).toContain("one line");
    const args = JSON.stringify({ "\udfff": 1 });
    expect(chatLineProblem(chat([{ role: "user", content: "\udfff" }, done]))).toContain("surrogate");
    expect(chatLineProblem(chat([user, asks("a", "t", args)]))).toContain("surrogate");
    expect(chatLineProblem(chat([{ role: "user", content: "\\ud800 and 🙂" }, done]))).toBeUndefined();
  });
});

describe("the preference specification", () => {
  it("takes one message a side, with calls", () => {
    expect(preferenceLineProblem(preference({}))).toBeUndefined();
  });

  it.each<[string, object, object, string]>([
    ["two messages on a side", { preferred_output: [done, done] }, {}, "preferred_output"],
    ["none on a side", { non_preferred_output: [] }, {}, "non_preferred_output"],
    ["a side of the user", { preferred_output: [user] }, {}, "preferred_output.0.role"],
    ["equal sides", { non_preferred_output: [done] }, {}, "same message"],
    ["a weight", { preferred_output: [{ ...done, weight: 1 }] }, {}, "weight"],
    ["an open call in the input", {}, { messages: [user, asks("b")] }, "no result"],
    ["a call id of the input", {}, { messages: [user, asks("a"), result("a")] }, "used twice"],
    ["an empty input", {}, { messages: [] }, "input.messages"],
  ])("refuses %s", (_, over, input, words) => {
    expect(preferenceLineProblem(preference(over, input))).toContain(words);
  });
});
