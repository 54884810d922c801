import type { JsonObject } from "../../ots/json.ts";
import type { ChatMessage, ChatToolCall } from "./messages.ts";

/** A call with its arguments as a value. */
export interface NamedCall {
  name: string;
  arguments: JsonObject;
}

/** The name and parsed arguments of a call that our own `assistantMessage` wrote. */
export function namedCall({ function: called }: ChatToolCall): NamedCall {
  return { name: called.name, arguments: JSON.parse(called.arguments) as JsonObject };
}

/** The name of the tool that each call id of the conversation names: a result says only the id. */
export function toolNames(messages: readonly ChatMessage[]): ReadonlyMap<string, string> {
  return new Map(
    messages.flatMap((message) =>
      message.role === "assistant"
        ? (message.tool_calls ?? []).map((call) => [call.id, call.function.name] as const)
        : [],
    ),
  );
}
