import * as vscode from "vscode";
import { commands, settings } from "../../ledger.ts";
import { baseUrlProblem, sentInClear } from "../../simulators/llm/endpoint/endpoint.ts";
import { InputError } from "../../syntax/input-error.ts";
import { readSetting } from "../base/settings.ts";
import type { CommandHandler } from "../commands/parts.ts";
import { type Keys, sourceText } from "./keys.ts";

type KeyCommand = typeof commands.setApiKey | typeof commands.clearApiKey;

export function keyHandlers(keys: Keys): Record<KeyCommand, CommandHandler> {
  return {
    [commands.setApiKey]: {
      name: vscode.l10n.t("Set API Key"),
      run: () => setKey(keys, currentBaseUrl()),
    },
    [commands.clearApiKey]: {
      name: vscode.l10n.t("Clear API Key"),
      run: async () => {
        const baseUrl = currentBaseUrl();
        const { host } = new URL(baseUrl);
        const cleared = await keys.clear(baseUrl);
        const left = await keys.find(baseUrl);
        const what = cleared
          ? vscode.l10n.t("The stored key for {0} is deleted.", host)
          : vscode.l10n.t("No key is stored for {0}.", host);
        const still = left ? ` ${vscode.l10n.t("Requests still go {0}.", sourceText(left))}` : "";
        void vscode.window.showInformationMessage(`${what}${still}`);
      },
    },
  };
}

async function setKey(keys: Keys, baseUrl: string): Promise<void> {
  const { host } = new URL(baseUrl);
  const found = await keys.find(baseUrl);
  const key = await vscode.window.showInputBox({
    title: vscode.l10n.t("API Key for {0}", host),
    prompt: found
      ? vscode.l10n.t("Now: {0}. It is kept in the editor's secret storage.", sourceText(found))
      : vscode.l10n.t("It is kept in the editor's secret storage, never in settings or files."),
    password: true,
    ignoreFocusOut: true,
    validateInput: (text) =>
      /\s/.test(text.trim()) ? vscode.l10n.t("A key has no spaces in it.") : undefined,
  });
  if (key === undefined || key.trim() === "") {
    return;
  }
  await keys.store(baseUrl, key.trim());
  const test = vscode.l10n.t("Test Connection");
  const clear = sentInClear({ baseUrl, apiKey: key })
    ? ` ${vscode.l10n.t("Its address is not encrypted: the key can be read on the way.")}`
    : "";
  const message = `${vscode.l10n.t("The key for {0} is stored.", host)}${clear}`;
  void vscode.window.showInformationMessage(message, test).then((chosen) => {
    if (chosen === test) {
      void vscode.commands.executeCommand(commands.testConnection);
    }
  });
}

/** @throws InputError when the setting is no address. */
function currentBaseUrl(): string {
  const baseUrl = readSetting(settings.modelBaseUrl, undefined).trim();
  const problem = baseUrlProblem(baseUrl);
  if (problem !== undefined) {
    throw new InputError(
      vscode.l10n.t("The setting {0} cannot be used: {1}.", settings.modelBaseUrl, problem),
    );
  }
  return baseUrl;
}
