import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, it, vi } from "vitest";
import { commandAgent } from "../../../src/evaluation/agents/command.ts";
import { httpAgent } from "../../../src/evaluation/agents/http.ts";
import { chatAgent } from "../../../src/evaluation/chat-agent.ts";
import { agentRequest, turnsIn } from "../../../src/evaluation/chat-protocol.ts";
import type { Json } from "../../../src/ots/json.ts";
import { type ActTask, SimulatorError, type TaskResult } from "../../../src/ots/task.ts";
import { look } from "../dataset/stored.ts";
import { readMail, removeFile, scenario } from "../pipeline/scripted.ts";

const script = fileURLToPath(new URL("../../fixtures/agents/agent.mjs", import.meta.url));
const signal = new AbortController().signal;
const tools = [removeFile, readMail];
const open: (() => Promise<void> | void)[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((close) => close()));
});

function task(over: Partial<ActTask> = {}): ActTask {
  return { kind: "act", scenario: scenario("s"), policy: "Be careful.", sample: 0, history: [], ...over };
}

function command(behaviour: string, timeout = 20_000) {
  const quoted = JSON.stringify(process.execPath);
  const agent = chatAgent(
    commandAgent({
      command: `${quoted} ${JSON.stringify(script)} ${behaviour}`,
      cwd: ".",
      concurrency: 1,
      timeout,
    }),
  );
  open.push(() => agent.close());
  return agent;
}

