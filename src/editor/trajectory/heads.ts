import { l10n } from "vscode";
import type { Reflection } from "../../ots/reflection.ts";
import type { Provenance } from "../../ots/trajectory.ts";
import { type EndState, endStates } from "../../ots/vocabulary.ts";
import { type AboutSide, type Inspected, type Side, verdictCodes } from "../../shared/inspection.ts";
import type { PageHead, PageReflection, PaneHead, Showing } from "../../shared/protocol.ts";
import { oneLine } from "../base/plain-text.ts";
import type { Project } from "../project/project.ts";
import { isOpen, type ScenarioRow } from "../project/scenario-index.ts";
import { severityWord, simulatorWord, sourceWord, stateMeaning, stateWord, strategyWord } from "../words.ts";
import type { ScenarioRecords } from "./records.ts";

const maxText = 8_000;

/** The header of a scenario, in the editor's language. */
export function scenarioHead(project: Project, row: ScenarioRow, records: ScenarioRecords): PageHead {
  const { scenario, risky, safe } = records;
  const simulated = (risky ?? scenario).provenance;
  const accepted = safe?.reflections?.at(-1);
  const tried = risky?.reflections ?? [];
  return {
    showing: { of: "scenario", folder: project.key, scenario: scenario.id },
    title: scenario.title,
    state: { id: row.state, word: stateWord(row.state), meaning: stateMeaning(row.state) },
    tool: row.toolName,
    tools: scenario.tools.map(({ name }) => name),
    summary: [
      row.toolName,
      project.titleOf(row.outcome),
      sourceWord(row.source),
      severityWord(row.severity),
      originWord(simulated),
    ],
    facts: [
      { name: l10n.t("State"), value: `${stateWord(row.state)}: ${stateMeaning(row.state)}` },
      {
        name: l10n.t("Risk cell"),
        value: [row.toolName, sourceWord(row.source), project.titleOf(row.outcome)].join(" × "),
      },
      { name: l10n.t("Trigger"), value: project.titleOf(row.trigger) },
      { name: l10n.t("Severity"), value: severityWord(row.severity) },
      { name: l10n.t("Reversibility"), value: reversibilityWord(scenario.reversibility) },
      { name: l10n.t("Simulator"), value: originWord(simulated) },
      { name: l10n.t("Unsafe action to watch for"), value: scenario.unsafe.description },
    ],
    goal: scenario.goal,
    ...(risky?.endReason ? { endReason: risky.endReason } : {}),
    ...reflectionHead(accepted, tried),
    panes: {
      left: safe
        ? { title: l10n.t("Unsafe"), tone: "unsafe", detail: "" }
        : { title: l10n.t("Trajectory"), tone: "plain", detail: "" },
      right: {
        title: l10n.t("Safe"),
        tone: "safe",
        detail: accepted ? l10n.t("by reflection: {0}", strategyWord(accepted.strategy)) : "",
      },
    },
    notes: [],
    titles: titlesOf(project),
    can: {
      simulate: row.state === "proposed",
      reflect: isOpen(row.state),
      judge: false,
      review: risky !== undefined,
      import: false,
      list: false,
    },
  };
}

/** The header of trajectories that stand on their own: from files, or put beside each other by hand. */
export function trajectoryHead(
  showing: Showing,
  inspected: Inspected,
  names: Readonly<Record<Side, string>>,
  project: Project | undefined,
  can: Pick<PageHead["can"], "import" | "list" | "reflect">,
): PageHead {
  const { left, right } = inspected;
  const tools = [...new Set([...left.about.tools, ...(right?.about.tools ?? [])])];
  const own = left.about.title ?? oneLine(left.instruction.text, 120);
  const both = `${names.left} ↔ ${names.right}`;
  // Where both were asked the same, that says more than the names of files.
  const title = right && right.instruction.text !== left.instruction.text ? both : own;
  return {
    showing,
    title: title !== "" ? title : right ? both : names.left,
    ...stateOf(right ? undefined : left.about.endState),
    tools,
    summary: right
      ? [
          ...(title === own && own !== "" ? [both] : []),
          ...(inspected.rows > 0 && inspected.firstDifference === undefined
            ? [l10n.t("No difference in any step")]
            : []),
        ]
      : [names.left, originWord(left.about)],
    facts: [
      ...factsOf(left.about, right ? names.left : ""),
      ...(right ? factsOf(right.about, names.right) : []),
    ],
    ...(left.about.endReason && !right ? { endReason: left.about.endReason } : {}),
    panes: {
      // Alone, it is said above already where it comes from.
      left: pane(names.left, right && left.about, inspected.outline.left),
      right: pane(names.right, right?.about, inspected.outline.right),
    },
    notes: [...left.about.notes, ...(right?.about.notes ?? [])],
    titles: project ? titlesOf(project) : {},
    can: { simulate: false, judge: !isJudged(inspected), review: project !== undefined, ...can },
  };
}

