import * as vscode from "vscode";
import { InputError } from "../../syntax/input-error.ts";
import type { CommandParts } from "./parts.ts";

/**
 * Ends a command that writes or simulates in a folder which the user does not trust, offering to change that. Menus hide
 * such commands there; keys, links and other extensions can still call them.
 * @throws CancellationError in Restricted Mode, after saying why.
 */
export function requireTrust(): void {
  if (vscode.workspace.isTrusted) {
    return;
  }
  const manage = vscode.l10n.t("Manage Workspace Trust");
  const message = vscode.l10n.t(
    "AutoSafe only reads in Restricted Mode. Trust this workspace to generate, simulate, export or delete.",
  );
  void vscode.window.showWarningMessage(message, manage).then((chosen) => {
    if (chosen === manage) {
      void vscode.commands.executeCommand("workbench.trust.manage");
    }
  });
  throw new vscode.CancellationError();
}

/** Waits until all tools of the workspace are known. @throws CancellationError when the search is cancelled. */
export async function allTools({ projects, scanner }: CommandParts): Promise<void> {
  if (projects.all().length === 0) {
    throw new InputError(
      vscode.l10n.t("Open a folder first: AutoSafe works on the tool definitions of a folder."),
    );
  }
  await scanner.ensure();
  if (scanner.state === "cancelled") {
    throw new vscode.CancellationError();
  }
  if (projects.all().every((project) => project.tools.size === 0)) {
    throw new InputError(vscode.l10n.t("No tool definitions were found in this workspace."));
  }
}
