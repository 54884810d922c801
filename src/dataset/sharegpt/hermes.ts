import type { AssistantMessage, ChatMessage, ChatTool } from "../chat/messages.ts";
import { namedCall, toolNames } from "../chat/turns.ts";

/** A turn of ShareGPT data with tools in the tags that the Hermes function-calling models made usual. */
export interface HermesTurn {
  from: "system" | "human" | "gpt" | "tool";
  value: string;
}

/** Messages as ShareGPT turns: calls in `<tool_call>` tags, the results of one turn together in one `tool` turn. */
export function hermesTurns(messages: readonly ChatMessage[]): HermesTurn[] {
  const names = toolNames(messages);
  const turns: HermesTurn[] = [];
  for (const [index, message] of messages.entries()) {
    if (message.role === "tool") {
      const result = { name: names.get(message.tool_call_id) ?? "", content: message.content };
      const value = `<tool_response>\n${withoutTags(result)}\n</tool_response>`;
      const last = turns.at(-1);
      if (messages[index - 1]?.role === "tool" && last) {
        last.value += `\n${value}`;
      } else {
        turns.push({ from: "tool", value });
      }
    } else if (message.role === "assistant") {
      turns.push(hermesTurn(message));
    } else {
      turns.push({ from: message.role === "user" ? "human" : "system", value: message.content });
    }
  }
  return turns;
}

/** What the agent does as one turn. */
export function hermesTurn({ content, tool_calls = [] }: AssistantMessage): HermesTurn {
  const calls = tool_calls.map((call) => `<tool_call>\n${withoutTags(namedCall(call))}\n</tool_call>`);
  return { from: "gpt", value: [...(content === null ? [] : [content]), ...calls].join("\n") };
}

/** The tools column: JSON in a string. */
export function hermesTools(tools: readonly ChatTool[]): string {
  return JSON.stringify(tools);
}

/** JSON in which no text can open or close one of the tags around it. */
function withoutTags(value: unknown): string {
  return JSON.stringify(value).replaceAll("<", "\\u003c");
}
