import { isJsonObject } from "../../ots/json.ts";
import * as z from "../../ots/zod.ts";
import { lineProblem, parsedJson } from "../line-problem.ts";

// LLaMA-Factory's data README, and its converter and formatter: `sharegpt` formatting with the default tags. The
// converter drops an example with a turn in the wrong place and only logs it, so places are checked here.

const turn = (...from: [string, ...string[]]) => z.strictObject({ from: z.enum(from), value: z.string() });
const heard = turn("human", "observation");
const done = turn("gpt", "function_call");
const shared = {
  conversations: z.array(z.union([heard, done])).min(1),
  system: z.string().min(1).optional(),
  tools: z.string(),
};
const supervised = z.strictObject(shared);
const preference = z.strictObject({ ...shared, chosen: done, rejected: done });

type Turn = z.infer<typeof heard> | z.infer<typeof done>;

/** What is wrong with a supervised line; undefined when nothing is. */
export function shareGptSupervisedProblem(line: string): string | undefined {
  return lineProblem(line, supervised, ({ conversations, tools }) =>
    conversations.length % 2 === 1
      ? "the conversation does not end with the agent"
      : turnsProblem(conversations, conversations, tools),
  );
}

/** What is wrong with a preference line; undefined when nothing is. */
export function shareGptPreferenceProblem(line: string): string | undefined {
  return lineProblem(line, preference, ({ conversations, chosen, rejected, tools }) => {
    if (conversations.length % 2 === 0) {
      return "the conversation does not end before the agent's turn";
    }
    return chosen.from === rejected.from && chosen.value === rejected.value
      ? "both sides are the same message"
      : turnsProblem(conversations, [...conversations, chosen, rejected], tools);
  });
}

function turnsProblem(
  conversations: readonly Turn[],
  all: readonly Turn[],
  tools: string,
): string | undefined {
  const misplaced = conversations.findIndex(
    ({ from }, index) => done.shape.from.safeParse(from).success !== (index % 2 === 1),
  );
  if (misplaced >= 0) {
    return `turn ${misplaced + 1} (${conversations[misplaced]?.from}) stands in a place of the other side`;
  }
  const names = toolNames(tools);
  if (names === undefined) {
    return "the tools column is not a JSON list of functions";
  }
  if (new Set(names).size < names.length) {
    return "two different tools have the same name";
  }
  for (const { from, value } of all) {
    const problem =
      from === "function_call"
        ? callProblem(value, names)
        : value === "" && from !== "observation"
          ? "a turn is empty"
          : undefined;
    if (problem !== undefined) {
      return problem;
    }
  }
  return undefined;
}

function callProblem(value: string, names: readonly string[]): string | undefined {
  const calls = parsedJson(value.replace(/^<think>\n[\s\S]*?\n<\/think>\n\n(?=[[{])/, ""));
  for (const call of Array.isArray(calls) ? calls : [calls]) {
    if (!isJsonObject(call) || typeof call.name !== "string" || !isJsonObject(call.arguments)) {
      return "a function_call turn is not JSON with a name and arguments";
    }
    if (!names.includes(call.name)) {
      return `${call.name} is called but is not among the tools`;
    }
  }
  return undefined;
}

function toolNames(tools: string): string[] | undefined {
  const list = parsedJson(tools);
  const names = Array.isArray(list)
    ? list.map((tool) => (isJsonObject(tool) ? tool.name : undefined))
    : undefined;
  return names?.every((name) => typeof name === "string") ? names : undefined;
}
