import { isJsonObject } from "../../ots/json.ts";
import { halfCharacter, isWellFormed, mayHoldHalfCharacters } from "../line-problem.ts";

/** A message as far as the rules between messages are concerned, whatever the format writes it like. */
export type RuledMessage =
  | { kind: "agent"; hasText: boolean; calls: readonly RuledCall[] }
  /** `answers` is the key of the call it answers. */
  | { kind: "result"; answers: string }
  | { kind: "other" };

export interface RuledCall {
  /** What a result names the call by: an id that nothing else has, or the tool's name where the format has no ids. */
  key: string;
  name: string;
  /** JSON text or a value. */
  arguments: unknown;
}

export interface RuledConversation {
  context: readonly RuledMessage[];
  /** Messages that may follow the context, one instead of the other; their calls need no results. */
  ends: readonly RuledMessage[];
  /** Names of the tools offered. */
  tools: readonly string[];
}

/**
 * What breaks the rules that all consumers share: tools are told apart by name, agents say or call something, call what
 * is offered with a JSON object, and every call of the context is answered before anyone else speaks.
 */
export function conversationProblem({ context, ends, tools }: RuledConversation): string | undefined {
  const names = new Set(tools);
  if (names.size < tools.length) {
    return "two different tools have the same name";
  }
  let open: string[] = [];
  for (const message of context) {
    if (message.kind === "result") {
      const index = open.indexOf(message.answers);
      if (index < 0) {
        return `a result names ${message.answers}, which is no open call`;
      }
      open.splice(index, 1);
      continue;
    }
    if (open.length > 0) {
      return unanswered(open);
    }
    const problem = agentProblem(message, names);
    if (problem !== undefined) {
      return problem;
    }
    open = message.kind === "agent" ? message.calls.map(({ key }) => key) : [];
  }
  return open.length > 0
    ? unanswered(open)
    : ends.map((end) => agentProblem(end, names)).find((problem) => problem !== undefined);
}

function unanswered(open: readonly string[]): string {
  return `the call ${open.join(", ")} has no result before the next message`;
}

function agentProblem(message: RuledMessage, names: ReadonlySet<string>): string | undefined {
  if (message.kind !== "agent") {
    return undefined;
  }
  if (!message.hasText && message.calls.length === 0) {
    return "an assistant message has neither text nor calls";
  }
  for (const call of message.calls) {
    if (!names.has(call.name)) {
      return `${call.name} is called but is not among the tools`;
    }
    const problem = argumentsProblem(call.arguments);
    if (problem !== undefined) {
      return `the arguments of ${call.name} ${problem}`;
    }
  }
  return undefined;
}

function argumentsProblem(given: unknown): string | undefined {
  if (typeof given !== "string") {
    return isJsonObject(given) ? undefined : "are not a JSON object";
  }
  let value: unknown;
  try {
    value = JSON.parse(given);
  } catch {
    return "are not a JSON object";
  }
  if (!isJsonObject(value)) {
    return "are not a JSON object";
  }
  return mayHoldHalfCharacters(given) && !isWellFormed(value) ? halfCharacter : undefined;
}

/** The id that two calls share, in formats where ids are unique in a conversation. */
export function repeatedId(messages: readonly RuledMessage[]): string | undefined {
  const used = new Set<string>();
  for (const { key } of messages.flatMap((message) => (message.kind === "agent" ? message.calls : []))) {
    if (used.has(key)) {
      return key;
    }
    used.add(key);
  }
  return undefined;
}
