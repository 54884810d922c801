import * as vscode from "vscode";
import { type SettingId, settings } from "../../ledger.ts";

/** Values of the settings that package.json declares; defaults are there. */
export interface SettingValues {
  [settings.codeLens]: boolean;
  [settings.exclude]: string[];
  [settings.count]: number;
  [settings.benignShare]: number;
  [settings.seed]: number;
  [settings.maxSteps]: number;
}

const checks: { [Id in SettingId]: (value: unknown) => value is SettingValues[Id] } = {
  [settings.codeLens]: (value) => typeof value === "boolean",
  [settings.exclude]: (value): value is string[] =>
    Array.isArray(value) && value.every((entry) => typeof entry === "string"),
  [settings.count]: wholeNumber,
  [settings.benignShare]: (value): value is number => typeof value === "number" && value >= 0 && value <= 0.5,
  [settings.seed]: wholeNumber,
  [settings.maxSteps]: wholeNumber,
};

function wholeNumber(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

/**
 * A setting's value where `scope` lies. A value of the wrong type, which nothing keeps out of settings.json, counts as
 * not set.
 */
export function readSetting<Id extends SettingId>(
  id: Id,
  scope: vscode.ConfigurationScope | undefined,
): SettingValues[Id] {
  const configuration = vscode.workspace.getConfiguration(undefined, scope);
  const value: unknown = configuration.get(id);
  return checks[id](value) ? value : (configuration.inspect(id)?.defaultValue as SettingValues[Id]);
}
