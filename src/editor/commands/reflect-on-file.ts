import * as vscode from "vscode";
import { commands } from "../../ledger.ts";
import type { TrajectoryPlace } from "../../shared/protocol.ts";
import { storedPlace } from "../trajectory/places.ts";
import { importedArguments } from "./arguments.ts";
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
        const where = await meant(parts, args, name);
        if (where) {
          const { reflectOnFile } = await import("../run/reflect-on-file.ts");
          await reflectOnFile(where, parts, name);
        }
      },
    },
  };
}

/** The file or the trajectory a command was called on, else what the inspector shows, else a file that is asked for. */
async function meant(
  { inspector }: CommandParts,
  args: readonly unknown[],
  title: string,
): Promise<vscode.Uri | TrajectoryPlace | undefined> {
  const [clicked] = args;
  if (clicked instanceof vscode.Uri) {
    return clicked;
  }
  const { trajectoryPlaceSchema } = await import("../../inspector/requests.ts");
  const place = trajectoryPlaceSchema.safeParse(clicked);
  const [imported] = await importedArguments(args, []);
  const showing = inspector.panels.focused?.showing;
  return (
    (place.success ? place.data : undefined) ??
    (imported && storedPlace(imported)) ??
    (showing?.of === "one" ? showing.place : inspector.panels.focusedFile) ??
    (await inspector.picker.file(title))
  );
}
