import * as vscode from "vscode";
import { commands } from "../../ledger.ts";
import { type CapabilityLabel, capabilityLabels } from "../../ots/vocabulary.ts";
import { withoutIcons, withoutLinks } from "../base/plain-text.ts";
import { replaceText, textOf } from "../base/replace-text.ts";
import { needValidModel, threatModelUri } from "../project/threat-model.ts";
import type { ToolRef } from "../views/tool-tree.ts";
import { labelMeaning } from "../words.ts";
import { allTools, requireTrust } from "./guards.ts";
import type { CommandHandler, CommandParts } from "./parts.ts";
import { oneTool } from "./risks.ts";

/** Lets a person overrule what was inferred; their word is kept in the project's threat model. */
export function labelHandlers(parts: CommandParts): Record<typeof commands.correctLabels, CommandHandler> {
  const name = vscode.l10n.t("Correct Labels");
  return {
    [commands.correctLabels]: {
      name,
      run: async (...args) => {
        requireTrust();
        await allTools(parts);
        const ref = await oneTool(parts, args, name);
        const wanted = ref && (await chooseLabels(ref));
        if (ref && wanted) {
          await writeLabels(ref, wanted);
        }
      },
    },
  };
}

interface LabelItem extends vscode.QuickPickItem {
  id: CapabilityLabel;
}

async function chooseLabels({ tool }: ToolRef): Promise<CapabilityLabel[] | undefined> {
  const items = capabilityLabels.map((id): LabelItem => {
    const known = tool.capabilities.find(({ label }) => label === id);
    const evidence = known ? known.evidence.map(({ text }) => text).join("; ") : "";
    return {
      id,
      label: id,
      description: labelMeaning(id),
      ...(evidence === "" ? {} : { detail: withoutIcons(evidence) }),
      picked: known !== undefined,
    };
  });
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t("What {0} can do", withoutIcons(tool.name)),
    placeHolder: vscode.l10n.t("Tick what holds; your word outranks what was inferred"),
    canPickMany: true,
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return picked?.map(({ id }) => id);
}

async function writeLabels({ project, tool }: ToolRef, wanted: readonly CapabilityLabel[]): Promise<void> {
  const model = await needValidModel(project);
  const { inferredLabels, withToolLabels } = await import("../../tools/threat-model-edit.ts");
  const uri = threatModelUri(project.folder.uri);
  const before = await textOf(uri);
  const inferred = inferredLabels(tool, model).map(({ label }) => label);
  const after = withToolLabels(before ?? "", tool.name, inferred, wanted);
  if (after === (before ?? "")) {
    return;
  }
  await replaceText(uri, after);
  const undo = vscode.l10n.t("Undo");
  const open = vscode.l10n.t("Open File");
  const message = vscode.l10n.t(
    "Your word on {0} is kept in .autosafe/threat-model.json.",
    withoutLinks(tool.name, 80),
  );
  void vscode.window.showInformationMessage(message, undo, open).then(async (chosen) => {
    if (chosen === open) {
      await vscode.window.showTextDocument(uri);
    } else if (chosen === undo && before === undefined) {
      await vscode.workspace.fs.delete(uri);
    } else if (chosen === undo) {
      await replaceText(uri, before ?? "");
    }
  });
}
