import { stepSchema } from "./step.ts";
import { toolSpecSchema } from "./tool.ts";
import { judgeTraceStepSchema } from "./verdict.ts";
import { schemaVersionSchema, verdictLabelSchema } from "./vocabulary.ts";
import * as z from "./zod.ts";

const sideSchema = z.object({
  steps: z.array(stepSchema),
  reward: z.number().min(-1).max(1),
  verdict: verdictLabelSchema,
  rationale: z.string(),
  trace: z.array(judgeTraceStepSchema),
});

/** A pair for training reward models: what came before, both sides, both rewards, and the look-ups that they rest on. */
export const rewardPairSchema = z.object({
  schemaVersion: schemaVersionSchema,
  kind: z.literal("reward-pair"),
  id: z.string(),
  instruction: z.string(),
  policy: z.string(),
  tools: z.array(toolSpecSchema),
  history: z.array(stepSchema),
  documents: z.array(z.object({ file: z.string(), text: z.string() })).optional(),
  chosen: sideSchema,
  rejected: sideSchema,
  margin: z.number(),
  agreement: z.number().nullable(),
  /** `review` for pairs ranked the wrong way round. */
  selection: z.enum(["keep", "review", "drop"]),
});
export type RewardPair = z.infer<typeof rewardPairSchema>;
