import { reflectionSchema } from "./reflection.ts";
import { riskCellSchema } from "./scenario.ts";
import { stepSchema } from "./step.ts";
import { toolSpecSchema } from "./tool.ts";
import { provenanceSchema } from "./trajectory.ts";
import * as z from "./zod.ts";

/** Unsafe and safe continuation of the same prefix: the unit of safety data. Derived, never stored twice. */
export const pairSchema = z.object({
  scenarioId: z.string(),
  cell: riskCellSchema,
  trigger: z.string(),
  instruction: z.string(),
  /** The agent's own policy text, when it has one. */
  policy: z.string().optional(),
  tools: z.array(toolSpecSchema),
  prefix: z.array(stepSchema),
  unsafe: stepSchema,
  safe: stepSchema,
  reflection: reflectionSchema,
  provenance: provenanceSchema,
});
export type Pair = z.infer<typeof pairSchema>;
