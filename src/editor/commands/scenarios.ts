import * as vscode from "vscode";
import { commands } from "../../ledger.ts";
import type { Showing } from "../../shared/protocol.ts";
import { InputError } from "../../syntax/input-error.ts";
import { oneLine, withoutIcons } from "../base/plain-text.ts";
import { isOpen, isUnsafe } from "../project/scenario-index.ts";
import { storedPlace } from "../trajectory/places.ts";
import type { ScenarioRef } from "../views/scenario-nodes.ts";
import { stateWord } from "../words.ts";
import { importedArguments, scenarioArguments, serverArgument, toolArguments } from "./arguments.ts";
import { runForScenarios } from "./generate.ts";
import type { CommandHandler, CommandParts } from "./parts.ts";
import { reveal, revealTool, toolOfScenario } from "./reveal.ts";

/** More entries than a person reads; the tree has them all. */
const maxPicks = 2000;

type ScenarioCommand =
  | typeof commands.simulate
  | typeof commands.reflect
  | typeof commands.openTrajectory
  | typeof commands.openTrajectoryToSide
  | typeof commands.copyIds
  | typeof commands.revealTool;

export function scenarioHandlers(parts: CommandParts): Record<ScenarioCommand, CommandHandler> {
  const open = vscode.l10n.t("Open Trajectory");
  return {
    [commands.simulate]: {
      name: vscode.l10n.t("Simulate"),
      run: async (...args) => {
        const chosen = await chosenOrAll(parts, args, ({ row }) => row.state === "proposed");
        if (chosen.length === 0) {
          throw new InputError(
            vscode.l10n.t("There is nothing to simulate: generate risk scenarios first, or select some."),
          );
        }
        return runForScenarios(parts, "simulate", chosen);
      },
    },
    [commands.reflect]: {
      name: vscode.l10n.t("Reflect"),
      run: async (...args) => {
        const chosen = await chosenOrAll(parts, args, ({ row }) => isOpen(row.state));
        if (chosen.length === 0) {
          throw new InputError(
            vscode.l10n.t(
              "There is nothing to reflect on: no scenario has an unsafe step without a safe pair.",
            ),
          );
        }
        return runForScenarios(parts, "reflect", chosen);
      },
    },
    [commands.openTrajectory]: {
      name: open,
      run: async (...args) => {
        const clicked = await clickedShowing(args);
        const ref = clicked ? undefined : await pickScenario(parts, open);
        const showing = clicked ?? (ref && scenarioShowing(ref));
        if (showing) {
          // A click in the tree leaves the focus there, so that the arrow keys go on to the next row.
          parts.inspector.panels.open(showing, clicked ? "keep-focus" : "take-focus");
        }
      },
    },
    [commands.openTrajectoryToSide]: {
      name: open,
      run: async (...args) => {
        const showing = await clickedShowing(args);
        if (showing) {
          parts.inspector.panels.open(showing, "beside");
        }
      },
    },
    [commands.copyIds]: {
      name: vscode.l10n.t("Copy Id"),
      run: async (...args) => {
        const { selection } = parts.scenarioView;
        const scenarios = scenarioArguments(args, selection).map(({ row }) => row.id);
        const imported = (await importedArguments(args, selection)).map(({ id }) => id);
        await vscode.env.clipboard.writeText([...scenarios, ...imported].join("\n"));
      },
    },
    [commands.revealTool]: {
      name: vscode.l10n.t("Reveal Tool Definition"),
      run: async (...args) => {
        const [tool] = toolArguments(args);
        const [scenario] = scenarioArguments(args, []);
        const server = serverArgument(args);
        if (server) {
          await reveal(server.project, server.server.source);
        } else if (tool) {
          await revealTool(tool);
        } else if (scenario) {
          await parts.scanner.ensure();
          await revealTool(toolOfScenario(scenario));
        }
      },
    },
  };
}

/** What the row of the tree stands for that a command was called on. */
async function clickedShowing(args: readonly unknown[]): Promise<Showing | undefined> {
  const [ref] = scenarioArguments(args.slice(0, 1), []);
  const [imported] = ref ? [] : await importedArguments(args.slice(0, 1), []);
  return ref ? scenarioShowing(ref) : imported && { of: "one", place: storedPlace(imported) };
}

function scenarioShowing({ project, row }: ScenarioRef): Showing {
  return { of: "scenario", folder: project.key, scenario: row.id };
}

/** The scenarios a command was called on or that are selected; else, from the palette, all that it applies to. */
async function chosenOrAll(
  parts: CommandParts,
  args: readonly unknown[],
  applies: (ref: ScenarioRef) => boolean,
): Promise<ScenarioRef[]> {
  const chosen = scenarioArguments(args, parts.scenarioView.selection);
  return chosen.length > 0 ? chosen : (await allScenarios(parts)).filter(applies);
}

async function allScenarios({ projects }: CommandParts): Promise<ScenarioRef[]> {
  await Promise.all(projects.all().map((project) => project.store()));
  return projects.all().flatMap((project) => [...project.scenarios.rows()].map((row) => ({ project, row })));
}

interface ScenarioItem extends vscode.QuickPickItem {
  ref: ScenarioRef;
}

async function pickScenario(parts: CommandParts, title: string): Promise<ScenarioRef | undefined> {
  const all = await allScenarios(parts);
  if (all.length === 0) {
    throw new InputError(vscode.l10n.t("There are no scenarios yet: generate risk scenarios first."));
  }
  const unsafeFirst = [
    ...all.filter(({ row }) => isUnsafe(row.state)),
    ...all.filter(({ row }) => !isUnsafe(row.state)),
  ];
  const items = unsafeFirst.slice(0, maxPicks).map(
    (ref): ScenarioItem => ({
      label: withoutIcons(ref.row.title),
      description: `${oneLine(ref.row.toolName)} · ${stateWord(ref.row.state)}`,
      ref,
    }),
  );
  const placeHolder = vscode.l10n.t("Which scenario?");
  return (await vscode.window.showQuickPick(items, { title, placeHolder, matchOnDescription: true }))?.ref;
}
