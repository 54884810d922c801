import type { JsonObject } from "../../ots/json.ts";
import type { ChatMessage, ChatTool } from "../chat/messages.ts";
import { namedCall, toolNames } from "../chat/turns.ts";

/** A message as TRL's conversational formats carry it: arguments are a value, results name their tool, no ids. */
export type TrlMessage =
  | { role: "system" | "user"; content: string }
  | { role: "assistant"; content?: string; tool_calls?: TrlToolCall[] }
  | { role: "tool"; name: string; content: string };

export interface TrlToolCall {
  type: "function";
  function: { name: string; arguments: JsonObject };
}

/** Chat messages in TRL's form. Chat templates serialise arguments themselves: text would be quoted twice. */
export function trlMessages(messages: readonly ChatMessage[]): TrlMessage[] {
  const names = toolNames(messages);
  return messages.map((message): TrlMessage => {
    switch (message.role) {
      case "assistant": {
        const calls = message.tool_calls?.map(
          (call): TrlToolCall => ({ type: "function", function: namedCall(call) }),
        );
        return {
          role: "assistant",
          ...(message.content === null ? {} : { content: message.content }),
          ...(calls === undefined ? {} : { tool_calls: calls }),
        };
      }
      case "tool":
        return { role: "tool", name: names.get(message.tool_call_id) ?? "", content: message.content };
      default:
        return message;
    }
  });
}

/**
 * The tools column: JSON in a string, which TRL's trainers decode. As objects, the schemas of different tools would
 * have to agree in type for the whole file to load as an Arrow table.
 */
export function trlTools(tools: readonly ChatTool[]): string {
  return JSON.stringify(tools);
}
