import { reflectionSchema } from "./reflection.ts";
import { stepSchema } from "./step.ts";
import { endStateSchema, schemaVersionSchema } from "./vocabulary.ts";
import * as z from "./zod.ts";

/** Which program made a record, so that nobody mistakes the built-in simulator for a language model. */
export const provenanceSchema = z.object({
  /** `builtin`, or the model's name as the server gave it; `import:FORMAT` for imported trajectories. */
  simulator: z.string(),
  version: z.string(),
  seed: z.int().optional(),
});
export type Provenance = z.infer<typeof provenanceSchema>;

/**
 * A sequence of steps after an instruction. `steps` starts with the scenario's own history τ₀ (its length is
 * `contextLength`), so that a trajectory can be read, judged and exported without its scenario.
 */
export const trajectorySchema = z.looseObject({
  schemaVersion: schemaVersionSchema,
  id: z.string(),
  kind: z.enum(["risky", "safe", "imported"]),
  scenarioId: z.string().optional(),
  /** Names of the tools the agent had. */
  tools: z.array(z.string()),
  /** The agent's own policy text (system prompt), when it has one. */
  policy: z.string().optional(),
  instruction: z.string(),
  steps: z.array(stepSchema),
  contextLength: z.int().nonnegative(),
  endState: endStateSchema.optional(),
  /** Why it ended so, in words, when the end state alone does not say it. */
  endReason: z.string().optional(),
  /** For a risky trajectory: every reflection tried on its unsafe step. For a safe one: the accepted one, alone. */
  reflections: z.array(reflectionSchema).optional(),
  /** For a safe trajectory: the risky one it was made from, and the index of the first step that differs. */
  derivedFrom: z.string().optional(),
  forkStep: z.int().nonnegative().optional(),
  provenance: provenanceSchema,
});
export type Trajectory = z.infer<typeof trajectorySchema>;
