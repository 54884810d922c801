import { actionSchema } from "./step.ts";
import { schemaVersionSchema } from "./vocabulary.ts";
import { z } from "./zod.ts";

/** A human's word on a stored verdict or safe action. */
export const humanVerdictSchema = z.looseObject({
  schemaVersion: schemaVersionSchema,
  id: z.string(),
  trajectoryId: z.string(),
  step: z.int().nonnegative(),
  judgement: z.enum(["right", "wrong", "accepted", "rejected", "edited", "comment"]),
  reason: z.string(),
  action: actionSchema.optional(),
});
export type HumanVerdict = z.infer<typeof humanVerdictSchema>;
