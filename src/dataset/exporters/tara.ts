import * as z from "../../ots/zod.ts";
import type { Exporter } from "../exporter.ts";
import { jsonLine } from "../json-line.ts";
import { lineProblem } from "../line-problem.ts";
import { prefixText } from "../rewards/prefix-text.ts";
import { type RewardedSide, rewardedSides, stepText } from "../rewards/sides.ts";

const sideSchema = z.strictObject({
  answer: z.string().min(1),
  score: z.number(),
  actions: z.string(),
  score_agent: z.strictObject({ explanation: z.string(), score: z.number() }),
});
const lineSchema = z.strictObject({
  id: z.string(),
  question: z.string().min(1),
  pos_answer: sideSchema,
  neg_answer: sideSchema,
});

/** The judge's tool calls as lines of Thought, Action, Action Input and Observation. */
function actionsOf({ trace }: RewardedSide): string {
  return trace
    .flatMap(({ thought, tool, input, observation }) => [
      `Thought: ${thought}`,
      ...(tool === undefined ? [] : [`Action: ${tool}`, `Action Input: ${input ?? ""}`]),
      ...(observation === undefined ? [] : [`Observation: ${observation}`]),
    ])
    .map((line) => line.replaceAll("\n", " "))
    .join("\n");
}

function sideOf(side: RewardedSide) {
  const { step, reward, rationale } = side;
  return {
    answer: step.kind === "agent" ? stepText(step) : step.text,
    score: reward,
    actions: actionsOf(side),
    score_agent: { explanation: rationale, score: reward },
  };
}

/**
 * The format of Themis' data set TARA (arXiv 2310.01045): a question, the better and the worse answer, each with its score and
 * the reward model's tool calls. One object a line; what happened before the sides part stands in the question.
 */
export const tara: Exporter = {
  id: "tara",
  title: "TARA (tool-augmented reward modelling)",
  purpose: "preference",
  fileExtension: "jsonl",
  lines(example) {
    if (example.kind !== "pair") {
      return { skipped: "there is no other side to compare it with" };
    }
    const { chosen, rejected } = rewardedSides(example);
    const line = jsonLine({
      id: example.scenarioId,
      question: prefixText(example),
      pos_answer: sideOf(chosen),
      neg_answer: sideOf(rejected),
    });
    const problem = lineProblem(line, lineSchema, () => undefined);
    return problem === undefined ? { lines: [line] } : { skipped: problem };
  },
};
