import * as vscode from "vscode";
import type { RemovedRecords } from "../../dataset/store.ts";
import { commands, contextKeys } from "../../ledger.ts";
import { InputError } from "../../syntax/input-error.ts";
import { groupBy } from "../base/group-by.ts";
import type { Project } from "../project/project.ts";
import { scenarioCount } from "../words.ts";
import { importedArguments, scenarioArguments } from "./arguments.ts";
import { requireTrust } from "./guards.ts";
import type { CommandHandler, CommandParts } from "./parts.ts";

interface Deletion {
  project: Project;
  removed: RemovedRecords;
}

const maxUndo = 20;

type DeleteCommand = typeof commands.deleteScenarios | typeof commands.undoDelete;

/** Deleting asks nothing and can be taken back, by the notification or later by command. */
export function deleteHandlers(parts: CommandParts): Record<DeleteCommand, CommandHandler> {
  const name = vscode.l10n.t("Delete");
  const undoName = vscode.l10n.t("Undo Delete");
  const done: Deletion[][] = [];
  const tellUndo = () => parts.setContext(contextKeys.canUndoDelete, done.length > 0);

  const undo = async (deletions: Deletion[] | undefined) => {
    const at = deletions ? done.indexOf(deletions) : -1;
    if (!deletions || at < 0) {
      throw new InputError(vscode.l10n.t("There is no deletion to undo."));
    }
    done.splice(at, 1);
    tellUndo();
    for (const { project, removed } of deletions) {
      await (await project.store()).put(removed);
      await project.reindex();
      parts.projects.scenariosChanged(project);
    }
  };

  const remove = async (...args: unknown[]) => {
    requireTrust();
    const refs = scenarioArguments(args, parts.scenarioView.selection);
    const imported = await importedArguments(args, parts.scenarioView.selection);
    const records = [...refs.map(({ project, row }) => ({ project, id: row.id })), ...imported];
    if (records.length === 0) {
      throw new InputError(vscode.l10n.t("Select the scenarios to delete first."));
    }
    const deletions: Deletion[] = [];
    for (const [project, own] of groupBy(records, (ref) => ref.project)) {
      const store = await project.store();
      deletions.push({ project, removed: await store.remove(own.map(({ id }) => id)) });
      await project.reindex();
      parts.projects.scenariosChanged(project);
    }
    done.push(deletions);
    done.splice(0, Math.max(0, done.length - maxUndo));
    tellUndo();
    const button = vscode.l10n.t("Undo");
    const what = [
      ...(refs.length > 0 ? [scenarioCount(refs.length)] : []),
      ...(imported.length > 0 ? [vscode.l10n.t("imported trajectories: {0}", imported.length)] : []),
    ];
    const message = vscode.l10n.t("Deleted {0}.", what.join(", "));
    void vscode.window.showInformationMessage(message, button).then((chosen) => {
      // Only this deletion, whatever was deleted after it.
      if (chosen === button && done.includes(deletions)) {
        void vscode.commands.executeCommand(commands.undoDelete, done.indexOf(deletions));
      }
    });
  };

  return {
    [commands.deleteScenarios]: { name, run: remove },
    [commands.undoDelete]: {
      name: undoName,
      run: (index) => {
        requireTrust();
        return undo(typeof index === "number" ? done[index] : done.at(-1));
      },
    },
  };
}
