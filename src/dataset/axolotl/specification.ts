import { isJsonObject } from "../../ots/json.ts";
import * as z from "../../ots/zod.ts";
import { conversationProblem, type RuledMessage, repeatedId } from "../chat/conversation-rules.ts";
import { lineProblem, parsedJson } from "../line-problem.ts";

// Axolotl's documentation of conversation data, type `chat_template`: OpenAI-style messages and tools, JSON text where
// types could differ between rows, `train` as the field for training single messages.

const text = z.string();
const call = z.strictObject({
  id: text.min(1),
  type: z.literal("function"),
  function: z.strictObject({ name: text.min(1), arguments: text }),
});
const train = z.boolean();
const message = z.discriminatedUnion("role", [
  z.strictObject({ role: z.literal("system"), content: text.min(1), train }),
  z.strictObject({ role: z.literal("user"), content: text.min(1), train }),
  z.strictObject({
    role: z.literal("assistant"),
    content: text.min(1).nullable(),
    tool_calls: z.array(call).min(1).optional(),
    train,
  }),
  z.strictObject({
    role: z.literal("tool"),
    tool_call_id: text.min(1),
    name: text.min(1),
    content: text,
    train,
  }),
]);
const line = z.strictObject({
  messages: z.array(message).min(2),
  tools: z.array(
    z.strictObject({
      type: z.literal("function"),
      function: z.strictObject({ name: text.min(1), description: text.optional(), parameters: text }),
    }),
  ),
});

type Line = z.infer<typeof line>;

/** What is wrong with a line of an Axolotl chat file; undefined when nothing is. */
export function axolotlProblem(json: string): string | undefined {
  return lineProblem(json, line, (value) => trainingProblem(value) ?? rulesProblem(value));
}

function trainingProblem({ messages }: Line): string | undefined {
  const trained = messages.filter(({ train: isTrained }) => isTrained);
  if (trained.length === 0) {
    return "no message is trained";
  }
  return trained.some(({ role }) => role !== "assistant")
    ? "a message that is not the assistant's is trained"
    : undefined;
}

function rulesProblem({ messages, tools }: Line): string | undefined {
  if (tools.some((tool) => !isJsonObject(parsedJson(tool.function.parameters)))) {
    return "the parameters of a tool are not a JSON object";
  }
  const ruled = messages.map(ruledMessage);
  const repeated = repeatedId(ruled);
  return repeated === undefined
    ? conversationProblem({
        context: ruled.slice(0, -1),
        ends: ruled.slice(-1),
        tools: tools.map((tool) => tool.function.name),
      })
    : `the call id ${repeated} is used twice`;
}

function ruledMessage(entry: Line["messages"][number]): RuledMessage {
  switch (entry.role) {
    case "assistant":
      return {
        kind: "agent",
        hasText: entry.content !== null,
        calls: (entry.tool_calls ?? []).map((made) => ({ key: made.id, ...made.function })),
      };
    case "tool":
      return { kind: "result", answers: entry.tool_call_id };
    default:
      return { kind: "other" };
  }
}
