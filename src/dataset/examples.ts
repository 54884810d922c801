import type { Scenario } from "../ots/scenario.ts";
import type { AgentStep } from "../ots/step.ts";
import type { Trajectory } from "../ots/trajectory.ts";
import { type Example, pairExample, type SingleExample } from "./example.ts";
import { type BrokenPair, isPair, pairOf } from "./pairs.ts";
import type { TrajectorySummary } from "./records.ts";
import type { ScenarioState } from "./state.ts";
import type { Store } from "./store.ts";

/** What is asked for before records are read: by the index alone, so that what is not wanted costs nothing. */
export interface ExampleFilter {
  scenario(id: string): boolean;
  /** Of the trajectory that completes an example: the safe one of a pair. */
  trajectory?(id: string): boolean;
  states: ReadonlySet<ScenarioState>;
}

/**
 * The examples of a store, read from disk one by one in the order they were first stored: pairs, and of the other end
 * states asked for the singles they give. `onBroken` hears of records that do not fit together, as after an edit by hand.
 */
export function* examplesOf(
  store: Store,
  filter: ExampleFilter,
  onBroken: (broken: BrokenPair) => void = () => {},
): Generator<Example, undefined> {
  for (const summary of store.trajectories.summaries()) {
    const { id, scenarioId } = summary;
    if (
      scenarioId === undefined ||
      !filter.scenario(scenarioId) ||
      filter.trajectory?.(id) === false ||
      !isWanted(store, summary, filter.states)
    ) {
      continue;
    }
    const scenario = store.scenarios.get(scenarioId);
    const trajectory = store.trajectories.get(id);
    const example =
      scenario && trajectory ? exampleOf(store, scenario, trajectory) : "its records are not valid";
    if (typeof example === "string") {
      onBroken({ scenarioId, trajectoryId: id, reason: example });
    } else {
      yield example;
    }
  }
}

/** How many examples the store has of the kinds asked for, from the index alone: broken ones count as well. */
export function countExamples(store: Store, { scenario, trajectory, states }: ExampleFilter): number {
  let count = 0;
  for (const summary of store.trajectories.summaries()) {
    const { id, scenarioId } = summary;
    const wanted = scenarioId !== undefined && scenario(scenarioId) && trajectory?.(id) !== false;
    count += wanted && isWanted(store, summary, states) ? 1 : 0;
  }
  return count;
}

/** A pair is found by its safe half, everything else by its risky one. */
function isWanted(store: Store, summary: TrajectorySummary, states: ReadonlySet<ScenarioState>): boolean {
  const { kind, scenarioId = "", endState = "unsafe" } = summary;
  return kind === "safe"
    ? states.has("pair") && isPair(store, summary)
    : kind === "risky" && endState !== "pair" && states.has(endState) && store.scenarios.has(scenarioId);
}

function exampleOf(store: Store, scenario: Scenario, trajectory: Trajectory): Example | string {
  if (trajectory.kind !== "safe") {
    return singleOf(scenario, trajectory);
  }
  const risky = store.trajectories.get(trajectory.derivedFrom ?? "");
  if (!risky) {
    return "its records are not valid";
  }
  const pair = pairOf(scenario, risky, trajectory);
  return typeof pair === "string" ? pair : pairExample(pair, { scenario, trajectories: [risky, trajectory] });
}

/**
 * The one decision to learn from a trajectory without a twin: where the agent acted unsafely that step, to unlearn;
 * else what the agent did about the case, to learn: the call that was right in it, of the scenario's own
 * tool otherwise, or its last word.
 */
function singleOf(scenario: Scenario, trajectory: Trajectory): SingleExample | string {
  const { steps, contextLength, instruction, policy, provenance } = trajectory;
  const own = steps.map((step, index) => ({ step, index })).slice(contextLength);
  const acts = own.filter((one): one is { step: AgentStep; index: number } => one.step.kind === "agent");
  const unsafe = acts.find(({ step }) => step.verdict?.label === "unsafe");
  const tool = scenario.expected?.tool ?? scenario.cell.toolName;
  const decided =
    unsafe ??
    acts.find(({ step: { action } }) => action.kind === "call" && action.tool === tool) ??
    acts.at(-1);
  if (!decided) {
    return "the agent did nothing in it";
  }
  return {
    kind: "single",
    scenarioId: scenario.id,
    cell: scenario.cell,
    trigger: scenario.trigger,
    instruction,
    ...(policy === undefined ? {} : { policy }),
    tools: scenario.tools,
    prefix: steps.slice(0, decided.index),
    step: decided.step,
    desirable: unsafe === undefined,
    provenance,
    scenario,
    trajectories: [trajectory],
  };
}
