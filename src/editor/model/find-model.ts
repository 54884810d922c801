import * as vscode from "vscode";
import { InputError } from "../../syntax/input-error.ts";

/** Names a model of VS Code in settings. */
export function modelId({ vendor, id }: Pick<vscode.LanguageModelChat, "vendor" | "id">): string {
  return `${vendor}/${id}`;
}

/** The language models VS Code offers now; empty where it has none. Call it from a user's action only. */
export async function editorModels(): Promise<vscode.LanguageModelChat[]> {
  return (await vscode.lm?.selectChatModels?.()) ?? [];
}

/** @throws InputError when the chosen model is not offered any more. */
export async function findModel(id: string): Promise<vscode.LanguageModelChat> {
  const models = await editorModels();
  const model = models.find((candidate) => modelId(candidate) === id);
  if (!model) {
    throw new InputError(
      models.length === 0
        ? noModelsText()
        : vscode.l10n.t("VS Code does not offer the model {0} any more: run AutoSafe: Select Model.", id),
    );
  }
  return model;
}

/** Why there may be none, and what to do. */
export function noModelsText(): string {
  return vscode.l10n.t(
    "VS Code offers no language models here: no extension provides any, you are not signed in, or they are switched off. An OpenAI-compatible endpoint, also a local one, works without.",
  );
}
