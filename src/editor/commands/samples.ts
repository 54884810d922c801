import * as vscode from "vscode";
import { commands } from "../../ledger.ts";
import type { TrajectoryPlace } from "../../shared/protocol.ts";
import type { CommandHandler, CommandParts } from "./parts.ts";

const walkthrough = "autosafe.autosafe#autosafe.start";
const sampleTool = "support_agent.py";
const samplePair = "refund.autosafe.jsonl";

type SampleCommand =
  | typeof commands.getStarted
  | typeof commands.openSampleTool
  | typeof commands.openSamplePair;

/** Where copies of the samples lie: files that belong to the extension, so that nothing is written into a workspace. */
export function samplesFolder({ globalStorageUri }: vscode.ExtensionContext): vscode.Uri {
  return vscode.Uri.joinPath(globalStorageUri, "samples");
}

export function sampleHandlers(parts: CommandParts): Record<SampleCommand, CommandHandler> {
  const bundled = (name: string) =>
    vscode.Uri.joinPath(parts.extensionUri, "media", "walkthrough", "sample", name);
  return {
    [commands.getStarted]: {
      name: vscode.l10n.t("Get Started"),
      run: () => vscode.commands.executeCommand("workbench.action.openWalkthrough", walkthrough, false),
    },
    [commands.openSampleTool]: {
      name: vscode.l10n.t("Open Sample Tool"),
      run: async () => {
        // A fresh copy each time: the unsafe code is there again after it was mended.
        const copy = vscode.Uri.joinPath(parts.samples, sampleTool);
        const open = vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === copy.toString());
        if (!open?.isDirty) {
          await vscode.workspace.fs.copy(bundled(sampleTool), copy, { overwrite: true });
        }
        await vscode.window.showTextDocument(copy, { preview: false });
      },
    },
    [commands.openSamplePair]: {
      name: vscode.l10n.t("Open Sample Trajectories"),
      run: () => {
        const uri = bundled(samplePair).toString();
        const place = (entry: number): TrajectoryPlace => ({ of: "file", uri, entry });
        parts.inspector.panels.open({ of: "two", left: place(0), right: place(1) }, "take-focus");
      },
    },
  };
}
