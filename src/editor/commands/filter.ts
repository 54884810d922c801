import * as vscode from "vscode";
import { commands, contextKeys } from "../../ledger.ts";
import type { Severity } from "../../ots/vocabulary.ts";
import { InputError } from "../../syntax/input-error.ts";
import { groupBy } from "../base/group-by.ts";
import type { ScenarioReview, ScenarioRow } from "../project/scenario-index.ts";
import { type Facet, isFiltering, type ScenarioFilter, storedFilter } from "../views/scenario-filter.ts";
import { sourceOrder, statesByAttention } from "../views/scenario-groups.ts";
import { reviewWord, scenarioCount, severityWord, sourceWord, stateWord } from "../words.ts";
import type { CommandHandler, CommandParts } from "./parts.ts";

const filterKey = "filter";

/** The filter the user set last in this workspace. */
export function rememberedFilter(memento: vscode.Memento): ScenarioFilter {
  return storedFilter(memento.get(filterKey));
}

type FilterCommand = typeof commands.filterScenarios | typeof commands.clearFilter;

export function filterHandlers(parts: CommandParts): Record<FilterCommand, CommandHandler> {
  return {
    [commands.filterScenarios]: {
      name: vscode.l10n.t("Filter Scenarios"),
      run: async () => {
        const filter = await pickFilter(parts);
        if (filter) {
          await applyFilter(parts, filter);
        }
      },
    },
    [commands.clearFilter]: {
      name: vscode.l10n.t("Clear Filter"),
      run: () => applyFilter(parts, {}),
    },
  };
}

export async function applyFilter(
  { scenarioTree, setContext, memento }: CommandParts,
  filter: ScenarioFilter,
): Promise<void> {
  scenarioTree.setFilter(filter);
  setContext(contextKeys.filtered, isFiltering(filter));
  await memento.update(filterKey, filter);
}

interface FacetItem extends vscode.QuickPickItem {
  facet?: Facet;
  value?: string;
}

/** Asks what to show, among what there is. Undefined when the user thinks better of it. */
async function pickFilter({ projects, scenarioTree }: CommandParts): Promise<ScenarioFilter | undefined> {
  await Promise.all(projects.all().map((project) => project.store()));
  const rows = projects.all().flatMap((project) => [...project.scenarios.rows()]);
  if (rows.length === 0) {
    throw new InputError(vscode.l10n.t("There are no scenarios yet: generate risk scenarios first."));
  }
  const { filter } = scenarioTree;
  const chosen = await vscode.window.showQuickPick(itemsOf(rows, filter), {
    title: vscode.l10n.t("Filter Scenarios"),
    placeHolder: vscode.l10n.t("What to show; nothing ticked in a section lets all of it through"),
    canPickMany: true,
  });
  return (
    chosen &&
    Object.fromEntries(
      [...groupBy(chosen, ({ facet }) => facet ?? "")].map(([facet, items]) => [
        facet,
        items.map(({ value }) => value),
      ]),
    )
  );
}

function itemsOf(rows: readonly ScenarioRow[], filter: ScenarioFilter): FacetItem[] {
  const severities: readonly Severity[] = ["severe", "mild"];
  const reviews: readonly ScenarioReview[] = ["disputed", "edited", "confirmed", "noted"];
  const section = <Value extends string>(
    title: string,
    facet: Facet,
    values: readonly Value[],
    word: (value: Value) => string,
  ): FacetItem[] => {
    const items = values.flatMap((value) => {
      const count = rows.filter((row) => row[facet] === value).length;
      const picked = filter[facet]?.includes(value) ?? false;
      return count === 0 && !picked
        ? []
        : [{ label: word(value), description: scenarioCount(count), facet, value, picked }];
    });
    return items.length === 0 ? [] : [{ label: title, kind: vscode.QuickPickItemKind.Separator }, ...items];
  };
  return [
    ...section(vscode.l10n.t("End state"), "state", statesByAttention, stateWord),
    ...section(vscode.l10n.t("Severity"), "severity", severities, severityWord),
    ...section(vscode.l10n.t("Risk source"), "source", sourceOrder, sourceWord),
    ...section(vscode.l10n.t("Review"), "review", reviews, reviewWord),
  ];
}
