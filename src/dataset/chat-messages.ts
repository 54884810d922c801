import type { Json, JsonObject } from "../ots/json.ts";
import type { AgentStep, Step } from "../ots/step.ts";
import type { ToolSpec } from "../ots/tool.ts";

/** An OpenAI chat message, as fine-tuning files carry it; call arguments are a string of JSON. */
export type ChatMessage =
  | { role: "system" | "user"; content: string }
  | { role: "assistant"; content: string | null; tool_calls?: ChatToolCall[]; weight?: 0 | 1 }
  | { role: "tool"; tool_call_id: string; content: string };

export interface ChatToolCall {
  id: string;
  type: "function";
  function: { name: string; arguments: string };
}

/** Function names the chat format takes. */
export const functionName = /^[a-zA-Z0-9_-]{1,64}$/;

/**
 * Names for tools whose own names the chat format does not take: other characters become `_`, length is cut to 64, and
 * a number keeps two tools apart. The same tools always get the same names.
 */
export function functionNames(
  tools: readonly Pick<ToolSpec, "name">[],
  steps: readonly Step[],
): ReadonlyMap<string, string> {
  const called = steps.flatMap((step) =>
    step.kind === "agent" && step.action.kind === "call" ? [step.action.tool] : [],
  );
  const names = new Map<string, string>();
  const taken = new Set<string>();
  for (const original of new Set([...tools.map((tool) => tool.name), ...called])) {
    const plain = original.replaceAll(/[^a-zA-Z0-9_-]/g, "_").slice(0, 64) || "tool";
    let name = plain;
    for (let n = 2; taken.has(name); n++) {
      name = `${plain.slice(0, 60)}_${n}`;
    }
    taken.add(name);
    names.set(original, name);
  }
  return names;
}

/** One agent step as an assistant message; a thought goes before the call, as its text. */
export function assistantMessage(
  step: AgentStep,
  callId: string,
  names: ReadonlyMap<string, string>,
): Extract<ChatMessage, { role: "assistant" }> {
  const { action, thought } = step;
  if (action.kind === "answer") {
    return { role: "assistant", content: action.text };
  }
  const name = names.get(action.tool) ?? action.tool;
  const call: ChatToolCall = {
    id: callId,
    type: "function",
    function: { name, arguments: JSON.stringify(action.arguments) },
  };
  return { role: "assistant", content: thought === "" ? null : thought, tool_calls: [call] };
}

/**
 * The conversation up to the step where two sides part: policy, instruction and shared steps. Calls issued in one turn
 * become one assistant message; every call is answered before the next message.
 */
export function prefixMessages(
  policy: string | undefined,
  instruction: string,
  prefix: readonly Step[],
  names: ReadonlyMap<string, string>,
): ChatMessage[] {
  const messages: ChatMessage[] =
    policy === undefined || policy === "" ? [] : [{ role: "system", content: policy }];
  messages.push({ role: "user", content: instruction });
  let open:
    | { turn: number; message: Extract<ChatMessage, { role: "assistant" }>; results: ChatMessage[] }
    | undefined;
  const close = () => {
    messages.push(...(open?.results ?? []));
    open = undefined;
  };
  prefix.forEach((step, index) => {
    if (step.kind === "message") {
      close();
      messages.push({
        role: step.from === "system" ? "system" : "user",
        content: step.from === "agent" ? `${step.actor ?? "another agent"}: ${step.text}` : step.text,
      });
      return;
    }
    const id = callId(index);
    const message = assistantMessage(step, id, names);
    const result: ChatMessage[] =
      step.action.kind === "call"
        ? [{ role: "tool", tool_call_id: id, content: step.observation?.content ?? "" }]
        : [];
    if (open && step.turn === open.turn && message.tool_calls) {
      open.message.tool_calls = [...(open.message.tool_calls ?? []), ...message.tool_calls];
      open.results.push(...result);
      return;
    }
    close();
    messages.push(message);
    if (message.tool_calls && step.turn !== undefined) {
      open = { turn: step.turn, message, results: result };
    } else {
      messages.push(...result);
    }
  });
  close();
  return messages;
}

/** Ids of calls follow from their place, so that the same pair always gives the same line. */
export function callId(index: number): string {
  return `call_${index + 1}`;
}

export interface ChatTool {
  type: "function";
  function: { name: string; description: string; parameters: JsonObject };
}

export function chatTools(tools: readonly ToolSpec[], names: ReadonlyMap<string, string>): ChatTool[] {
  return tools.map(({ name, description, inputSchema }) => ({
    type: "function",
    function: { name: names.get(name) ?? name, description, parameters: inputSchema },
  }));
}

/**
 * Checks a conversation against the rules of the chat format: call ids unique and every call answered before the next
 * turn, tool messages only for open calls, legal names, arguments that are JSON objects. Returns what is wrong first.
 */
export function chatProblem(
  messages: readonly ChatMessage[],
  tools: readonly ChatTool[],
): string | undefined {
  const known = new Set(tools.map((tool) => tool.function.name));
  if (known.size < tools.length) {
    return "two tools have the same name";
  }
  const seen = new Set<string>();
  const open = new Set<string>();
  for (const message of messages) {
    if (message.role === "tool") {
      if (!open.delete(message.tool_call_id)) {
        return `a tool message answers ${message.tool_call_id}, which is not open`;
      }
      continue;
    }
    if (open.size > 0) {
      return `call ${[...open][0]} is not answered before the next message`;
    }
    if (message.role !== "assistant") {
      continue;
    }
    if (message.content === null && !message.tool_calls?.length) {
      return "an assistant message has neither content nor calls";
    }
    for (const call of message.tool_calls ?? []) {
      const problem = callProblem(call, known, seen);
      if (problem) {
        return problem;
      }
      seen.add(call.id);
      open.add(call.id);
    }
  }
  return undefined;
}

function callProblem(
  call: ChatToolCall,
  known: ReadonlySet<string>,
  seen: ReadonlySet<string>,
): string | undefined {
  if (seen.has(call.id)) {
    return `call id ${call.id} is used twice`;
  }
  if (!functionName.test(call.function.name)) {
    return `"${call.function.name}" is not a legal function name`;
  }
  if (!known.has(call.function.name)) {
    return `calls ${call.function.name}, which is not among the tools`;
  }
  return isJsonObjectText(call.function.arguments)
    ? undefined
    : `arguments of ${call.function.name} are not a JSON object`;
}

function isJsonObjectText(text: string): boolean {
  try {
    const value: Json = JSON.parse(text);
    return value !== null && typeof value === "object" && !Array.isArray(value);
  } catch {
    return false;
  }
}
