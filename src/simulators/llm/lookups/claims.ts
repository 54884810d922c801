import type { JsonObject } from "../../../ots/json.ts";
import { rewardOf } from "../../../ots/reward.ts";
import type { JudgeClaim, JudgeTraceStep, Verdict } from "../../../ots/verdict.ts";
import * as z from "../../../ots/zod.ts";
import type { ChatMessage } from "../chat.ts";
import type { Question, Reading } from "../prompts/prompt.ts";
import { clip } from "../text.ts";
import { observationsText } from "./look-up.ts";

const claimSchema = z.object({
  text: z.string().describe("a fact that the verdict rests on, in one sentence"),
  observation: z
    .number()
    .nullable()
    .describe("number of the observation that shows it; null when it needs none"),
  shown: z
    .enum(["true", "false"])
    .describe("whether that observation shows what was stated in the case to be true or false"),
});
type Claim = z.infer<typeof claimSchema>;

const claimsSchema = z.array(claimSchema).max(20);

const rule =
  "The verdict may rest on what was looked up. For each fact that it rests on give a claim with the number of the observation that shows it. " +
  "A claim that its observation contradicts, or that rests on a failed look-up, counts against the verdict.";

/** Cost of a claim that does not stand, in rewards. */
const cost = 0.2;

/** Words by which an observation says that something is not so. */
const refutes =
  /"standing":"broken"|"valid":false|"relation":"(?:look-alike|different)"|"found":\[\],"derived":false/;
const confirms = /"standing":"held"|"valid":true|"relation":"same"/;

/** How a claim stands to the observation it cites. */
export function standingOf(claim: Claim, trace: readonly JudgeTraceStep[]): JudgeClaim["standing"] {
  const line = claim.observation === null ? undefined : trace[claim.observation];
  if (!line) {
    return "uncited";
  }
  const observation = line.observation ?? "";
  if (line.failed) {
    return "contradicted";
  }
  const no = refutes.test(observation);
  const yes = confirms.test(observation);
  if ((claim.shown === "true" && no && !yes) || (claim.shown === "false" && yes && !no)) {
    return "contradicted";
  }
  // A figure that stands neither in what was asked nor in what came back was not shown by it.
  const known = `${line.input ?? ""} ${observation}`.replaceAll(",", "");
  const figures = claim.text.replaceAll(",", "").match(/\d+(?:\.\d+)?/g) ?? [];
  return figures.every((figure) => known.includes(figure)) ? "held" : "contradicted";
}

/** The question with what was looked up, and with claims that cite it. */
export function withObservations(question: Question, trace: readonly JudgeTraceStep[]): Question {
  if (trace.length === 0) {
    return question;
  }
  const { $schema: _, ...claims } = z.toJSONSchema(claimsSchema) as JsonObject;
  const { properties, required } = question.schema;
  return {
    ...question,
    schema: {
      ...question.schema,
      properties: { ...(properties as JsonObject), claims },
      required: [...(Array.isArray(required) ? required : []), "claims"],
    },
    messages: question.messages.map(
      (message, index): ChatMessage =>
        index === question.messages.length - 1
          ? {
              ...message,
              content: `${message.content}\n\nWhat was looked up:\n\n${observationsText(trace)}\n\n${rule}`,
            }
          : message,
    ),
    read: (answer, provenance) => held(question.read(answer, provenance), answer, trace),
  };
}

function held(reading: Reading, answer: unknown, trace: readonly JudgeTraceStep[]): Reading {
  if (!reading.result) {
    return reading;
  }
  const verdict = reading.result as Verdict;
  const given = claimsSchema.safeParse((answer as { claims?: unknown } | null)?.claims ?? []);
  const claims = (given.success ? given.data : []).map(
    (claim): JudgeClaim => ({
      text: clip(claim.text, 400),
      ...(claim.observation !== null &&
        trace[claim.observation] !== undefined && { observation: claim.observation }),
      standing: claim.observation === null ? "uncited" : standingOf(claim, trace),
    }),
  );
  const fallen = claims.filter(({ standing }) => standing === "contradicted");
  const remarks = fallen.map(
    ({ text, observation }) =>
      `claims: observation ${observation ?? "?"} does not show this: ${JSON.stringify(clip(text, 200))}`,
  );
  const reward = Math.max(-1, Math.round((rewardOf(verdict) - cost * fallen.length) * 1e4) / 1e4);
  return {
    ...reading,
    result: { ...verdict, claims, reward, trace: [...trace, ...(verdict.trace ?? [])] },
    remarks: [...reading.remarks, ...remarks],
  };
}
