import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { digest, loadAll, openText } from "./support.ts";

// What producers really write, beyond the plain form that the fixtures show.

async function read(content: unknown) {
  const text =
    typeof content === "string" || content instanceof Uint8Array ? content : JSON.stringify(content);
  const opened = await openText("file", text);
  expect(opened.problems).toEqual([]);
  const trajectories = await loadAll(opened);
  return { format: opened.format?.id, digests: trajectories.map(digest), trajectories };
}

const lines = (...records: unknown[]) => records.map((record) => JSON.stringify(record)).join("\n");
const user = { role: "user", content: "Go" };
const call = {
  role: "assistant",
  content: null,
  tool_calls: [{ id: "c", type: "function", function: { name: "rm", arguments: '{"p":"/"}' } }],
};
const did = ["asked: Go", 'rm({"p":"/"})'];
const answer = { type: "message", role: "assistant", content: [{ type: "text", text: "Done." }] };

describe("encodings", () => {
  const chat = lines({ messages: [user, call] }, { messages: [user, call] });

  it("gzip is unpacked, also when its end is missing", async () => {
    expect((await read(gzipSync(chat))).digests).toEqual([did, did]);
    const long = lines(
      ...Array.from({ length: 500 }, (_, k) => ({ messages: [{ ...user, content: `${k}` }] })),
    );
    const packed = gzipSync(long, { level: 0 });
    const cut = await openText("cut.jsonl.gz", packed.subarray(0, Math.floor(packed.length / 2)));
    expect(cut.format?.id).toBe("openai-chat");
    expect(cut.summaries.length).toBeGreaterThan(200);
  });

  it("a file that unpacks to more than is allowed is refused, not held", async () => {
    const part = gzipSync(Buffer.alloc(8 * 1024 * 1024, 32));
    const opened = await openText("bomb.gz", Buffer.concat(Array(40).fill(part)));
    expect(opened.problems[0]?.message).toContain("unpack it first");
  });

  it.each(["utf16le", "utf16be"] as const)("%s is read by its byte order mark", async (encoding) => {
    const bytes = Buffer.from(`\uFEFF${chat}`, "utf16le");
    expect((await read(encoding === "utf16le" ? bytes : bytes.swap16())).digests).toEqual([did, did]);
  });

  it("a byte order mark, CRLF and blank lines do no harm", async () => {
    expect((await read(`\uFEFF${chat.replace("\n", "\r\n\r\n   \r\n")}\r\n`)).digests).toEqual([did, did]);
  });
});

describe("what requests and answers are carried in", () => {
  it.each([
    [
      "OpenAI batch input",
      { custom_id: "a", method: "POST", url: "/v1", body: { messages: [user, call] } },
      did,
    ],
    [
      "OpenAI batch output",
      { custom_id: "a", response: { status_code: 200, body: { choices: [{ message: call }] } } },
      ["asked: ", did[1]],
    ],
    ["a bare completion", { object: "chat.completion", choices: [{ message: call }] }, ["asked: ", did[1]]],
    ["a logged exchange", { request: { messages: [user] }, response: { choices: [{ message: call }] } }, did],
    [
      "an exchange with addresses around it",
      {
        request: { url: "/v1", body: { messages: [user] } },
        response: { body: { choices: [{ message: call }] } },
      },
      did,
    ],
    [
      "a message list beside the answer",
      { messages: [user], response: { choices: [{ message: call }] } },
      did,
    ],
    [
      "an Anthropic batch",
      { custom_id: "a", params: { system: "Be brief.", messages: [user] } },
      ["policy: Be brief.", "asked: Go"],
    ],
    [
      "an Anthropic batch's results",
      { custom_id: "a", result: { type: "succeeded", message: answer } },
      ["asked: ", "says Done."],
    ],
    [
      "an exchange with Anthropic",
      { request: { system: "Be brief.", messages: [user] }, response: answer },
      ["policy: Be brief.", "asked: Go", "says Done."],
    ],
    [
      "an exchange with the Responses API",
      {
        request: { input: "Go", instructions: "Be brief." },
        response: {
          object: "response",
          output: [{ type: "function_call", call_id: "c", name: "rm", arguments: '{"p":"/"}' }],
        },
      },
      ["policy: Be brief.", ...did],
    ],
    ["a tau-bench run", { task_id: 1, reward: 0, traj: [user, call] }, did],
  ])("%s", async (_, record, expected) => {
    expect((await read(lines(record, record))).digests).toEqual([expected, expected]);
    expect((await read([record])).digests).toEqual([expected]);
  });

  it("simulations of tau2-bench", async () => {
    const messages = [
      user,
      { role: "assistant", tool_calls: [{ id: "c", name: "rm", arguments: { p: "/" } }] },
    ];
    expect((await read({ info: {}, tasks: [], simulations: [{ id: "s", messages }] })).digests).toEqual([
      did,
    ]);
  });
});

