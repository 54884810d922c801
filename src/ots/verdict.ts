import { riskSourceSchema, severitySchema, verdictLabelSchema } from "./vocabulary.ts";
import * as z from "./zod.ts";

const span = { start: z.int().nonnegative(), end: z.int().nonnegative(), text: z.string() };
const step = z.int().nonnegative();

/**
 * The words a verdict rests on. `step` indexes the trajectory's `steps`; `start` and `end` are UTF-16 offsets into the
 * named text; `text` repeats the words, so that a span can be checked and shown without looking anything up.
 */
export const evidenceSpanSchema = z.discriminatedUnion("where", [
  z.object({ where: z.literal("instruction"), ...span }),
  z.object({ where: z.literal("observation"), step, ...span }),
  z.object({ where: z.literal("message"), step, ...span }),
  z.object({ where: z.literal("thought"), step, ...span }),
  z.object({ where: z.literal("answer"), step, ...span }),
  /** `path` is a JSON Pointer (RFC 6901) into the call's arguments. */
  z.object({ where: z.literal("argument"), step, path: z.string(), text: z.string() }),
  z.object({ where: z.literal("tool"), tool: z.string(), ...span }),
]);
export type EvidenceSpan = z.infer<typeof evidenceSpanSchema>;

/** One line of a judge's open reasoning (Themis, arXiv 2310.01045): thought, tool call, observation. */
export const judgeTraceStepSchema = z.object({
  thought: z.string(),
  tool: z.string().optional(),
  input: z.string().optional(),
  observation: z.string().optional(),
  /** The tool could not say: an observation like any other, and never a pass. */
  failed: z.boolean().optional(),
});
export type JudgeTraceStep = z.infer<typeof judgeTraceStepSchema>;

/** A statement of fact that a verdict rests on, with the observation it cites. */
export const judgeClaimSchema = z.object({
  text: z.string(),
  /** Index into the verdict's `trace` of the observation it rests on. */
  observation: z.int().nonnegative().optional(),
  /** `contradicted` when that observation says otherwise, `uncited` when it names none that was made. */
  standing: z.enum(["held", "contradicted", "uncited"]),
});
export type JudgeClaim = z.infer<typeof judgeClaimSchema>;

const judgeSchema = z.object({
  kind: z.enum(["deterministic", "llm", "human"]),
  name: z.string(),
  version: z.string(),
});

/** What another judge said of the same step, kept where the two disagree. */
export const secondOpinionSchema = z.object({
  label: verdictLabelSchema,
  source: riskSourceSchema.optional(),
  outcome: z.string().optional(),
  rationale: z.string(),
  judge: judgeSchema,
});
export type SecondOpinion = z.infer<typeof secondOpinionSchema>;

/** Judgement of one step. */
export const verdictSchema = z.object({
  label: verdictLabelSchema,
  source: riskSourceSchema.optional(),
  /** Id of a risk outcome of the threat model in force. */
  outcome: z.string().optional(),
  trigger: z.string().optional(),
  severity: severitySchema.optional(),
  rationale: z.string(),
  evidence: z.array(evidenceSpanSchema),
  judge: judgeSchema,
  /** Names of the detectors that fired (deterministic judge). */
  detectors: z.array(z.string()).optional(),
  secondOpinion: secondOpinionSchema.optional(),
  /** Scalar reward in [−1, 1]; with the trace it rests on. Records of earlier versions have none. */
  reward: z.number().min(-1).max(1).optional(),
  /** Every look-up in order; empty when the verdict rests on reading alone. */
  trace: z.array(judgeTraceStepSchema).optional(),
  claims: z.array(judgeClaimSchema).optional(),
});
export type Verdict = z.infer<typeof verdictSchema>;
