import * as vscode from "vscode";
import { commands } from "../../ledger.ts";
import { requireTrust } from "./guards.ts";
import type { CommandHandler, CommandParts } from "./parts.ts";

/** Reflection on a step of any trajectory file: what was wrong with it, and safe steps of which one can be accepted. */
export function reflectOnFileHandler(
  parts: CommandParts,
): Record<typeof commands.reflectOnFile, CommandHandler> {
  const name = vscode.l10n.t("Reflect on Trajectory File");
  return {
    [commands.reflectOnFile]: {
      name,
      run: async (...args) => {
        requireTrust();
        const [clicked] = args;
        const file =
          clicked instanceof vscode.Uri
            ? clicked
            : (parts.inspector.panels.focusedFile ?? (await parts.inspector.picker.file(name)));
        if (file) {
          const { reflectOnFile } = await import("../run/reflect-on-file.ts");
          await reflectOnFile(file, parts, name);
        }
      },
    },
  };
}
