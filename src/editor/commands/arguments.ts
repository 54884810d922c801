import { Project } from "../project/project.ts";
import { importedIds } from "../views/imported-rows.ts";
import { type ScenarioRef, type ScenarioTreeNode, scenariosOf } from "../views/scenario-nodes.ts";
import { type ServerNode, type ToolRef, type ToolTreeNode, toolsOf } from "../views/tool-tree.ts";

// Menus of trees call a command with the row it was called on and with all selected rows; keys and title buttons call
// it with neither; lenses and rows that are clicked pass one node. Anybody else can pass anything.

/** Scenarios that a command was called on; the tree's selection when it was called on none. */
export function scenarioArguments(
  args: readonly unknown[],
  selection: readonly ScenarioTreeNode[],
): ScenarioRef[] {
  const nodes = nodesOf(args);
  return scenariosOf((nodes.length > 0 ? nodes : selection) as readonly ScenarioTreeNode[]);
}

/** Imported trajectories that a command was called on; of a group all. The tree's selection when it was called on none. */
export async function importedArguments(
  args: readonly unknown[],
  selection: readonly ScenarioTreeNode[],
): Promise<{ project: Project; id: string }[]> {
  const nodes = nodesOf(args);
  const all = (nodes.length > 0 ? nodes : selection) as readonly ScenarioTreeNode[];
  const found = await Promise.all(
    all.map(async (node) => {
      if (node.kind === "imported") {
        return [{ project: node.project, id: node.id }];
      }
      if (node.kind === "imported-group") {
        const { project } = node;
        return importedIds(await project.store()).map((id) => ({ project, id }));
      }
      return [];
    }),
  );
  return [...new Map(found.flat().map((ref) => [ref.id, ref])).values()];
}

/** Tools that a command was called on; empty when none. */
export function toolArguments(args: readonly unknown[]): ToolRef[] {
  const tools = nodesOf(args).filter((node) => node.kind === "tool" || node.kind === "file");
  return toolsOf(tools as readonly ToolTreeNode[]);
}

/** The MCP server a command was called on; undefined when none. */
export function serverArgument(args: readonly unknown[]): ServerNode | undefined {
  return nodesOf(args).find((node): node is ServerNode => node.kind === "server");
}

interface Node {
  kind: string;
  project: Project;
}

function nodesOf([clicked, selected]: readonly unknown[]): Node[] {
  const all = Array.isArray(selected) ? selected.filter(isNode) : [];
  // A row outside of the selection is meant alone, as everywhere in the editor.
  return isNode(clicked) ? (all.includes(clicked) ? all : [clicked]) : all;
}

function isNode(value: unknown): value is Node {
  return (
    value !== null &&
    typeof value === "object" &&
    "kind" in value &&
    typeof value.kind === "string" &&
    "project" in value &&
    value.project instanceof Project
  );
}
