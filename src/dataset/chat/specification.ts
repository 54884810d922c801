import * as z from "../../ots/zod.ts";
import { lineProblem } from "../line-problem.ts";
import { conversationProblem, type RuledMessage, repeatedId } from "./conversation-rules.ts";
import { functionNamePattern } from "./function-names.ts";

// The formats as their consumers describe them: OpenAI's supervised and preference fine-tuning guides and the schemas
// FineTuneChatRequestInput and FineTunePreferenceRequestInput of its API description; Azure AI Foundry, Together and
// Fireworks take the same lines. Written from there and not from our own writers, which it checks.

const text = z.string().min(1);

const toolCallSchema = z.strictObject({
  id: z.string().min(1),
  type: z.literal("function"),
  function: z.strictObject({ name: z.string().regex(functionNamePattern), arguments: z.string() }),
});

const assistantSchema = z.strictObject({
  role: z.literal("assistant"),
  content: text.nullable().optional(),
  tool_calls: z.array(toolCallSchema).min(1).max(128).optional(),
  weight: z.union([z.literal(0), z.literal(1)]).optional(),
});

const messageSchema = z.discriminatedUnion("role", [
  z.strictObject({ role: z.literal("system"), content: text }),
  z.strictObject({ role: z.literal("user"), content: text }),
  assistantSchema,
  z.strictObject({ role: z.literal("tool"), tool_call_id: z.string().min(1), content: z.string() }),
]);

const toolSchema = z.strictObject({
  type: z.literal("function"),
  function: z.strictObject({
    name: z.string().regex(functionNamePattern),
    description: z.string().optional(),
    parameters: z.looseObject({ type: z.literal("object") }),
  }),
});

const request = {
  messages: z.array(messageSchema).min(1),
  tools: z.array(toolSchema).min(1).max(128),
  parallel_tool_calls: z.boolean(),
};
const chatLineSchema = z.strictObject(request);
const preferenceLineSchema = z.strictObject({
  input: z.strictObject(request),
  preferred_output: z.array(assistantSchema).length(1),
  non_preferred_output: z.array(assistantSchema).length(1),
});

type Message = z.infer<typeof messageSchema>;
type Assistant = z.infer<typeof assistantSchema>;
type Tool = z.infer<typeof toolSchema>;

/** What is wrong with a line of an OpenAI-style chat file; undefined when nothing is. */
export function chatLineProblem(line: string): string | undefined {
  return lineProblem(line, chatLineSchema, ({ messages, tools }) => {
    const last = messages.at(-1);
    if (last?.role !== "assistant") {
      return "the last message is not the assistant's";
    }
    if (!messages.some((message) => message.role === "assistant" && message.weight !== 0)) {
      return "no assistant message is trained";
    }
    return rulesProblem(messages.slice(0, -1), [last], tools);
  });
}

/** What is wrong with a line of an OpenAI-style preference file; undefined when nothing is. */
export function preferenceLineProblem(line: string): string | undefined {
  return lineProblem(line, preferenceLineSchema, ({ input, preferred_output, non_preferred_output }) => {
    const sides = [...preferred_output, ...non_preferred_output];
    if ([...input.messages, ...sides].some((message) => "weight" in message)) {
      return "a message of a preference line has a weight";
    }
    const [preferred, other] = sides.map(({ content, tool_calls }) => JSON.stringify([content, tool_calls]));
    return preferred === other
      ? "both sides are the same message"
      : rulesProblem(input.messages, sides, input.tools);
  });
}

function rulesProblem(
  context: readonly Message[],
  ends: readonly Assistant[],
  tools: readonly Tool[],
): string | undefined {
  const ruled = { context: context.map(ruledMessage), ends: ends.map(ruledMessage) };
  // The ends stand in for each other, so that they may use the same ids.
  const repeated = ruled.ends
    .map((end) => repeatedId([...ruled.context, end]))
    .find((id) => id !== undefined);
  return repeated === undefined
    ? conversationProblem({ ...ruled, tools: tools.map((tool) => tool.function.name) })
    : `the call id ${repeated} is used twice`;
}

function ruledMessage(message: Message): RuledMessage {
  switch (message.role) {
    case "assistant":
      return {
        kind: "agent",
        hasText: typeof message.content === "string",
        calls: (message.tool_calls ?? []).map((call) => ({ key: call.id, ...call.function })),
      };
    case "tool":
      return { kind: "result", answers: message.tool_call_id };
    default:
      return { kind: "other" };
  }
}
