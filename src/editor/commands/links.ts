import * as vscode from "vscode";
import type { CommandId } from "../../ledger.ts";
import type { Projects } from "../project/projects.ts";
import type { ScenarioRow } from "../project/scenario-index.ts";
import type { ToolRef } from "../views/tool-tree.ts";

// A link in a hover passes its command JSON only, so tools and scenarios go by their ids there.

interface Link {
  link: "tool" | "scenario";
  folder: string;
  id: string;
}

/** Target of a Markdown link that runs the command on the tool. */
export function toolLink(command: CommandId, { project, tool }: ToolRef): string {
  return target(command, { link: "tool", folder: project.key, id: tool.id });
}

/** Target of a Markdown link that runs the command on the scenario. */
export function scenarioLink(command: CommandId, { project }: ToolRef, row: ScenarioRow): string {
  return target(command, { link: "scenario", folder: project.key, id: row.id });
}

function target(command: CommandId, link: Link): string {
  return vscode.Uri.from({
    scheme: "command",
    path: command,
    query: JSON.stringify([link]),
  }).toString();
}

/** The arguments with links replaced by the nodes of trees they stand for; a link to what is gone is left out. */
export function resolveLinks(projects: Projects, args: readonly unknown[]): unknown[] {
  return args.flatMap((arg) => (isLink(arg) ? nodeOf(projects, arg) : [arg]));
}

function nodeOf(projects: Projects, { link, folder, id }: Link): unknown[] {
  const project = projects.byKey(folder);
  if (link === "tool") {
    const tool = project?.tools.byId(id);
    return tool ? [{ kind: "tool", project, tool }] : [];
  }
  const row = project?.scenarios.get(id);
  return row ? [{ kind: "scenario", project, row }] : [];
}

function isLink(value: unknown): value is Link {
  const link = value as Partial<Link> | null;
  return (
    typeof link === "object" &&
    (link?.link === "tool" || link?.link === "scenario") &&
    typeof link.folder === "string" &&
    typeof link.id === "string"
  );
}
