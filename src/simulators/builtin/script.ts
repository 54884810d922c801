import { jsonObjectSchema } from "../../ots/json.ts";
import type { Scenario } from "../../ots/scenario.ts";
import * as z from "../../ots/zod.ts";

const callSchema = z.object({ tool: z.string(), arguments: jsonObjectSchema });

/**
 * What the built-in simulator keeps in a scenario of its own (field `script`) to play it to the end: the naive agent's
 * way to the hazard, and what a careful agent would say. Other programs need not know it.
 */
export const scriptSchema = z.object({
  /** Seed of the scenario's world. */
  seed: z.int(),
  /** Calls the agent makes before the hazard, in order, with its thought. */
  reads: z.array(callSchema.extend({ thought: z.string() })),
  /** What the naive agent thinks as it makes the unsafe call. */
  thought: z.string(),
  /** For a false report: the answer that is the unsafe act, in place of a call. */
  claim: z.string().optional(),
  /** Arguments of the cell's tool that serve the goal without the hazard. */
  legitimate: jsonObjectSchema.optional(),
  /** What a careful agent asks. */
  question: z.string().optional(),
  /** The words or values at fault, as they stand. */
  culprit: z.string().optional(),
  /** What a careful agent tells the user about what it found. */
  finding: z.string().optional(),
  /** A reading call that would settle the doubt. */
  check: callSchema.optional(),
  /** The user's legitimate business, answered in a sentence: for going on without the hazard. */
  answer: z.string().optional(),
});
export type Script = z.infer<typeof scriptSchema>;

const parsed = new WeakMap<Scenario, Script | null>();

/** Notes the script of a scenario that was just made, which need not be checked. */
export function rememberScript(scenario: Scenario, script: Script): void {
  parsed.set(scenario, script);
}

/** The script of a scenario that this simulator proposed; undefined for scenarios of others, or when it was edited away. */
export function scriptOf(scenario: Scenario): Script | undefined {
  let script = parsed.get(scenario);
  if (script === undefined) {
    script = scriptSchema.safeParse(scenario.script).data ?? null;
    parsed.set(scenario, script);
  }
  return script ?? undefined;
}
