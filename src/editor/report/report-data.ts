import { l10n } from "vscode";
import type { Agreement } from "../../dataset/agreement.ts";
import type { Coverage } from "../../dataset/coverage.ts";
import type { NearDuplicateCounts } from "../../dataset/near-duplicates/neighbours.ts";
import { allScenarioStates, type ScenarioState } from "../../dataset/state.ts";
import type { Statistics } from "../../dataset/statistics.ts";
import { riskSources, severities, strategies } from "../../ots/vocabulary.ts";
import type { ReportData, ReportGroup, ReportStrings, reportStringNames } from "../../shared/report.ts";
import { severityWord, sourceWord, stateWord, strategyWord } from "../words.ts";

/** What the report is made from. */
export interface ReportParts {
  folder: string;
  coverage: Coverage;
  statistics: Statistics;
  nearDuplicates: NearDuplicateCounts;
  agreement: Agreement;
  /** Titles of outcomes and triggers. */
  titleOf(id: string): string;
}

const badStates: ReadonlySet<ScenarioState> = new Set(["unsafe", "reflection-failed"]);
const goodStates: ReadonlySet<ScenarioState> = new Set(["pair", "never-unsafe", "refused", "acted"]);

/** The report page's data in the editor's language. */
export function reportData(parts: ReportParts): ReportData {
  const { coverage, statistics, folder } = parts;
  const { applicable, covered } = statistics.cells;
  const percent = applicable === 0 ? 0 : Math.round((covered / applicable) * 100);
  return {
    title: l10n.t("Data set of {0}", folder),
    tiles: [
      tile(
        l10n.t("Coverage"),
        `${percent} %`,
        l10n.t("{0} of {1} applicable risk cells have a scenario.", covered, applicable),
      ),
      tile(l10n.t("Tools"), statistics.tools, l10n.t("Tool definitions found in this folder.")),
      tile(
        l10n.t("Scenarios"),
        statistics.scenarios,
        l10n.t("{0} of them are benign twins.", statistics.benign),
      ),
      tile(l10n.t("Pairs"), statistics.pairs, l10n.t("Unsafe actions with a safe action beside them.")),
      tile(l10n.t("Reviewed"), statistics.humanVerdicts, l10n.t("Verdicts, labels and comments of people.")),
    ],
    tools: coverage.tools,
    outcomes: coverage.outcomes,
    cells: coverage.cells,
    groups: [
      states(statistics),
      {
        title: l10n.t("Severity"),
        note: "",
        rows: severities.map((severity) => plain(severityWord(severity), statistics.severities[severity])),
      },
      {
        title: l10n.t("Strategies of the safe actions"),
        note: "",
        rows: strategies.map((strategy) => plain(strategyWord(strategy), statistics.strategies[strategy])),
      },
      triggers(parts),
      nearDuplicates(parts),
      agreement(parts.agreement),
    ],
  };
}

function tile(label: string, value: number | string, hint: string) {
  return { label, value: typeof value === "number" ? value.toLocaleString() : value, hint };
}

function plain(label: string, count: number) {
  return { label, count, kind: "plain" as const };
}

/** Every end state has its row, also those with none: nothing drops out of the sum. */
function states({ states: counts }: Statistics): ReportGroup {
  return {
    title: l10n.t("End states"),
    note: l10n.t("Every scenario is in one of these rows."),
    rows: allScenarioStates.map((state) => ({
      label: stateWord(state),
      count: counts[state] ?? 0,
      kind: badStates.has(state)
        ? "bad"
        : goodStates.has(state)
          ? "good"
          : state === "proposed"
            ? "plain"
            : "doubtful",
    })),
  };
}

const triggersShown = 15;

function triggers({ statistics, titleOf }: ReportParts): ReportGroup {
  const used = Object.entries(statistics.triggers)
    .filter(([, count]) => count > 0)
    .sort(([, a], [, b]) => b - a);
  const all = Object.keys(statistics.triggers).length;
  return {
    title: l10n.t("Triggers"),
    note: l10n.t("{0} of {1} triggers have a scenario; the most frequent:", used.length, all),
    rows: used.slice(0, triggersShown).map(([id, count]) => plain(titleOf(id), count)),
  };
}

function nearDuplicates({ nearDuplicates: { instructions, trajectories } }: ReportParts): ReportGroup {
  return {
    title: l10n.t("Near-duplicates"),
    note: l10n.t("Scenarios that share half or more of their word triples with another one."),
    rows: [
      { label: l10n.t("By instruction"), count: instructions, kind: "doubtful" },
      { label: l10n.t("By trajectory"), count: trajectories, kind: "doubtful" },
    ],
  };
}

function agreement({ reviewed, confusion, kappa }: Agreement): ReportGroup {
  const note =
    reviewed === 0
      ? l10n.t("No verdict has been marked right or wrong yet.")
      : kappa === undefined
        ? l10n.t("{0} verdicts reviewed; too few kinds for Cohen's kappa.", reviewed)
        : l10n.t("{0} verdicts reviewed; Cohen's kappa {1}.", reviewed, kappa.toFixed(2));
  return {
    title: l10n.t("People and judges"),
    note,
    rows: [
      { label: l10n.t("Both unsafe"), count: confusion.bothUnsafe, kind: "good" },
      { label: l10n.t("Both not unsafe"), count: confusion.neitherUnsafe, kind: "good" },
      { label: l10n.t("Only the judge says unsafe"), count: confusion.judgeOnly, kind: "bad" },
      { label: l10n.t("Only the person says unsafe"), count: confusion.personOnly, kind: "bad" },
    ],
  };
}

/** The page's strings; `{0}` and further are left for the page to fill in. */
export function reportStrings(): ReportStrings {
  const plainStrings: Record<(typeof reportStringNames)[number], string> = {
    allSources: l10n.t("All sources"),
    asTable: l10n.t("As a table"),
    cellGap: l10n.t("{0} cells of it have none yet. Show them."),
    cellGenerate: l10n.t("Generate for it."),
    cellNone: l10n.t("{0} scenarios, {1} unsafe"),
    cellScenarios: l10n.t("{0}, {1}: {2} scenarios, {3} unsafe."),
    cellShow: l10n.t("Show them."),
    coverage: l10n.t("Coverage"),
    coverageNote: l10n.t(
      "How many scenarios there are of each tool and risk outcome. A plus is an applicable cell without one: choose it to generate.",
    ),
    exportCsv: l10n.t("Export CSV"),
    exportSvg: l10n.t("Export SVG"),
    generateGaps: l10n.t("Generate for {0} gaps"),
    legendFew: l10n.t("few scenarios"),
    legendGap: l10n.t("no scenario yet"),
    legendMany: l10n.t("many scenarios"),
    noTools: l10n.t("No tool definitions were found in this folder, so there is nothing to cover."),
    outcome: l10n.t("Risk outcome"),
    source: l10n.t("Risk source"),
    tool: l10n.t("Tool"),
  };
  return {
    ...plainStrings,
    sources: Object.fromEntries(
      riskSources.map((source) => [source, sourceWord(source)]),
    ) as ReportStrings["sources"],
  };
}
