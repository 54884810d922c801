import { isJsonObject } from "../../ots/json.ts";
import * as z from "../../ots/zod.ts";
import { conversationProblem, type RuledMessage } from "../chat/conversation-rules.ts";
import { lineProblem, parsedJson } from "../line-problem.ts";

// ShareGPT data as its many readers take it: `conversations` of `from` and `value`; calls and results as JSON in the tags
// of the Hermes function-calling format, which Axolotl, Unsloth and most converters know.

const turn = z.strictObject({ from: z.enum(["system", "human", "gpt", "tool"]), value: z.string().min(1) });
const line = z.strictObject({ conversations: z.array(turn).min(2), tools: z.string() });
type Turn = z.infer<typeof turn>;

/** What is wrong with a line of a ShareGPT file; undefined when nothing is. */
export function hermesProblem(json: string): string | undefined {
  return lineProblem(json, line, ({ conversations, tools }) => {
    const names = toolNames(tools);
    if (names === undefined) {
      return "the tools column is not a JSON list of functions";
    }
    if (conversations.at(-1)?.from !== "gpt") {
      return "the last turn is not the agent's";
    }
    const ruled = conversations.flatMap(ruledMessages);
    return conversationProblem({ context: ruled.slice(0, -1), ends: ruled.slice(-1), tools: names });
  });
}

function ruledMessages({ from, value }: Turn): RuledMessage[] {
  switch (from) {
    case "gpt": {
      const calls = inTags(value, "tool_call").map((json) => {
        const call = parsedJson(json);
        const { name, arguments: given } = isJsonObject(call) ? call : {};
        return { key: String(name), name: String(name), arguments: given };
      });
      return [{ kind: "agent", hasText: calls.length === 0, calls }];
    }
    case "tool":
      return inTags(value, "tool_response").map((json) => {
        const result = parsedJson(json);
        return { kind: "result", answers: isJsonObject(result) ? String(result.name) : "" };
      });
    default:
      return [{ kind: "other" }];
  }
}

function inTags(text: string, tag: string): string[] {
  return [...text.matchAll(new RegExp(`<${tag}>\\n(.*?)\\n</${tag}>`, "g"))].map(([, json = ""]) => json);
}

function toolNames(json: string): string[] | undefined {
  const list = parsedJson(json);
  const names = Array.isArray(list)
    ? list.map((tool) => (isJsonObject(tool) && isJsonObject(tool.function) ? tool.function.name : undefined))
    : undefined;
  return names?.every((name) => typeof name === "string") ? names : undefined;
}
