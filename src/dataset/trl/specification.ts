import { jsonObjectSchema } from "../../ots/json.ts";
import * as z from "../../ots/zod.ts";
import { conversationProblem, type RuledMessage } from "../chat/conversation-rules.ts";
import { lineProblem, parsedJson } from "../line-problem.ts";

// TRL's "Dataset formats and types" page and its trainers: prompt-completion (supervised), preference and unpaired
// preference data in the conversational format, each with a `tools` column that the trainers decode from JSON text.

const content = z.string();
const call = z.strictObject({
  type: z.literal("function"),
  function: z.strictObject({ name: z.string().min(1), arguments: jsonObjectSchema }),
});
const assistant = z.strictObject({
  role: z.literal("assistant"),
  content: content.min(1).optional(),
  tool_calls: z.array(call).min(1).optional(),
});
const message = z.discriminatedUnion("role", [
  z.strictObject({ role: z.literal("system"), content: content.min(1) }),
  z.strictObject({ role: z.literal("user"), content: content.min(1) }),
  assistant,
  z.strictObject({ role: z.literal("tool"), name: z.string().min(1), content }),
]);
const toolList = z.array(
  z.looseObject({
    type: z.literal("function"),
    function: z.looseObject({ name: z.string().min(1), parameters: jsonObjectSchema }),
  }),
);

const prompt = z.array(message).min(1);
const side = z.array(assistant).length(1);
const tools = z.string();
const supervised = z.strictObject({ prompt, completion: side, tools });
const preference = z.strictObject({ prompt, chosen: side, rejected: side, tools });
const reward = preference.extend({ margin: z.number().positive().max(2) });
const unpaired = z.strictObject({ prompt, completion: side, label: z.boolean(), tools });

type Message = z.infer<typeof message>;
type Assistant = z.infer<typeof assistant>;

/** What is wrong with a prompt-completion line; undefined when nothing is. */
export function trlSupervisedProblem(line: string): string | undefined {
  return lineProblem(line, supervised, (value) => rulesProblem(value.prompt, value.completion, value.tools));
}

/** What is wrong with a preference line; undefined when nothing is. */
export function trlPreferenceProblem(line: string): string | undefined {
  return lineProblem(line, preference, (value) =>
    JSON.stringify(value.chosen) === JSON.stringify(value.rejected)
      ? "both sides are the same message"
      : rulesProblem(value.prompt, [...value.chosen, ...value.rejected], value.tools),
  );
}

/** What is wrong with a line for the reward trainer: a preference with its margin; undefined when nothing is. */
export function trlRewardProblem(line: string): string | undefined {
  return lineProblem(line, reward, (value) =>
    rulesProblem(value.prompt, [...value.chosen, ...value.rejected], value.tools),
  );
}

/** What is wrong with an unpaired preference (KTO) line; undefined when nothing is. */
export function trlUnpairedProblem(line: string): string | undefined {
  return lineProblem(line, unpaired, (value) => rulesProblem(value.prompt, value.completion, value.tools));
}

function rulesProblem(
  messages: readonly Message[],
  ends: readonly Assistant[],
  toolsJson: string,
): string | undefined {
  const offered = toolList.safeParse(parsedJson(toolsJson));
  if (!offered.success) {
    return "the tools column is not a JSON list of functions";
  }
  if (messages.at(-1)?.role === "assistant") {
    return "the prompt ends with the agent's own message, so that there is no turn to complete";
  }
  return conversationProblem({
    context: messages.map(ruledMessage),
    ends: ends.map(ruledMessage),
    tools: offered.data.map((tool) => tool.function.name),
  });
}

function ruledMessage(entry: Message): RuledMessage {
  switch (entry.role) {
    case "assistant":
      return {
        kind: "agent",
        hasText: entry.content !== undefined,
        calls: (entry.tool_calls ?? []).map((made) => ({ key: made.function.name, ...made.function })),
      };
    case "tool":
      return { kind: "result", answers: entry.name };
    default:
      return { kind: "other" };
  }
}
