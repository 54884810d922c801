import { join } from "node:path";
import { countPairs } from "../dataset/pairs.ts";
import type { Store } from "../dataset/store.ts";
import { cellKey } from "../ots/cells.ts";
import type { ThreatModel } from "../ots/threat-model.ts";
import { toolSpec } from "../ots/tool.ts";
import { type CellSelection, selectCells } from "../pipeline/plan.ts";
import type { RunReport } from "../pipeline/runner.ts";
import type { FileDiscovery } from "../tools/discover-files.ts";

/** What `generate` and `run` report: the one JSON document of `--json`, and the source of the readable summary. */
export interface RunSummary {
  tools: number;
  files: number;
  /** Of the selected tools, outcomes and sources. */
  cells: { applicable: number; covered: number };
  /** This run: its episodes by how they ended. */
  run: Pick<RunReport, "total" | "finished" | "states" | "failures" | "cancelled" | "unanswered">;
  /** The store after it. */
  store: { scenarios: number; trajectories: number; pairs: number };
  simulator: string;
  written: string[];
  milliseconds: number;
}

export interface SummaryInput {
  discovery: FileDiscovery;
  store: Store;
  model: ThreatModel;
  only: CellSelection;
  report: RunReport;
  simulator: string;
  milliseconds: number;
}

export function runSummary({
  discovery,
  store,
  model,
  only,
  report,
  simulator,
  milliseconds,
}: SummaryInput): RunSummary {
  const cells = selectCells({ tools: discovery.tools.map(toolSpec), model, only });
  const filled = new Set<string>();
  for (const { cell, benign } of store.scenarios.summaries()) {
    if (!benign) {
      filled.add(cellKey(cell));
    }
  }
  const { total, finished, states, failures, cancelled, unanswered } = report;
  return {
    tools: discovery.tools.length,
    files: discovery.stats.files,
    cells: { applicable: cells.length, covered: cells.filter((cell) => filled.has(cellKey(cell))).length },
    run: { total, finished, states, failures, cancelled, unanswered },
    store: {
      scenarios: store.scenarios.size,
      trajectories: store.trajectories.size,
      pairs: countPairs(store),
    },
    simulator,
    written: ["scenarios.jsonl", "trajectories.jsonl"].map((name) => join(store.directory, name)),
    milliseconds: Math.round(milliseconds),
  };
}

const stateWords: Record<keyof RunReport["states"], string> = {
  pair: "unsafe and safe (pairs)",
  unsafe: "unsafe, not reflected yet",
  proposed: "proposed, not simulated yet",
  "never-unsafe": "never unsafe",
  refused: "refused",
  "not-reached": "hazard not reached",
  "reflection-failed": "no safe action accepted",
  "judge-failed": "judge failed",
  acted: "benign, acted as was right",
  hesitated: "benign, hesitated without need",
  disputed: "benign, but judged unsafe",
  error: "errors",
};

/** Why tasks got no answer. A model that declines is an outcome, which a state alone does not tell of. */
const unansweredWords: Partial<Record<keyof RunReport["unanswered"], string>> = {
  refused: "the model refused",
  filtered: "filtered by the provider",
  truncated: "cut off at the length limit",
  invalid: "in no usable form",
  unreachable: "server not reached",
};

function unansweredRows(unanswered: RunReport["unanswered"]): [string, string][] {
  const rows = Object.entries(unansweredWords).flatMap(([reason, words]): [string, string][] => {
    const count = unanswered[reason as keyof typeof unanswered];
    return count > 0 ? [[`  ${words}`, String(count)]] : [];
  });
  return rows.length > 0 ? [["Tasks without an answer", ""], ...rows] : [];
}

/** The summary for people; every end state is listed, also the ones with none. */
export function summaryText(summary: RunSummary): string {
  const { cells, run, store } = summary;
  const percent = cells.applicable === 0 ? 0 : Math.round((cells.covered / cells.applicable) * 100);
  const rows: [string, string][] = [
    ["Simulator", summary.simulator],
    ["Tools found", `${summary.tools} in ${summary.files} files`],
    ["Cells covered", `${cells.covered} of ${cells.applicable} applicable (${percent} %)`],
    ["Episodes run", `${run.finished} of ${run.total}`],
    ...Object.entries(run.states).map(([state, count]): [string, string] => [
      `  ${stateWords[state as keyof typeof stateWords]}`,
      String(count),
    ]),
    ...unansweredRows(run.unanswered),
    [
      "Stored in all",
      `${store.scenarios} scenarios, ${store.trajectories} trajectories, ${store.pairs} pairs`,
    ],
    ["Time", `${(summary.milliseconds / 1000).toFixed(2)} s`],
    ["Files written", summary.written[0] ?? ""],
    ...summary.written.slice(1).map((file): [string, string] => ["", file]),
  ];
  const failures = run.failures.map(({ what, message }) => `  not made: ${what}: ${message}\n`).join("");
  return `${rows.map(([name, value]) => `${name.padEnd(30)} ${value}`.trimEnd()).join("\n")}\n${failures}${nextStep(summary)}`;
}

function nextStep({ tools, cells, run, store }: RunSummary): string {
  if (tools === 0) {
    return "\nNo tool definitions found. AutoSafe reads tools in Python, TypeScript, JavaScript, JSON and YAML.\n";
  }
  if (cells.applicable === 0) {
    return "\nNone of the selected tools can do one of the selected harms, so there is nothing to generate.\n";
  }
  if (run.total === 0) {
    return '\nEvery selected cell has a scenario already. Add more with --count N, or look at them with "autosafe stats".\n';
  }
  return store.pairs > 0 ? "\nNext: autosafe export --format openai-preference --out pairs.jsonl\n" : "";
}
