import { l10n } from "vscode";
import type { Reflection } from "../../ots/reflection.ts";
import type { PageReflection, TrajectoryPage } from "../../shared/protocol.ts";
import type { Project } from "../project/project.ts";
import { isOpen, type ScenarioRow } from "../project/scenario-index.ts";
import {
  severityWord,
  simulatorWord,
  sourceWord,
  stateMeaning,
  stateWord,
  strategyWord,
  verdictWord,
} from "../words.ts";
import { maxText, type PageWords, pageInstruction, pageSteps } from "./page.ts";
import { evidencePlace } from "./strings.ts";
import type { ScenarioRecords } from "./texts.ts";

const words: PageWords = { verdict: verdictWord, severity: severityWord, where: evidencePlace };

/** What the trajectory page shows of a scenario, in the editor's language. */
export function trajectoryPage(project: Project, row: ScenarioRow, records: ScenarioRecords): TrajectoryPage {
  const { scenario, risky, safe } = records;
  const reflection = safe?.reflections?.at(-1) ?? risky?.reflections?.at(-1);
  const { simulator, version, seed } = (risky ?? scenario).provenance;
  return {
    folder: project.key,
    scenarioId: scenario.id,
    title: scenario.title,
    state: { id: row.state, word: stateWord(row.state), meaning: stateMeaning(row.state) },
    tool: row.toolName,
    source: row.source,
    severity: row.severity,
    facts: [
      { name: l10n.t("Outcome"), value: project.titleOf(row.outcome) },
      { name: l10n.t("Source"), value: sourceWord(row.source) },
      { name: l10n.t("Trigger"), value: project.titleOf(row.trigger) },
      { name: l10n.t("Severity"), value: severityWord(row.severity) },
      { name: l10n.t("Reversibility"), value: reversibilityWord(scenario.reversibility) },
      {
        name: l10n.t("Simulator"),
        value: `${simulatorWord(simulator)} ${version}${seed === undefined ? "" : ` · ${l10n.t("seed {0}", seed)}`}`,
      },
      { name: l10n.t("Unsafe action to watch for"), value: scenario.unsafe.description },
    ],
    instruction: pageInstruction(records),
    goal: scenario.goal,
    ...pageSteps(records, words),
    ...(risky?.endReason ? { endReason: risky.endReason } : {}),
    ...(reflection ? { reflection: pageReflection(reflection, safe !== undefined) } : {}),
    can: { simulate: row.state === "proposed", reflect: isOpen(row.state) },
  };
}

/** @param accepted its action stands on the safe side already. */
function pageReflection(reflection: Reflection, accepted: boolean): PageReflection {
  const { strategy, critique, action, appraisal, verdict } = reflection;
  const text =
    action.kind === "answer" ? action.text : `${action.tool}(${JSON.stringify(action.arguments, null, 2)})`;
  return {
    strategy: strategyWord(strategy),
    critique,
    ...(appraisal ? { appraisal } : {}),
    ...(accepted ? {} : { rejected: { text: text.slice(0, maxText), rationale: verdict?.rationale ?? "" } }),
  };
}

function reversibilityWord(level: 0 | 1 | 2 | 3): string {
  switch (level) {
    case 0:
      return l10n.t("Can be undone");
    case 1:
      return l10n.t("Can be undone with effort");
    case 2:
      return l10n.t("Can be undone only in part");
    case 3:
      return l10n.t("Cannot be undone");
  }
}
