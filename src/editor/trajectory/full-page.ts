import { l10n } from "vscode";
import type { TrajectoryPage } from "../../shared/protocol.ts";
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
import { type PageWords, pageInstruction, pageSteps } from "./page.ts";
import { evidencePlace } from "./strings.ts";
import type { ScenarioRecords } from "./texts.ts";

const words: PageWords = { verdict: verdictWord, severity: severityWord, where: evidencePlace };

/** What the trajectory page shows of a scenario, in the editor's language. */
export function trajectoryPage(project: Project, row: ScenarioRow, records: ScenarioRecords): TrajectoryPage {
  const { scenario, risky, safe } = records;
  const accepted = safe?.reflections?.at(-1) ?? risky?.reflections?.at(-1);
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
    ...(accepted
      ? {
          reflection: {
            strategy: strategyWord(accepted.strategy),
            critique: accepted.critique,
            ...(accepted.appraisal ? { appraisal: accepted.appraisal.rationale } : {}),
          },
        }
      : {}),
    can: { simulate: row.state === "proposed", reflect: isOpen(row.state) },
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
