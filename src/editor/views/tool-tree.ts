import * as vscode from "vscode";
import type { ServerDefinition } from "../../ots/server.ts";
import type { ToolDefinition } from "../../ots/tool.ts";
import type { Activity } from "../base/activity.ts";
import { type Debounced, debounce } from "../base/debounce.ts";
import { Disposables } from "../base/disposables.ts";
import type { Project } from "../project/project.ts";
import type { Projects } from "../project/projects.ts";
import { toolTooltip, toolTreeItem } from "./tool-items.ts";

export type ToolTreeNode =
  | { kind: "folder"; project: Project }
  | { kind: "file"; project: Project; file: string }
  | { kind: "tool"; project: Project; tool: ToolDefinition }
  | ServerNode;

/** An MCP server that a configuration names. */
export interface ServerNode {
  kind: "server";
  project: Project;
  server: ServerDefinition;
}

/** A tool by the project it belongs to. */
export interface ToolRef {
  project: Project;
  tool: ToolDefinition;
}

const refreshPause = 150;

interface TreeParts {
  projects: Projects;
  activity: Activity;
  /** Starts the first search for tools and waits for it. */
  scanned: () => Promise<void>;
}

/** The tree of found tools: folders when there are several, files, tools. */
export class ToolTree implements vscode.TreeDataProvider<ToolTreeNode>, vscode.Disposable {
  readonly #parts: TreeParts;
  readonly #owned = new Disposables();
  readonly #changed = this.#owned.add(new vscode.EventEmitter<ToolTreeNode | undefined>());
  readonly #refresh: Debounced;
  /** Something changed since the roots were last given out; otherwise a refresh would only repeat them. */
  #stale = false;

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(parts: TreeParts) {
    this.#parts = parts;
    this.#refresh = this.#owned.add(
      debounce(parts.activity, refreshPause, () => {
        if (this.#stale) {
          this.#changed.fire(undefined);
        }
      }),
    );
    for (const event of [
      parts.projects.onDidChangeTools,
      parts.projects.onDidChangeScenarios,
      parts.projects.onDidChangeList,
    ]) {
      this.#owned.add(event(() => this.#onChange()));
    }
  }

  #onChange(): void {
    this.#stale = true;
    this.#refresh.call();
  }

  dispose(): void {
    this.#owned.dispose();
  }

  async getChildren(node?: ToolTreeNode): Promise<ToolTreeNode[]> {
    if (!node) {
      await this.#parts.scanned();
      this.#stale = false;
      const projects = this.#parts.projects
        .all()
        .filter(({ tools, servers }) => tools.size + servers.size > 0);
      return this.#parts.projects.all().length > 1
        ? projects.map((project) => ({ kind: "folder", project }))
        : projects.flatMap(filesOf);
    }
    switch (node.kind) {
      case "folder":
        return filesOf(node.project);
      case "file":
        return contentsOf(node.project, node.file);
      case "tool":
      case "server":
        return [];
    }
  }

  getTreeItem(node: ToolTreeNode): vscode.TreeItem {
    return toolTreeItem(node);
  }

  async resolveTreeItem(item: vscode.TreeItem, node: ToolTreeNode): Promise<vscode.TreeItem> {
    if (node.kind === "tool") {
      const { annotationContradictions } = await import("../../tools/capabilities.ts");
      item.tooltip = toolTooltip(node, annotationContradictions(node.tool));
    }
    return item;
  }
}

function filesOf(project: Project): ToolTreeNode[] {
  const files = new Set([...project.tools.files(), ...project.servers.files()]);
  return [...files].sort().map((file) => ({ kind: "file", project, file }));
}

function contentsOf(project: Project, file: string): ToolTreeNode[] {
  return [
    ...project.servers.inFile(file).map((server) => ({ kind: "server" as const, project, server })),
    ...project.tools.inFile(file).map((tool) => ({ kind: "tool" as const, project, tool })),
  ];
}

/** The tools that nodes stand for, each once. */
export function toolsOf(nodes: readonly ToolTreeNode[]): ToolRef[] {
  const seen = new Set<ToolDefinition>();
  return nodes.flatMap(refsOf).filter(({ tool }) => !seen.has(tool) && seen.add(tool));
}

function refsOf(node: ToolTreeNode): ToolRef[] {
  const { project } = node;
  switch (node.kind) {
    case "folder":
      return project.tools.all().map((tool) => ({ project, tool }));
    case "file":
      return project.tools.inFile(node.file).map((tool) => ({ project, tool }));
    case "tool":
      return [{ project, tool: node.tool }];
    case "server":
      return [];
  }
}