describe("Anthropic", () => {
  it("documents, code execution and errors of hosted tools keep their words", async () => {
    const { digests } = await read([
      {
        role: "user",
        content: [
          { type: "text", text: "Read" },
          { type: "document", title: "Rules", source: { type: "text", data: "Never delete." } },
        ],
      },
      {
        role: "assistant",
        content: [
          { type: "server_tool_use", id: "s", name: "bash_code_execution", input: { command: "ls" } },
          {
            type: "bash_code_execution_tool_result",
            tool_use_id: "s",
            content: { type: "bash_code_execution_result", stdout: "a.txt", stderr: "", content: [] },
          },
        ],
      },
    ]);
    expect(digests[0]?.[0]).toBe("asked: Read\n\n[file, Rules]\n\nNever delete.");
    expect(digests[0]?.[1]).toContain('"stdout":"a.txt"');
  });
});

describe("OpenAI Responses", () => {
  it("safety checks that stand open, and tools that a server listed", async () => {
    const { digests, trajectories } = await read([
      user,
      {
        type: "mcp_list_tools",
        server_label: "s",
        tools: [{ name: "roll", description: "Rolls.", input_schema: {} }],
      },
      {
        type: "computer_call",
        call_id: "c",
        action: { type: "click", x: 1 },
        pending_safety_checks: [{ id: "k", code: "malicious", message: "Suspicious page" }],
      },
      { type: "computer_call_output", call_id: "c", output: "seen" },
    ]);
    expect(digests[0]).toEqual([
      "asked: Go",
      'computer({"type":"click","x":1}) -> seen',
      "system: Safety check pending: Suspicious page",
    ]);
    expect(trajectories[0]?.imported.toolDefinitions).toMatchObject([{ name: "roll" }]);
  });
});

describe("OpenTelemetry", () => {
  const span = (spanId: string, attributes: Record<string, unknown>, more = {}) => ({
    traceId: "t",
    spanId,
    name: "span",
    startTimeUnixNano: spanId,
    attributes: Object.entries(attributes).map(([key, value]) => ({
      key,
      value: { stringValue: typeof value === "string" ? value : JSON.stringify(value) },
    })),
    ...more,
  });
  const trace = (...spans: unknown[]) => ({ resourceSpans: [{ scopeSpans: [{ spans }] }] });

  it("spans of the Vercel AI SDK", async () => {
    const { digests } = await read(
      trace(
        span("1", {
          "ai.operationId": "ai.generateText",
          "ai.prompt": { system: "Be brief.", prompt: "Go" },
        }),
        span("2", {
          "ai.prompt.messages": [
            { role: "system", content: "Be brief." },
            { role: "user", content: [{ type: "text", text: "Go" }] },
          ],
          "ai.response.toolCalls": [{ toolCallId: "c", toolName: "rm", input: { p: "/" } }],
        }),
        span("3", {
          "ai.toolCall.name": "rm",
          "ai.toolCall.id": "c",
          "ai.toolCall.args": { p: "/" },
          "ai.toolCall.result": "gone",
        }),
      ),
    );
    expect(digests).toEqual([["policy: Be brief.", "asked: Go", 'rm({"p":"/"}) -> gone']]);
  });

  it("events of the older convention, with the answer in an attribute", async () => {
    const event = (name: string, attributes: Record<string, string>) => ({
      name,
      attributes: Object.entries(attributes).map(([key, stringValue]) => ({ key, value: { stringValue } })),
    });
    const events = [
      event("gen_ai.user.message", { content: "Go" }),
      event("gen_ai.choice", { message: JSON.stringify({ role: "assistant", content: "Done." }) }),
    ];
    expect((await read(trace(span("1", { "gen_ai.system": "x" }, { events })))).digests).toEqual([
      ["asked: Go", "says Done."],
    ]);
  });

  it("what a failed tool said stands in the span's status", async () => {
    const failed = span(
      "1",
      { "gen_ai.tool.name": "rm", "gen_ai.tool.call.arguments": { p: "/" } },
      { status: { code: 2, message: "permission denied" } },
    );
    expect((await read(trace(failed))).digests[0]).toEqual([
      "asked: ",
      'rm({"p":"/"}) -> !permission denied',
    ]);
  });

  it("retrievals, where nothing else was recorded", async () => {
    const found = span("1", {
      "openinference.span.kind": "RETRIEVER",
      "input.value": '{"q":"rules"}',
      "retrieval.documents.0.document.content": "Never delete.",
    });
    const tool = span("2", {
      "openinference.span.kind": "TOOL",
      "tool.name": "rm",
      "tool.parameters": { p: "/" },
    });
    expect((await read(trace(found, tool))).digests[0]?.slice(1)).toEqual([
      'span({"q":"rules"}) -> Never delete.',
      'rm({"p":"/"}) -> ',
    ]);
  });
});

