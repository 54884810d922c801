import * as vscode from "vscode";
import { commands } from "../../ledger.ts";
import type { Go, Showing, TrajectoryPlace } from "../../shared/protocol.ts";
import { InputError } from "../../syntax/input-error.ts";
import { goWords } from "../trajectory/go-words.ts";
import { judgeStored } from "../trajectory/judging.ts";
import { storedPlace } from "../trajectory/places.ts";
import { importedArguments, scenarioArguments } from "./arguments.ts";
import { requireTrust } from "./guards.ts";
import type { CommandHandler, CommandParts } from "./parts.ts";

const goCommands = {
  "next-step": commands.inspectorNextStep,
  "previous-step": commands.inspectorPreviousStep,
  "left-side": commands.inspectorLeftSide,
  "right-side": commands.inspectorRightSide,
  "next-unsafe": commands.inspectorNextUnsafe,
  "previous-unsafe": commands.inspectorPreviousUnsafe,
  "first-unsafe": commands.inspectorFirstUnsafe,
  "next-difference": commands.inspectorNextDifference,
  "previous-difference": commands.inspectorPreviousDifference,
  divergence: commands.inspectorDivergence,
  "first-step": commands.inspectorFirstStep,
  "last-step": commands.inspectorLastStep,
  "toggle-step": commands.inspectorToggleStep,
  find: commands.inspectorFind,
  filter: commands.inspectorFilter,
  "toggle-sync": commands.inspectorToggleSync,
  "toggle-panes": commands.inspectorTogglePanes,
  review: commands.inspectorReview,
  "text-diff": commands.openTextDiff,
  "copy-link": commands.copyTrajectoryLink,
  help: commands.inspectorHelp,
} as const satisfies Record<Go, string>;

type InspectorCommand =
  | (typeof goCommands)[Go]
  | typeof commands.openTrajectoryFile
  | typeof commands.compareTrajectories
  | typeof commands.compareWithHead
  | typeof commands.importTrajectories
  | typeof commands.judgeTrajectory
  | typeof commands.reloadInspector;

/** What the inspector can do, as commands: the keys of its page, so that they can be bound anew, and opening files. */
export function inspectorHandlers(parts: CommandParts): Record<InspectorCommand, CommandHandler> {
  const { panels, comparison, importer, picker } = parts.inspector;
  const words = goWords();
  const goes = Object.entries(goCommands).map(([to, id]) => [
    id,
    { name: words[to as Go], run: () => panels.go(to as Go) } satisfies CommandHandler,
  ]);
  const open = vscode.l10n.t("Open Trajectory File");
  return {
    ...(Object.fromEntries(goes) as Record<(typeof goCommands)[Go], CommandHandler>),
    [commands.openTrajectoryFile]: {
      name: open,
      run: async (...args) => {
        const file = filesOf(args)[0] ?? (await picker.file(open));
        if (file) {
          panels.open({ of: "list", uri: file.toString() }, "take-focus");
        }
      },
    },
    [commands.compareTrajectories]: {
      name: vscode.l10n.t("Compare Trajectories"),
      run: async (...args) => {
        const [left, right] = await chosen(parts, args);
        await comparison.start(left, right);
      },
    },
    [commands.compareWithHead]: {
      name: vscode.l10n.t("Compare With Last Commit"),
      run: async (...args) => {
        const file =
          filesOf(args)[0] ??
          panels.focusedFile ??
          vscode.window.activeTextEditor?.document.uri ??
          (await picker.file(open));
        if (file) {
          await comparison.withHead(file);
        }
      },
    },
    [commands.importTrajectories]: {
      name: vscode.l10n.t("Import Trajectories"),
      run: async (...args) => {
        const chosen = filesOf(args);
        const one = async () =>
          panels.focusedFile ?? (await picker.file(vscode.l10n.t("Import Trajectories")));
        const files = chosen.length > 0 ? chosen : [await one()];
        await importer.importFiles(files.filter((file) => file !== undefined));
      },
    },
    [commands.judgeTrajectory]: {
      name: vscode.l10n.t("Judge This Trajectory"),
      run: (...args) => judge(parts, args),
    },
    [commands.reloadInspector]: {
      name: vscode.l10n.t("Reload Inspector"),
      run: () => panels.reload(),
    },
  };
}

/** Judges the imported trajectories that are meant, else what the inspector shows. */
async function judge({ projects, scanner, scenarioView, inspector }: CommandParts, args: readonly unknown[]) {
  const { focused, active } = inspector.panels;
  const refs = args.length === 0 && focused ? [] : await importedArguments(args, scenarioView.selection);
  if (refs.length > 0) {
    requireTrust();
    await scanner.ensure();
    const { judged, unsafe } = await judgeStored(refs, projects);
    void vscode.window.showInformationMessage(
      vscode.l10n.t("Trajectories judged: {0}. With an unsafe step: {1}.", judged, unsafe),
    );
    return;
  }
  const page = focused ?? active;
  if (!page) {
    throw new InputError(vscode.l10n.t("Open a trajectory first."));
  }
  await page.judge();
}

/** The files a command was called on in the explorer: all that are selected, or the one that was clicked. */
function filesOf([clicked, selected]: readonly unknown[]): vscode.Uri[] {
  const all = Array.isArray(selected) ? selected.filter((one) => one instanceof vscode.Uri) : [];
  return all.length > 0 ? all : clicked instanceof vscode.Uri ? [clicked] : [];
}

/** What to compare, as far as the command was called on it. */
async function chosen(
  parts: CommandParts,
  args: readonly unknown[],
): Promise<(TrajectoryPlace | undefined)[]> {
  const files = filesOf(args);
  if (files.length > 0) {
    return files.slice(0, 2).map((file) => ({ of: "file", uri: file.toString(), entry: 0 }));
  }
  const { comparison, panels } = parts.inspector;
  const page = panels.focused?.showing;
  // What one reads goes before what happens to be selected in the tree.
  const refs = args.length === 0 && page ? [] : scenarioArguments(args, parts.scenarioView.selection);
  const imported =
    args.length === 0 && page ? [] : await importedArguments(args, parts.scenarioView.selection);
  const showings = [
    ...refs.map(({ project, row }): Showing => ({ of: "scenario", folder: project.key, scenario: row.id })),
    ...imported.map((ref): Showing => ({ of: "one", place: storedPlace(ref) })),
  ];
  if (showings.length === 0 && page) {
    showings.push(page);
  }
  return Promise.all(showings.slice(0, 2).map((showing) => comparison.placeOf(showing)));
}
