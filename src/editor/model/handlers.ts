import * as vscode from "vscode";
import { commands } from "../../ledger.ts";
import { InputError } from "../../syntax/input-error.ts";
import type { CommandHandler } from "../commands/parts.ts";
import { lastReport } from "../run/runs.ts";
import { keyHandlers } from "./key-commands.ts";
import type { Keys } from "./keys.ts";
import { selectModelHandler } from "./select-model.ts";
import { testConnectionHandler } from "./test-connection.ts";

type ModelCommand =
  | typeof commands.selectModel
  | typeof commands.setApiKey
  | typeof commands.clearApiKey
  | typeof commands.testConnection
  | typeof commands.showRunReport;

/** Commands about the model that runs use. */
export function modelHandlers(keys: Keys, memento: vscode.Memento): Record<ModelCommand, CommandHandler> {
  return {
    ...selectModelHandler(keys),
    ...keyHandlers(keys),
    ...testConnectionHandler(keys),
    [commands.showRunReport]: {
      name: vscode.l10n.t("Show Run Report"),
      run: () => showReport(memento),
    },
  };
}

async function showReport(memento: vscode.Memento): Promise<void> {
  const file = memento.get<string>(lastReport);
  if (file === undefined) {
    throw new InputError(
      vscode.l10n.t("There is no report yet: reports are made of runs with a language model."),
    );
  }
  await vscode.commands
    .executeCommand("markdown.showPreview", vscode.Uri.file(file))
    .then(undefined, async () => {
      await vscode.window.showTextDocument(vscode.Uri.file(file), { preview: true });
    });
}