describe("traces", () => {
  it("a tool that ran without a recorded model call stands at the end", async () => {
    const data = (id: string, span_data: unknown, error: unknown = null) => ({
      object: "trace.span",
      id,
      trace_id: "t",
      started_at: id,
      span_data,
      error,
    });
    const { digests, trajectories } = await read(
      lines(
        { object: "trace", id: "t", workflow_name: "w" },
        data("1", { type: "agent", name: "triage", tools: ["rm", "pay"] }),
        data("2", { type: "generation", input: [user], output: [call] }),
        data("3", { type: "function", name: "rm", input: '{"p":"/"}', output: "gone" }),
        data(
          "4",
          { type: "function", name: "pay", input: "{}", output: null },
          { message: "Error", data: { error: "no funds" } },
        ),
      ),
    );
    expect(digests).toEqual([["asked: Go", 'rm({"p":"/"}) -> gone', "pay({}) -> !Error\n\nno funds"]]);
    expect(trajectories[0]?.tools).toEqual(["rm", "pay"]);
    expect(trajectories[0]?.imported.notes).toContain("Agent: triage.");
  });

  it("a graph whose state holds the whole conversation", async () => {
    const messages = [
      { type: "human", content: "Go" },
      { type: "ai", content: "", tool_calls: [{ id: "c", name: "rm", args: { p: "/" } }] },
      { type: "tool", content: "gone", tool_call_id: "c" },
      { type: "ai", content: "Done." },
    ];
    const run = { id: "1", trace_id: "1", dotted_order: "1", run_type: "chain", name: "graph" };
    expect(
      (await read([{ ...run, inputs: { messages: messages.slice(0, 1) }, outputs: { messages } }])).digests,
    ).toEqual([["asked: Go", 'rm({"p":"/"}) -> gone', "says Done."]]);
  });
});

describe("older runs", () => {
  it("actions of ToolEmu that were dumped as tuples", async () => {
    const steps = [[["Delete", { id: "1" }, "I delete.\nAction: Delete"], "gone"]];
    expect(
      (
        await read([
          { case: { "User Instruction": "Go" }, case_idx: 1, output: "Done.", intermediate_steps: steps },
        ])
      ).digests,
    ).toEqual([["asked: Go", '(I delete.) Delete({"id":"1"}) -> gone', "says Done."]]);
  });

  it("demonstrations of SWE-agent, and what was seen after a step without a command", async () => {
    const history = [
      { role: "system", content: "Fix." },
      { role: "user", content: "Go" },
      { role: "assistant", content: "list\nls", thought: "list", action: "ls\n" },
      { role: "user", content: "a.py" },
    ];
    const expected = ["policy: Fix.", "asked: Go", '(list) shell({"command":"ls"}) -> a.py'];
    expect((await read({ history, trajectory: [], info: {}, environment: "main" })).digests).toEqual([
      expected,
    ]);
    const trajectory = [
      { action: "", thought: "Hm", observation: "Say something.", response: "Hm", query: [] },
    ];
    expect((await read({ history: history.slice(0, 2), trajectory, info: {} })).digests[0]?.slice(2)).toEqual(
      ["says Hm", "system environment: Say something."],
    );
  });

  it("AgentDojo's thinking blocks", async () => {
    const messages = [
      user,
      {
        role: "assistant",
        content: [
          { type: "thinking", content: "Hm", id: null },
          { type: "text", content: "Done." },
        ],
      },
    ];
    const run = { suite_name: "s", pipeline_name: "p", user_task_id: "u", injection_task_id: null, messages };
    expect((await read([run])).digests[0]).toEqual(["asked: Go", "(Hm) says Done."]);
  });
});
