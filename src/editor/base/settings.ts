import * as vscode from "vscode";
import { type FindingSeverity, findingSeverities } from "../../analysis/finding.ts";
import { type SettingId, settings } from "../../ledger.ts";

/** Values of the settings that package.json declares; defaults are there. */
export interface SettingValues {
  [settings.codeLens]: boolean;
  [settings.exclude]: string[];
  [settings.count]: number;
  [settings.benignShare]: number;
  [settings.seed]: number;
  [settings.maxSteps]: number;
  [settings.modelProvider]: "builtin" | "vscode" | "endpoint";
  [settings.modelBaseUrl]: string;
  [settings.modelName]: string;
  [settings.modelRoles]: Record<string, string>;
  [settings.modelOrganization]: string;
  [settings.modelApiVersion]: string;
  [settings.modelHeaders]: Record<string, string>;
  [settings.modelConcurrency]: number;
  [settings.modelSecondOpinion]: boolean;
  [settings.modelBudget]: { calls?: number; tokens?: number; dollars?: number };
  [settings.judgeLookUps]: number;
  [settings.judgeRunsSnippets]: boolean;
  [settings.judgeServers]: Record<string, object>;
  [settings.modelPrices]: Record<string, { input: number; output: number }>;
  [settings.diagnosticsRun]: "onType" | "onSave" | "manual" | "off";
  [settings.minimumSeverity]: FindingSeverity;
  [settings.suppressActions]: boolean;
  [settings.unsafeTools]: boolean;
}

const checks: { [Id in SettingId]: (value: unknown) => value is SettingValues[Id] } = {
  [settings.codeLens]: (value) => typeof value === "boolean",
  [settings.exclude]: (value): value is string[] =>
    Array.isArray(value) && value.every((entry) => typeof entry === "string"),
  [settings.count]: wholeNumber,
  [settings.benignShare]: (value): value is number => typeof value === "number" && value >= 0 && value <= 0.5,
  [settings.seed]: wholeNumber,
  [settings.maxSteps]: wholeNumber,
  [settings.modelProvider]: (value): value is "builtin" | "vscode" | "endpoint" =>
    value === "builtin" || value === "vscode" || value === "endpoint",
  [settings.modelBaseUrl]: isText,
  [settings.modelName]: isText,
  [settings.modelRoles]: (value): value is Record<string, string> => isRecordOf(value, isText),
  [settings.modelOrganization]: isText,
  [settings.modelApiVersion]: isText,
  [settings.modelHeaders]: (value): value is Record<string, string> => isRecordOf(value, isText),
  [settings.modelConcurrency]: (value): value is number => wholeNumber(value) && value >= 1 && value <= 512,
  [settings.modelSecondOpinion]: (value) => typeof value === "boolean",
  [settings.modelBudget]: (value): value is SettingValues[typeof settings.modelBudget] =>
    isRecordOf(value, isAmount),
  [settings.judgeLookUps]: (value): value is number => wholeNumber(value) && value <= 20,
  [settings.judgeRunsSnippets]: (value) => typeof value === "boolean",
  // What is in an entry is checked where servers are set up, with a reason for each that is not right.
  [settings.judgeServers]: (value): value is Record<string, object> =>
    isRecordOf(value, (entry): entry is object => typeof entry === "object" && entry !== null),
  [settings.modelPrices]: (value): value is SettingValues[typeof settings.modelPrices] =>
    isRecordOf(value, isPrice),
  [settings.diagnosticsRun]: (value): value is SettingValues[typeof settings.diagnosticsRun] =>
    ["onType", "onSave", "manual", "off"].includes(value as string),
  [settings.minimumSeverity]: (value): value is FindingSeverity =>
    findingSeverities.includes(value as FindingSeverity),
  [settings.suppressActions]: (value) => typeof value === "boolean",
  [settings.unsafeTools]: (value) => typeof value === "boolean",
};

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function isAmount(value: unknown): value is number {
  return typeof value === "number" && value >= 0;
}

function isPrice(value: unknown): value is { input: number; output: number } {
  return isRecordOf(value, isAmount) && "input" in value && "output" in value;
}

function isRecordOf<T>(value: unknown, is: (entry: unknown) => entry is T): value is Record<string, T> {
  return (
    value !== null && typeof value === "object" && !Array.isArray(value) && Object.values(value).every(is)
  );
}

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
