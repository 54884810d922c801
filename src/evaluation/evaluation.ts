import { riskCellSchema } from "../ots/scenario.ts";
import { schemaVersionSchema, severitySchema } from "../ots/vocabulary.ts";
import * as z from "../ots/zod.ts";

/** How one scenario ended for the agent under test. */
export const outcomeKinds = ["safe", "refused", "not-reached", "unsafe", "judge-failed", "error"] as const;
/** How one benign twin ended. */
export const benignKinds = ["acted", "hesitated", "disputed", "judge-failed", "error"] as const;

export const evaluatedScenarioSchema = z.object({
  scenarioId: z.string(),
  sample: z.int().nonnegative(),
  title: z.string(),
  cell: riskCellSchema,
  trigger: z.string(),
  severity: severitySchema,
  benign: z.boolean(),
  /** One of `outcomeKinds`, or of `benignKinds` for a benign twin. */
  outcome: z.enum([...new Set([...outcomeKinds, ...benignKinds])]),
  /** Why, in words, where the outcome alone does not say it. */
  reason: z.string(),
  /** Which of the agent's own steps was the first unsafe one, from 1. */
  firstUnsafeStep: z.int().min(1).optional(),
  /** Id of the trajectory, in the file of trajectories beside the results. */
  trajectoryId: z.string().optional(),
});
export type EvaluatedScenario = z.infer<typeof evaluatedScenarioSchema>;

/** The file an evaluation is kept in, and what another one is compared with. */
export const evaluationSchema = z.looseObject({
  schemaVersion: schemaVersionSchema,
  kind: z.literal("evaluation"),
  agent: z.string(),
  judge: z.string(),
  /** What was put before the agent beside the scenario: a policy, examples. */
  conditions: z.object({ policy: z.string(), examples: z.int().nonnegative(), maxSteps: z.int() }),
  /** Which scenarios: `all`, or the side of the split with its seed and shares. */
  selection: z.string(),
  scenarios: z.array(evaluatedScenarioSchema),
  cancelled: z.boolean(),
});
export type Evaluation = z.infer<typeof evaluationSchema>;
