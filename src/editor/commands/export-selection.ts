import * as vscode from "vscode";
import type { Selection } from "../../dataset/selection.ts";
import type { ScenarioState } from "../../dataset/state.ts";
import type { Store } from "../../dataset/store.ts";
import type { RiskSource } from "../../ots/vocabulary.ts";
import { withoutIcons } from "../base/plain-text.ts";
import type { Project } from "../project/project.ts";
import { simulatorWord, sourceWord, stateWord } from "../words.ts";

/** One choice: it narrows one dimension of the selection. Choices of one dimension add up, dimensions go together. */
interface Choice extends vscode.QuickPickItem {
  take?: (chosen: Chosen) => void;
}

interface Chosen {
  states: Set<string>;
  tools: Set<string>;
  sources: Set<string>;
  outcomes: Set<string>;
  simulators: Set<string>;
  accepted?: true;
  agreed?: true;
  /** Hours back from now. */
  hours?: number;
}

/** Of so many trajectories the simulators' names are read. */
const mostRead = 2_000;

/**
 * Asks which examples are exported. Nothing ticked: all pairs.
 * @returns undefined when the person leaves
 */
export async function askSelection(
  project: Project,
  given: Selection,
  title: string,
): Promise<Selection | undefined> {
  const store = await project.store();
  const items = await choices(store, given, (outcome) => project.titleOf(outcome));
  const picked = await vscode.window.showQuickPick(items, {
    title,
    canPickMany: true,
    placeHolder: vscode.l10n.t("Which examples? Tick nothing for all pairs"),
    matchOnDescription: true,
  });
  if (!picked) {
    return undefined;
  }
  const chosen: Chosen = {
    states: new Set(),
    tools: new Set(),
    sources: new Set(),
    outcomes: new Set(),
    simulators: new Set(),
  };
  for (const { take } of picked) {
    take?.(chosen);
  }
  return { ...given, ...(await selectionOf(chosen, store)) };
}

async function selectionOf(chosen: Chosen, store: Store): Promise<Selection> {
  const { hours, accepted, agreed, ...sets } = chosen;
  const named = Object.fromEntries(Object.entries(sets).filter(([, set]) => set.size > 0));
  const selection = { ...named, ...(accepted && { accepted }), ...(agreed && { agreed }) } as Selection;
  if (hours === undefined) {
    return selection;
  }
  const [{ storedTimes }, { TimeWindow }] = await Promise.all([
    import("../../dataset/stored-times.ts"),
    import("../../dataset/time-window.ts"),
  ]);
  const since = new Date(Date.now() - hours * 3_600_000);
  return { ...selection, time: new TimeWindow(await storedTimes(store.directory), { since }) };
}

async function choices(
  store: Store,
  given: Selection,
  titleOf: (outcome: string) => string,
): Promise<Choice[]> {
  const { scenarioStates } = await import("../../dataset/state.ts");
  const cells = [...store.scenarios.summaries()].filter(({ id }) => given.scenarioIds?.has(id) ?? true);
  const sorted = (values: Iterable<string>) => [...new Set(values)].sort();
  const ended = sorted(scenarioStates(store).values());
  const group = (label: string, items: readonly Choice[]): Choice[] =>
    items.length === 0 ? [] : [{ label, kind: vscode.QuickPickItemKind.Separator }, ...items];
  const several = (
    label: string,
    dimension: "tools" | "sources" | "outcomes" | "states" | "simulators",
    values: readonly string[],
    word: (value: string) => string = (value) => value,
  ) =>
    // A dimension with one value leaves nothing to choose.
    values.length < 2
      ? []
      : group(
          label,
          values.map((value) => ({
            label: withoutIcons(word(value)),
            take: (chosen) => void chosen[dimension].add(value),
          })),
        );
  const within = (label: string, hours: number): Choice => ({
    label,
    description: vscode.l10n.t("stored here"),
    take: (chosen) => {
      chosen.hours = Math.max(hours, chosen.hours ?? 0);
    },
  });
  return [
    ...group(vscode.l10n.t("People and judges"), [
      {
        label: vscode.l10n.t("Accepted by a person"),
        take: (chosen) => {
          chosen.accepted = true;
        },
      },
      {
        label: vscode.l10n.t("No second judge disagrees"),
        take: (chosen) => {
          chosen.agreed = true;
        },
      },
    ]),
    ...group(vscode.l10n.t("Time"), [
      within(vscode.l10n.t("Last 24 hours"), 24),
      within(vscode.l10n.t("Last 7 days"), 7 * 24),
      within(vscode.l10n.t("Last 30 days"), 30 * 24),
    ]),
    ...several(vscode.l10n.t("End state"), "states", ended, (state) => stateWord(state as ScenarioState)),
    ...several(vscode.l10n.t("Made by"), "simulators", sorted(simulatorsOf(store)), simulatorWord),
    ...several(
      vscode.l10n.t("Risk source"),
      "sources",
      sorted(cells.map(({ cell }) => cell.source)),
      (source) => sourceWord(source as RiskSource),
    ),
    ...several(vscode.l10n.t("Outcome"), "outcomes", sorted(cells.map(({ cell }) => cell.outcome)), titleOf),
    ...several(vscode.l10n.t("Tool"), "tools", sorted(cells.map(({ cell }) => cell.toolName))),
  ];
}

function* simulatorsOf(store: Store): Generator<string> {
  let read = 0;
  for (const { id } of store.trajectories.summaries()) {
    if (++read > mostRead) {
      return;
    }
    const name = store.trajectories.get(id)?.provenance.simulator;
    if (name !== undefined && !name.startsWith("import:")) {
      yield name;
    }
  }
}
