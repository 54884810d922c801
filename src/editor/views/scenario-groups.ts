import type { ScenarioState } from "../../dataset/state.ts";
import type { RiskSource } from "../../ots/vocabulary.ts";
import { groupBy } from "../base/group-by.ts";
import { countRows, type ScenarioCounts, type ScenarioRow } from "../project/scenario-index.ts";

/** What the scenario tree can be grouped by. */
export const groupings = ["tool", "outcome", "source", "state", "file", "list"] as const;
export type Grouping = (typeof groupings)[number];

/** States in the order they call for attention. */
export const statesByAttention: readonly ScenarioState[] = [
  "unsafe",
  "reflection-failed",
  "proposed",
  "error",
  "judge-failed",
  "not-reached",
  "disputed",
  "hesitated",
  "refused",
  "never-unsafe",
  "acted",
  "pair",
];

export const sourceOrder: readonly RiskSource[] = ["instruction", "context", "action"];

export interface ScenarioGroup {
  /** What the rows share: a tool's id, an outcome's id, a source, a state or a file; empty for a list and a lost file. */
  key: string;
  /** Never empty; what calls for attention first, otherwise in the order they were made. */
  rows: readonly ScenarioRow[];
  counts: ScenarioCounts;
}

/** What groups need to know beyond their rows. */
export interface GroupingFacts {
  /** The title of an outcome. */
  titleOf: (id: string) => string;
  /** The file that defines a tool, relative to its folder; undefined when no file does any more. */
  fileOf: (toolId: string) => string | undefined;
}

/** Groups in the order they are shown. */
export function groupScenarios(
  rows: Iterable<ScenarioRow>,
  by: Grouping,
  { titleOf, fileOf }: GroupingFacts,
): ScenarioGroup[] {
  const keyOf: Readonly<Record<Grouping, (row: ScenarioRow) => string>> = {
    tool: (row) => row.toolId,
    outcome: (row) => row.outcome,
    source: (row) => row.source,
    state: (row) => row.state,
    file: (row) => fileOf(row.toolId) ?? "",
    list: () => "",
  };
  const groups = [...groupBy(rows, keyOf[by])].map(([key, own]) => ({
    key,
    rows: byAttention(own),
    counts: countRows(own),
  }));
  const name = (group: ScenarioGroup): string =>
    by === "tool" ? (group.rows[0]?.toolName ?? "") : by === "file" ? group.key : titleOf(group.key);
  const fixed: readonly string[] = by === "source" ? sourceOrder : by === "state" ? statesByAttention : [];
  const collator = new Intl.Collator();
  // What no file defines any more has an empty key, and comes last.
  return groups.sort(
    (a, b) =>
      fixed.indexOf(a.key) - fixed.indexOf(b.key) ||
      Number(a.key === "") - Number(b.key === "") ||
      collator.compare(name(a), name(b)),
  );
}

/** A pass per state instead of a sort: a group can hold 100,000 rows and is laid out when it is expanded. */
function byAttention(rows: readonly ScenarioRow[]): readonly ScenarioRow[] {
  const byState = groupBy(rows, (row) => row.state);
  return byState.size === 1 ? rows : statesByAttention.flatMap((state) => byState.get(state) ?? []);
}
