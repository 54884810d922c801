import * as vscode from "vscode";
import { settings } from "../../ledger.ts";
import { baseUrlProblem, type Endpoint } from "../../simulators/llm/endpoint/endpoint.ts";
import { type RoleModels, roles } from "../../simulators/llm/roles.ts";
import { InputError } from "../../syntax/input-error.ts";
import { readSetting } from "../base/settings.ts";

/** What plays the agent, the environment and the judge in the editor's runs. */
export type ModelChoice =
  | { kind: "builtin" }
  /** A language model that VS Code offers; see `findModel`. */
  | { kind: "vscode"; id: string }
  | { kind: "endpoint"; endpoint: Omit<Endpoint, "apiKey">; models: RoleModels };

/**
 * The choice by the settings.
 * @throws InputError when they name no usable endpoint or no model.
 */
export function readChoice(scope: vscode.ConfigurationScope | undefined): ModelChoice {
  switch (readSetting(settings.modelProvider, scope)) {
    case "vscode": {
      const id = readSetting(settings.modelName, scope);
      if (id === "") {
        throw new InputError(
          vscode.l10n.t("No language model of VS Code is chosen: run AutoSafe: Select Model."),
        );
      }
      return { kind: "vscode", id };
    }
    case "endpoint":
      return readEndpoint(scope);
    default:
      return { kind: "builtin" };
  }
}

function readEndpoint(scope: vscode.ConfigurationScope | undefined): ModelChoice {
  const baseUrl = readSetting(settings.modelBaseUrl, scope).trim().replace(/\/+$/, "");
  const problem = baseUrlProblem(baseUrl);
  if (problem !== undefined) {
    throw new InputError(
      vscode.l10n.t("The setting {0} cannot be used: {1}.", settings.modelBaseUrl, problem),
    );
  }
  const main = readSetting(settings.modelName, scope).trim();
  if (main === "") {
    throw new InputError(vscode.l10n.t("No model is named: run AutoSafe: Select Model."));
  }
  const organization = readSetting(settings.modelOrganization, scope).trim();
  const apiVersion = readSetting(settings.modelApiVersion, scope).trim();
  const headers = headersFrom(readSetting(settings.modelHeaders, scope));
  const models: RoleModels = { default: main };
  const byRole = readSetting(settings.modelRoles, scope);
  for (const role of roles) {
    const model = byRole[role]?.trim();
    if (model) {
      models[role] = model;
    }
  }
  return {
    kind: "endpoint",
    endpoint: {
      baseUrl,
      ...(organization !== "" && { organization }),
      ...(apiVersion !== "" && { apiVersion }),
      ...(Object.keys(headers).length > 0 && { headers }),
    },
    models,
  };
}

/** Headers with `$NAME` replaced from the environment: settings files are no place for a secret. */
function headersFrom(given: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => [
      name,
      value.replace(/\$(\w+)/g, (_, variable: string) => process.env[variable] ?? ""),
    ]),
  );
}

/** Where requests go, for people: a host, or VS Code. */
export function destination(choice: Exclude<ModelChoice, { kind: "builtin" }>): string {
  return choice.kind === "endpoint" ? new URL(choice.endpoint.baseUrl).host : "VS Code";
}