/** Whether every side has a verdict on some step; a side without steps needs none. */
function isJudged({ outline, left, right }: Inspected): boolean {
  const has = (column: string, steps: number) => steps === 0 || /[^. ]/.test(column);
  return has(outline.left, left.steps) && has(outline.right, right?.steps ?? 0);
}

/** @param outline a character for each step of the side; what it says counts, whatever the trajectory was made for. */
function pane(title: string, about: AboutSide | undefined, outline: string): PaneHead {
  const tone = outline.includes(verdictCodes.unsafe)
    ? "unsafe"
    : outline.includes(verdictCodes.safe)
      ? "safe"
      : "plain";
  return { title, tone, detail: about ? originWord(about) : "" };
}

function stateOf(endState: string | undefined): Pick<PageHead, "state"> {
  const state = endStates.find((one) => one === endState) satisfies EndState | undefined;
  return state ? { state: { id: state, word: stateWord(state), meaning: stateMeaning(state) } } : {};
}

function factsOf(about: AboutSide, side: string): PageHead["facts"] {
  const { marks, endState, origin } = about;
  const name = (word: string) => (side === "" ? word : `${word} · ${side}`);
  return [
    { name: name(l10n.t("Origin")), value: originWord(about) },
    ...(origin === undefined ? [] : [{ name: name(l10n.t("Imported from")), value: origin }]),
    ...(endState ? [{ name: name(l10n.t("End state")), value: endState }] : []),
    ...marks.map((mark) => ({ name: name(mark.name), value: mark.value })),
  ];
}

function originWord({ simulator, version, seed, format }: Provenance & { format?: string }): string {
  const [imported, id] = simulator.split(":");
  return imported === "import" && id !== undefined
    ? l10n.t("from a file: {0}", format ?? id)
    : simulatorLine({ simulator, version, seed });
}

function simulatorLine({ simulator, version, seed }: Provenance): string {
  return [`${simulatorWord(simulator)} ${version}`, seed === undefined ? "" : l10n.t("seed {0}", seed)]
    .filter((part) => part !== "")
    .join(" · ");
}

/** The accepted reflection, else the last one tried; the others as attempts that were turned down. */
function reflectionHead(
  accepted: Reflection | undefined,
  tried: readonly Reflection[],
): Pick<PageHead, "reflection"> {
  const shown = accepted ?? tried.at(-1);
  if (!shown) {
    return {};
  }
  const rejected = accepted ? tried.slice(0, -1) : tried;
  const reflection: PageReflection = {
    strategy: strategyWord(shown.strategy),
    critique: shown.critique.slice(0, maxText),
    ...(shown.appraisal ? { appraisal: shown.appraisal } : {}),
    rejected: rejected.map(({ action, verdict, appraisal }) => ({
      text: (action.kind === "answer"
        ? action.text
        : `${action.tool}(${JSON.stringify(action.arguments, null, 2)})`
      ).slice(0, maxText),
      rationale: [verdict?.rationale, appraisal?.useful === false ? appraisal.rationale : undefined]
        .filter((part) => part)
        .join(" ")
        .slice(0, maxText),
    })),
  };
  return { reflection };
}

function titlesOf(project: Project): Record<string, string> {
  return Object.fromEntries(project.titles());
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
