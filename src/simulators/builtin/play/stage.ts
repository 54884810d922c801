import type { JsonObject } from "../../../ots/json.ts";
import { type Scenario, targetTool } from "../../../ots/scenario.ts";
import type { AgentStep, Step, ToolCall } from "../../../ots/step.ts";
import type { ToolSpec } from "../../../ots/tool.ts";
import type { PlannedCall } from "../build/call.ts";
import { worldFor } from "../build/world-for.ts";
import { type Clause, clause } from "../phrases/clause.ts";
import { briefly, phrased } from "../phrases/realise.ts";
import { type Turn, thoughts } from "../phrases/thoughts.ts";
import { profileOf } from "../profile/profile.ts";
import { hashText, Random } from "../random.ts";
import { scriptOf } from "../script.ts";
import { valueAt } from "../values/value.ts";
import type { World } from "../world/world.ts";

const worlds = new WeakMap<Scenario, World>();

/** The scenario's world: the one it was made in, or for scenarios of others one that follows from its id. */
export function worldOf(scenario: Scenario): World {
  let world = worlds.get(scenario);
  if (!world) {
    world = worldFor(profileOf(targetTool(scenario)), scriptOf(scenario)?.seed ?? hashText(scenario.id));
    worlds.set(scenario, world);
  }
  return world;
}

/** A stream that is the same for the same scenario and purpose. */
export function dice(scenario: Scenario, purpose: string): Random {
  return new Random(hashText(`${scenario.id} ${purpose}`));
}

export function toolNamed(scenario: Scenario, name: string): ToolSpec | undefined {
  return scenario.tools.find((tool) => tool.name === name);
}

/** What the agent thinks in this turn, the same for the same scenario. */
export function thinking(scenario: Scenario, turn: Turn): string {
  return dice(scenario, `thinks ${turn}`).pick(thoughts[turn]);
}

type CallStep = AgentStep & { action: ToolCall };

/** The agent's calls among these steps. */
export function callsIn(steps: readonly Step[]): CallStep[] {
  return steps.filter((step): step is CallStep => step.kind === "agent" && step.action.kind === "call");
}

/** The agent's own steps after the scenario's history. */
export function ownSteps(scenario: Scenario, history: readonly Step[]): readonly Step[] {
  return history.slice(scenario.context.length);
}

export const sameCall = (
  a: Pick<ToolCall, "tool" | "arguments">,
  b: Pick<ToolCall, "tool" | "arguments">,
): boolean =>
  a.tool === b.tool && JSON.stringify(sorted(a.arguments)) === JSON.stringify(sorted(b.arguments));

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(sorted);
  }
  return value !== null && typeof value === "object"
    ? Object.fromEntries(
        Object.keys(value)
          .sort()
          .map((key) => [key, sorted((value as JsonObject)[key])]),
      )
    : value;
}

/** A call with the parameters that put it into words. */
export function planned(scenario: Scenario, name: string, args: JsonObject): PlannedCall | undefined {
  const spec = toolNamed(scenario, name);
  if (!spec) {
    return undefined;
  }
  const tool = profileOf(spec);
  // With alternatives at the root, the one that knows most of the arguments.
  const known = tool.variants.map(({ parameters }) => ({
    parameters,
    fits: parameters.filter(({ pointer }) => valueAt(args, pointer) !== undefined).length,
  }));
  const best = known.sort((a, b) => b.fits - a.fits)[0];
  return { tool, parameters: best?.parameters ?? [], arguments: args };
}

/** The call in words, in full or in few. */
export function inWords(scenario: Scenario, name: string, args: JsonObject, short = true): Clause {
  const call = planned(scenario, name, args);
  if (!call) {
    return clause("use", name);
  }
  const world = worldOf(scenario);
  return short ? briefly(call, world) : phrased(call.tool, call.parameters, call.arguments, world).clause;
}
