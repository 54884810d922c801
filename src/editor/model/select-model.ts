import * as vscode from "vscode";
import { commands, type SettingId, settings } from "../../ledger.ts";
import { baseUrlProblem } from "../../simulators/llm/endpoint/endpoint.ts";
import { oneLine, withoutIcons } from "../base/plain-text.ts";
import { readSetting } from "../base/settings.ts";
import type { CommandHandler } from "../commands/parts.ts";
import { editorModels, modelId, noModelsText } from "./find-model.ts";
import type { Keys } from "./keys.ts";
import { presets } from "./presets.ts";
import { serverModels } from "./server-models.ts";

type Picked =
  | { kind: "builtin" }
  | { kind: "vscode"; model: vscode.LanguageModelChat }
  | { kind: "endpoint" };

interface ModelItem extends vscode.QuickPickItem {
  choice?: Picked;
}

export function selectModelHandler(keys: Keys): Record<typeof commands.selectModel, CommandHandler> {
  const title = vscode.l10n.t("Select Model");
  return {
    [commands.selectModel]: {
      name: title,
      run: async () => {
        const items = await modelItems();
        const placeHolder = vscode.l10n.t("What plays the agent, its tools and the judge?");
        const options = { title, placeHolder, matchOnDescription: true, matchOnDetail: true };
        const picked = (await vscode.window.showQuickPick(items, options))?.choice;
        switch (picked?.kind) {
          case "builtin":
            return write([[settings.modelProvider, "builtin"]]);
          case "vscode":
            return write([
              [settings.modelProvider, "vscode"],
              [settings.modelName, modelId(picked.model)],
            ]);
          case "endpoint":
            return selectEndpoint(keys, title);
        }
      },
    },
  };
}

async function modelItems(): Promise<ModelItem[]> {
  const separator = (label: string): ModelItem => ({ label, kind: vscode.QuickPickItemKind.Separator });
  const provider = readSetting(settings.modelProvider, undefined);
  const name = readSetting(settings.modelName, undefined);
  const current = vscode.l10n.t("current");
  const models = await editorModels();
  return [
    {
      label: vscode.l10n.t("Built-in simulator"),
      description: provider === "builtin" ? current : "",
      detail: vscode.l10n.t("No network, no key, the same result every time."),
      choice: { kind: "builtin" },
    },
    separator(vscode.l10n.t("Language models of VS Code")),
    ...models.map(
      (model): ModelItem => ({
        label: withoutIcons(model.name),
        description: [
          oneLine(model.vendor),
          ...(provider === "vscode" && name === modelId(model) ? [current] : []),
        ].join(" · "),
        detail: vscode.l10n.t(
          "For trying out: your plan's limits apply. Up to {0} tokens.",
          model.maxInputTokens,
        ),
        choice: { kind: "vscode", model },
      }),
    ),
    ...(models.length === 0
      ? [{ label: vscode.l10n.t("None"), detail: noModelsText(), alwaysShow: true }]
      : []),
    separator(vscode.l10n.t("Endpoint")),
    {
      label: vscode.l10n.t("OpenAI-compatible endpoint…"),
      description:
        provider === "endpoint"
          ? `${oneLine(name)} · ${oneLine(readSetting(settings.modelBaseUrl, undefined))} · ${current}`
          : "",
      detail: vscode.l10n.t("OpenAI, Azure, vLLM, Ollama, LM Studio, llama.cpp and others."),
      choice: { kind: "endpoint" },
    },
  ];
}

async function selectEndpoint(keys: Keys, title: string): Promise<void> {
  const known = readSetting(settings.modelBaseUrl, undefined);
  const other = vscode.l10n.t("Another address…");
  const items = [
    ...presets.map(({ name, baseUrl }) => ({ label: name, description: baseUrl })),
    { label: other },
  ];
  const placeHolder = vscode.l10n.t("Which server?");
  const preset = await vscode.window.showQuickPick(items, { title, placeHolder });
  if (!preset) {
    return;
  }
  const baseUrl = await vscode.window.showInputBox({
    title,
    prompt: vscode.l10n.t(
      "Address up to and including /v1. No key in it: that is set by AutoSafe: Set API Key.",
    ),
    value: "description" in preset ? preset.description : known,
    ignoreFocusOut: true,
    validateInput: (text) => baseUrlProblem(text.trim()),
  });
  if (baseUrl === undefined) {
    return;
  }
  const address = baseUrl.trim().replace(/\/+$/, "");
  const model = await pickServerModel(keys, address, title);
  if (!model) {
    return;
  }
  await write([
    [settings.modelProvider, "endpoint"],
    [settings.modelBaseUrl, address],
    [settings.modelName, model],
  ]);
  const test = vscode.l10n.t("Test Connection");
  const setKey = vscode.l10n.t("Set API Key");
  const key = await keys.find(address);
  const buttons = key ? [test] : [test, setKey];
  void vscode.window
    .showInformationMessage(
      vscode.l10n.t("AutoSafe will use {0} at {1}.", oneLine(model), new URL(address).host),
      ...buttons,
    )
    .then((chosen) => {
      if (chosen !== undefined) {
        void vscode.commands.executeCommand(chosen === test ? commands.testConnection : commands.setApiKey);
      }
    });
}

/** Asks the server for its models; where it does not say, or not the right ones, the name can be typed. */
async function pickServerModel(keys: Keys, baseUrl: string, title: string): Promise<string | undefined> {
  const listed = await serverModels(baseUrl, (await keys.find(baseUrl))?.value);
  const type = vscode.l10n.t("Type a name…");
  if (listed.length > 0) {
    const placeHolder = vscode.l10n.t("Which model?");
    const items = [...listed.map((label) => ({ label: withoutIcons(label), model: label })), { label: type }];
    const chosen = await vscode.window.showQuickPick(items, { title, placeHolder });
    if (!chosen) {
      return undefined;
    }
    if ("model" in chosen) {
      return chosen.model;
    }
  }
  const typed = await vscode.window.showInputBox({
    title,
    prompt: vscode.l10n.t("The model's name at this server (for Azure: the deployment)"),
    value: "",
    ignoreFocusOut: true,
    validateInput: (text) => (text.trim() === "" ? vscode.l10n.t("A name is needed.") : undefined),
  });
  return typed?.trim();
}

/** Writes where a value is set already, else for the user: a choice of model follows the person, not the project. */
async function write(values: readonly (readonly [SettingId, string])[]): Promise<void> {
  const configuration = vscode.workspace.getConfiguration();
  for (const [id, value] of values) {
    const here = configuration.inspect(id)?.workspaceValue !== undefined;
    await configuration.update(
      id,
      value,
      here ? vscode.ConfigurationTarget.Workspace : vscode.ConfigurationTarget.Global,
    );
  }
}
