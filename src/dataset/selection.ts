import { contentHash } from "../ots/ids.ts";
import type { RiskSource, Severity } from "../ots/vocabulary.ts";
import { continuations, type Example } from "./example.ts";
import { countExamples, type ExampleFilter, examplesOf } from "./examples.ts";
import { type Review, reviewed, reviewsIn } from "./reviews.ts";
import type { ScenarioState } from "./state.ts";
import type { Store } from "./store.ts";
import type { TimeWindow } from "./time-window.ts";

/** Which of a store's examples are exported. What is not given does not matter. */
export interface Selection {
  scenarioIds?: ReadonlySet<string>;
  /** `pair` alone by default. */
  states?: ReadonlySet<ScenarioState>;
  /** Names of tools. */
  tools?: ReadonlySet<string>;
  sources?: ReadonlySet<RiskSource>;
  outcomes?: ReadonlySet<string>;
  triggers?: ReadonlySet<string>;
  severities?: ReadonlySet<Severity>;
  simulators?: ReadonlySet<string>;
  /** Only what a person accepted, as it was or edited. */
  accepted?: boolean;
  /** Only where no second judge disagreed. */
  agreed?: boolean;
  /** Smallest difference between the rewards of the two sides; examples without rewards are left out then. */
  margin?: number;
  /** Only what was stored in this span of time; of what nobody knows when it was is said so. */
  time?: TimeWindow;
  /** Share of benign twins among what is exported, 0 to 0.9. */
  benignShare?: number;
}

export interface LeftOut {
  scenarioId: string;
  reason: string;
}

const pairsOnly: ReadonlySet<ScenarioState> = new Set(["pair"]);
/** How a benign twin ends well: what was asked was done. */
const endedWell: ReadonlySet<ScenarioState> = new Set(["acted"]);

/**
 * The examples selected, hazards first, then the benign twins chosen by the hash of their ids, so that growing data keeps
 * most of the choice. What a person rejected never comes; `onLeftOut` hears of that and of broken records.
 */
export function* selectedExamples(
  store: Store,
  selection: Selection,
  onLeftOut: (leftOut: LeftOut) => void,
): Generator<Example, undefined> {
  const reviewOf = reviewsIn(store);
  const select = function* (filter: ExampleFilter) {
    for (const example of examplesOf(store, filter, onLeftOut)) {
      const review = reviewOf(example);
      const wanted = !isSelected(example, review, selection)
        ? undefined
        : isUndated(example, selection)
          ? {
              leftOut:
                "when it was stored is not known: times are noted where it is stored, and do not travel with git",
            }
          : reviewed(example, review);
      if (wanted !== undefined && "leftOut" in wanted) {
        onLeftOut({ scenarioId: example.scenarioId, reason: wanted.leftOut });
      } else if (wanted !== undefined) {
        yield wanted;
      }
    }
  };
  let hazards = 0;
  for (const example of select(hazardFilter(store, selection))) {
    hazards++;
    yield example;
  }
  yield* select(benignFilter(store, selection, benignCount(hazards, selection)));
}

/** About how many examples `selectedExamples` gives, from the index alone: what only records say is not looked at. */
export function countSelected(store: Store, selection: Selection): { hazards: number; benign: number } {
  const hazards = countExamples(store, hazardFilter(store, selection));
  const wanted = benignCount(hazards, selection);
  return { hazards, benign: countExamples(store, benignFilter(store, selection, wanted)) };
}

function benignCount(hazards: number, { benignShare = 0 }: Selection): number {
  return Math.round((hazards * benignShare) / (1 - benignShare));
}

function hazardFilter(store: Store, selection: Selection): ExampleFilter {
  const inCell = cellFilter(store, selection);
  return {
    states: selection.states ?? pairsOnly,
    scenario: (id) => inCell(id) && store.scenarios.summary(id)?.benign === false,
    trajectory: (id) => selection.time?.holds(id) ?? true,
  };
}

function benignFilter(store: Store, selection: Selection, count: number): ExampleFilter {
  const inCell = cellFilter(store, selection);
  const candidates = new Set<string>();
  if (count > 0) {
    for (const { id, benign } of store.scenarios.summaries()) {
      if (benign && inCell(id)) {
        candidates.add(id);
      }
    }
    const ended = new Set<string>();
    for (const { id, scenarioId, kind, endState } of store.trajectories.summaries()) {
      if (
        (selection.time?.holds(id) ?? true) &&
        scenarioId !== undefined &&
        candidates.has(scenarioId) &&
        kind === "risky" &&
        endState &&
        endedWell.has(endState)
      ) {
        ended.add(scenarioId);
      }
    }
    const byHash = [...ended]
      .map((id) => [contentHash(id), id] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1));
    candidates.clear();
    for (const [, id] of byHash.slice(0, count)) {
      candidates.add(id);
    }
  }
  return {
    states: endedWell,
    scenario: (id) => candidates.has(id),
    trajectory: (id) => selection.time?.holds(id) ?? true,
  };
}

/** Whether a time is asked for and the example's is not known. It is that of the trajectory that completes the example. */
function isUndated({ trajectories }: Example, { time }: Selection): boolean {
  const id = trajectories.at(-1)?.id;
  return time !== undefined && id !== undefined && time.holds(id) === undefined;
}

/** What the index alone can tell of a scenario. */
function cellFilter(store: Store, selection: Selection): (scenarioId: string) => boolean {
  const { scenarioIds, tools, sources, outcomes, triggers, severities } = selection;
  return (id) => {
    const summary = store.scenarios.summary(id);
    return (
      summary !== undefined &&
      (scenarioIds?.has(id) ?? true) &&
      (tools?.has(summary.cell.toolName) ?? true) &&
      (sources?.has(summary.cell.source) ?? true) &&
      (outcomes?.has(summary.cell.outcome) ?? true) &&
      (triggers?.has(summary.trigger) ?? true) &&
      (severities?.has(summary.severity) ?? true)
    );
  };
}

function isSelected(example: Example, { action }: Review, selection: Selection): boolean {
  const { simulators, accepted, agreed, margin } = selection;
  if (simulators && !simulators.has(example.provenance.simulator)) {
    return false;
  }
  if (accepted && action !== "accepted" && action !== "edited") {
    return false;
  }
  const verdicts = continuations(example).map(({ step }) =>
    step.kind === "agent" ? step.verdict : undefined,
  );
  if (agreed && verdicts.some((verdict) => verdict?.secondOpinion !== undefined)) {
    return false;
  }
  if (margin !== undefined && example.kind === "pair") {
    const [safe, unsafe] = verdicts;
    return (safe?.reward ?? Number.NaN) - (unsafe?.reward ?? Number.NaN) >= margin;
  }
  return true;
}