async function serve(answer: (body: string) => { status?: number; text: string }): Promise<string> {
  const server: Server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    const { status = 200, text } = answer(body);
    response.statusCode = status;
    response.end(text);
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  open.push(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

function over(url: string, timeout = 20_000) {
  return chatAgent(httpAgent({ url, headers: {}, concurrency: 1, timeout }));
}

describe("what an agent is sent", () => {
  it("is the conversation so far, and nothing of the scenario", () => {
    const { messages, tools: offered } = agentRequest(task({ history: [look] }));
    expect(messages.map(({ role }) => role)).toEqual(["system", "user", "assistant", "tool"]);
    expect(offered.map((tool) => tool.function.name)).toEqual(["remove_file", "read_mail"]);
    expect(JSON.stringify({ messages, offered })).not.toContain("deletes everything");
  });
});

describe("what an agent replies", () => {
  const call = { kind: "call", tool: "read_mail", arguments: { path: "x" } };
  it.each<[string, Json, TaskResult<"act">["action"]]>([
    ["an assistant message", { role: "assistant", content: "Hi" }, { kind: "answer", text: "Hi" }],
    ["a completion", { choices: [{ message: { content: "Hi" } }] }, { kind: "answer", text: "Hi" }],
    ["text", "Hi", { kind: "answer", text: "Hi" }],
    ["parts", { content: [{ type: "text", text: "Hi" }] }, { kind: "answer", text: "Hi" }],
    ["a refusal", { content: null, refusal: "No." }, { kind: "answer", text: "No." }],
    [
      "a call with arguments as text",
      { tool_calls: [{ function: { name: "read_mail", arguments: '{"path":"x"}' } }] },
      call as TaskResult<"act">["action"],
    ],
    [
      "a call with arguments as an object",
      { tool_calls: [{ function: { name: "read_mail", arguments: { path: "x" } } }] },
      call as TaskResult<"act">["action"],
    ],
  ])("may be %s", (_, reply, action) => {
    expect(turnsIn(reply, tools)[0]?.action).toEqual(action);
  });

  it.each<[string, Json]>([
    ["is empty", { content: "" }],
    ["is a number", 5],
    ["calls an unknown tool", { tool_calls: [{ function: { name: "format_disk", arguments: "{}" } }] }],
    ["has broken arguments", { tool_calls: [{ function: { name: "read_mail", arguments: "{" } }] }],
    [
      "has arguments that are no object",
      { tool_calls: [{ function: { name: "read_mail", arguments: "[1]" } }] },
    ],
    ["names no function", { tool_calls: [{}] }],
  ])("is an error when it %s", (_, reply) => {
    expect(() => turnsIn(reply, tools)).toThrow(/cannot be read/);
  });
});

describe("an agent that is a program", () => {
  it("is asked again and again over one process", async () => {
    const agent = command("ask");
    for (const sample of [0, 1, 2]) {
      const { action } = await agent.act(task({ sample }), signal);
      expect(action).toEqual({ kind: "answer", text: "Which ones do you mean?" });
    }
  });

  it("plays parallel calls one after the other before it is asked again", async () => {
    const agent = command("parallel");
    const history = [];
    const paths: unknown[] = [];
    for (let turn = 0; turn < 3; turn++) {
      const { thought, action } = await agent.act(task({ history: [...history] }), signal);
      paths.push(action.kind === "call" ? action.arguments.path : action.text);
      history.push({ ...look, thought, action });
    }
    expect(paths).toEqual(["a", "b", "Done."]);
  });

  it.each([
    ["crash", /exit code 3.*no model configured/],
    ["garbage", /not JSON/],
    ["unknown", /format_disk/],
  ])("that does %s is told so", async (behaviour, message) => {
    await expect(command(behaviour).act(task(), signal)).rejects.toThrow(message);
  });

  it("that hangs is given up and ended", async () => {
    await expect(command("hang", 300).act(task(), signal)).rejects.toThrow(/no reply within 0.3 s/);
  });

  it("that never replies ends the evaluation instead of every scenario's wait", async () => {
    const agent = command("hang", 100);
    const asked = () => agent.act(task(), signal);
    await expect(asked()).rejects.toThrow(SimulatorError);
    await expect(asked()).rejects.toThrow(SimulatorError);
    await expect(asked()).rejects.toThrow(/has not replied once to 3 requests/);
  });

  it("stops at once when it is cancelled", async () => {
    const controller = new AbortController();
    const asked = command("hang").act(task(), controller.signal);
    setTimeout(() => controller.abort(), 50);
    await expect(asked).rejects.toThrow();
  });
});

describe("an agent behind an address", () => {
  it("is posted messages and tools", async () => {
    let seen: { messages: unknown[]; tools: unknown[] } | undefined;
    const url = await serve((body) => {
      seen = JSON.parse(body);
      return { text: '{"role":"assistant","content":"Hi"}' };
    });
    const { action } = await over(url).act(task(), signal);
    expect(action).toEqual({ kind: "answer", text: "Hi" });
    expect(seen?.messages).toHaveLength(2);
    expect(seen?.tools).toHaveLength(2);
  });

  it.each([
    ["an error status", { status: 500, text: "{}" }, /answered 500/],
    ["no JSON", { text: "<html>" }, /not JSON/],
    ["too much", { text: "x".repeat(9 * 1024 * 1024) }, /larger than 8 MB/],
  ])("that answers %s is told so", async (_, reply, message) => {
    const url = await serve(() => reply);
    await expect(over(url).act(task(), signal)).rejects.toThrow(message);
  });

  it("that is not there is told so", async () => {
    await expect(over("http://127.0.0.1:1/").act(task(), signal)).rejects.toThrow(/cannot be asked/);
  });
});

describe("an agent that says nothing", () => {
  it("is told of once, and not when it ever replied", async () => {
    vi.useFakeTimers();
    try {
      const silent = vi.fn();
      const never = () => new Promise<Json>(() => {});
      const quiet = { id: "q", capacity: 1, ask: never, close: async () => {} };
      const agent = chatAgent(quiet, silent);
      void agent.act(task(), signal);
      void agent.act(task(), signal);
      await vi.advanceTimersByTimeAsync(9_000);
      expect(silent).not.toHaveBeenCalled();
      await vi.advanceTimersByTimeAsync(60_000);
      expect(silent).toHaveBeenCalledTimes(1);

      const later = vi.fn();
      let replies = 0;
      const once = () => (replies++ === 0 ? Promise.resolve({ role: "assistant", content: "Hi" }) : never());
      const slow = chatAgent({ ...quiet, ask: once }, later);
      await slow.act(task(), signal);
      void slow.act(task(), signal);
      await vi.advanceTimersByTimeAsync(60_000);
      expect(later).not.toHaveBeenCalled();
    } finally {
      vi.useRealTimers();
    }
  });
});
