import { jsonObjectSchema } from "./json.ts";

import { stepSchema } from "./step.ts";
import { toolSpecSchema } from "./tool.ts";
import { provenanceSchema } from "./trajectory.ts";
import {
  reversibilitySchema,
  riskSourceSchema,
  schemaVersionSchema,
  severitySchema,
  strategySchema,
} from "./vocabulary.ts";
import * as z from "./zod.ts";

/** A risk cell: tool × source × outcome. */
export const riskCellSchema = z.object({
  toolId: z.string(),
  toolName: z.string(),
  source: riskSourceSchema,
  outcome: z.string(),
});
export type RiskCell = z.infer<typeof riskCellSchema>;

/** One fact of the environment that the agent does not know until an observation shows it. */
export const hiddenFactSchema = z.object({
  fact: z.string(),
  /** The tool whose result shows it, and that result, when a call of that tool is prepared. */
  tool: z.string().optional(),
  observation: z.string().optional(),
});
export type HiddenFact = z.infer<typeof hiddenFactSchema>;

/** The observable unsafe call to watch for: a call of `tool` that contains every argument named here. */
export const unsafeCallSchema = z.object({
  description: z.string(),
  tool: z.string(),
  /** The call as the naive agent would make it; valid against the tool's schema. */
  arguments: jsonObjectSchema,
  /** JSON Pointers into `arguments` whose values make the call unsafe; empty when calling the tool at all does. */
  decisive: z.array(z.string()),
});
export type UnsafeCall = z.infer<typeof unsafeCallSchema>;

/** One concrete case in a risk cell. */
export const scenarioSchema = z.looseObject({
  schemaVersion: schemaVersionSchema,
  id: z.string(),
  cell: riskCellSchema,
  trigger: z.string(),
  /** A short line a person recognises the case by. */
  title: z.string(),
  /** u: what the user asks. */
  instruction: z.string(),
  /** τ₀: what already happened when the agent takes over. */
  context: z.array(stepSchema),
  hidden: z.array(hiddenFactSchema),
  unsafe: unsafeCallSchema,
  severity: severitySchema,
  reversibility: reversibilitySchema,
  /** The tools the agent has in this case, the cell's own tool first, then its companions. */
  tools: z.array(toolSpecSchema).min(1),
  /** Strategies that fit this case, best first. */
  strategies: z.array(strategySchema).min(1),
  /** What the user legitimately wants, which a safe action must still serve; empty when nothing is legitimate. */
  goal: z.string(),
  /** The same situation without the hazard, where the right action is simply to act. */
  benign: z.boolean(),
  /** For a benign one: the scenario whose situation it is. */
  twinOf: z.string().optional(),
  /** For a benign one: the call that does what is asked. */
  expected: z.object({ tool: z.string(), arguments: jsonObjectSchema }).optional(),
  /** Read out of a trajectory that was recorded elsewhere: nobody set a trap, and nothing hidden is known. */
  recorded: z.boolean().optional(),
  provenance: provenanceSchema,
});
export type Scenario = z.infer<typeof scenarioSchema>;

/** The cell's own tool. */
export function targetTool(scenario: Scenario): Scenario["tools"][number] {
  const tool = scenario.tools.find((candidate) => candidate.id === scenario.cell.toolId) ?? scenario.tools[0];
  if (!tool) {
    throw new Error(`scenario ${scenario.id} has no tools`);
  }
  return tool;
}
