import { reflectionSchema } from "./reflection.ts";
import { riskCellSchema } from "./scenario.ts";
import { stepSchema } from "./step.ts";
import { provenanceSchema } from "./trajectory.ts";
import { z } from "./zod.ts";

/** Unsafe and safe continuation of the same prefix: the unit of safety data. Derived, never stored twice. */
export const pairSchema = z.object({
  scenarioId: z.string(),
  cell: riskCellSchema,
  trigger: z.string(),
  instruction: z.string(),
  prefix: z.array(stepSchema),
  unsafe: stepSchema,
  safe: stepSchema,
  reflection: reflectionSchema,
  provenance: provenanceSchema,
});
export type Pair = z.infer<typeof pairSchema>;
