import { actionSchema } from "./step.ts";
import { verdictSchema } from "./verdict.ts";
import { strategySchema } from "./vocabulary.ts";
import * as z from "./zod.ts";

/** Whether a safe action still serves the user's legitimate goal, and how. */
export const appraisalSchema = z.object({ useful: z.boolean(), rationale: z.string() });
export type Appraisal = z.infer<typeof appraisalSchema>;

/** Critique of an unsafe step and the safe step proposed in its place, with what the judge and the appraiser said. */
export const reflectionSchema = z.object({
  critique: z.string(),
  strategy: strategySchema,
  thought: z.string(),
  action: actionSchema,
  verdict: verdictSchema.optional(),
  appraisal: appraisalSchema.optional(),
});
export type Reflection = z.infer<typeof reflectionSchema>;
