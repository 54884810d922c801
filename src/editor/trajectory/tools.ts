import * as vscode from "vscode";
import type { StepOf } from "../../inspector/desk.ts";
import { isJsonObject, type Json, type JsonObject } from "../../ots/json.ts";
import type { Scenario } from "../../ots/scenario.ts";
import { InputError } from "../../syntax/input-error.ts";
import { withoutLinks } from "../base/plain-text.ts";
import type { Project } from "../project/project.ts";
import type { ToolRef } from "../views/tool-tree.ts";

/** What is known of the tools of the trajectories that are shown. */
export interface ShownTools {
  project: Project | undefined;
  scenario?: Scenario;
}

/** The definition of a tool in the workspace: the scenario's own, else the one of that name. @throws InputError when there is none. */
export function toolByName(
  name: string,
  shown: ShownTools | undefined,
  projects: readonly Project[],
): ToolRef {
  const id = shown?.scenario?.tools.find((tool) => tool.name === name)?.id;
  const own = shown?.project
    ? [shown.project, ...projects.filter((project) => project !== shown.project)]
    : projects;
  for (const project of own) {
    const tool =
      (id && project.tools.byId(id)) || project.tools.all().find((candidate) => candidate.name === name);
    if (tool) {
      return { project, tool };
    }
  }
  throw new InputError(
    vscode.l10n.t("No definition of {0} was found in this workspace.", withoutLinks(name)),
  );
}

/** The input schema of the tool that a step calls, from wherever it is known. */
export function toolSchema(
  step: StepOf["step"],
  shown: ShownTools | undefined,
  definitions: readonly Json[],
): JsonObject | undefined {
  if (step.kind !== "agent" || step.action.kind !== "call") {
    return undefined;
  }
  const { tool } = step.action;
  const known =
    shown?.scenario?.tools.find(({ name }) => name === tool) ??
    shown?.project?.tools.all().find(({ name }) => name === tool);
  return known?.inputSchema ?? importedSchema(tool, definitions);
}

function importedSchema(tool: string, definitions: readonly Json[]): JsonObject | undefined {
  for (const definition of definitions) {
    const inner =
      isJsonObject(definition) && isJsonObject(definition.function) ? definition.function : definition;
    if (isJsonObject(inner) && inner.name === tool) {
      const schema = inner.parameters ?? inner.input_schema ?? inner.inputSchema;
      return isJsonObject(schema) ? schema : undefined;
    }
  }
  return undefined;
}
