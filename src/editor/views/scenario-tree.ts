import * as vscode from "vscode";
import type { Activity } from "../base/activity.ts";
import { type Debounced, debounce } from "../base/debounce.ts";
import { Disposables } from "../base/disposables.ts";
import { failureOf } from "../base/failure.ts";
import type { Log } from "../base/log.ts";
import type { Project } from "../project/project.ts";
import type { Projects } from "../project/projects.ts";
import { importedIds, importedNodes } from "./imported-rows.ts";
import { isFiltering, passes, type ScenarioFilter } from "./scenario-filter.ts";
import { type Grouping, groupScenarios, type ScenarioGroup } from "./scenario-groups.ts";
import { scenarioTooltip, scenarioTreeItem } from "./scenario-items.ts";
import type {
  GroupNode,
  ImportedGroupNode,
  MoreNode,
  ScenarioNode,
  ScenarioTreeNode,
} from "./scenario-nodes.ts";

/** Rows a group shows before it asks whether to show more: a tree of 100,000 rows must open at once. */
const pageSize = 500;
const refreshPause = 250;

interface TreeParts {
  projects: Projects;
  activity: Activity;
  log: Log;
  /** Waits until it is known whether there are tools, for a project without scenarios. */
  settled: () => Promise<void>;
}

/** The tree of scenarios: folders when there are several, groups, scenarios. */
export class ScenarioTree implements vscode.TreeDataProvider<ScenarioTreeNode>, vscode.Disposable {
  readonly #parts: TreeParts;
  readonly #owned = new Disposables();
  readonly #changed = this.#owned.add(new vscode.EventEmitter<ScenarioTreeNode | undefined>());
  readonly #refresh: Debounced;
  /** Something changed since the roots were last given out; otherwise a refresh would only repeat them. */
  #stale = false;
  #grouping: Grouping;
  #filter: ScenarioFilter;
  /** Groups as last laid out; thrown away when anything changes. */
  #groups = new Map<Project, readonly GroupNode[]>();
  /** How many rows of a group are shown, where the user asked for more. */
  readonly #shown = new Map<string, number>();

  readonly #opened = this.#owned.add(new vscode.EventEmitter<void>());

  readonly onDidChangeTreeData = this.#changed.event;
  /** The stores were opened because the tree is shown for the first time. */
  readonly onDidOpenStores = this.#opened.event;

  constructor(parts: TreeParts, grouping: Grouping, filter: ScenarioFilter) {
    this.#parts = parts;
    this.#grouping = grouping;
    this.#filter = filter;
    this.#refresh = this.#owned.add(
      debounce(parts.activity, refreshPause, () => {
        if (this.#stale) {
          this.#changed.fire(undefined);
        }
      }),
    );
    this.#owned.add(parts.projects.onDidChangeScenarios(() => this.#onChange()));
    this.#owned.add(parts.projects.onDidChangeList(() => this.#onChange()));
    this.#owned.add(
      parts.projects.onDidChangeTools(() => {
        if (this.#grouping === "file") {
          this.#onChange();
        }
      }),
    );
  }

  get grouping(): Grouping {
    return this.#grouping;
  }

  setGrouping(grouping: Grouping): void {
    this.#grouping = grouping;
    this.#groups = new Map();
    this.#changed.fire(undefined);
  }

  get filter(): ScenarioFilter {
    return this.#filter;
  }

  setFilter(filter: ScenarioFilter): void {
    this.#filter = filter;
    this.#groups = new Map();
    this.#changed.fire(undefined);
  }

  /** How many scenarios the filter lets through; undefined without a filter. */
  shown(): { shown: number; all: number } | undefined {
    if (!isFiltering(this.#filter)) {
      return undefined;
    }
    const projects = this.#parts.projects.all();
    const groups = projects.flatMap((project) => this.groupsOf(project));
    return {
      shown: groups.reduce((sum, { group }) => sum + group.rows.length, 0),
      all: projects.reduce((sum, { scenarios }) => sum + scenarios.size, 0),
    };
  }

  showMore(node: MoreNode): void {
    this.#shown.set(node.group.id, node.shown + pageSize);
    this.#changed.fire(this.#isLaidOut(node.group) ? node.group : this.#folderOf(node.group.project));
  }

  #onChange(): void {
    this.#stale = true;
    this.#groups = new Map();
    this.#refresh.call();
  }

  dispose(): void {
    this.#owned.dispose();
  }

  async getChildren(node?: ScenarioTreeNode): Promise<ScenarioTreeNode[]> {
    if (!node) {
      return this.#roots();
    }
    switch (node.kind) {
      case "folder":
        return this.#groupsWithImported(node.project);
      case "group":
        return this.#rowsOf(node);
      case "imported-group":
        return this.#importedOf(node);
      default:
        return [];
    }
  }

  getParent(node: ScenarioTreeNode): ScenarioTreeNode | undefined {
    switch (node.kind) {
      case "scenario":
      case "imported":
      case "more":
        return this.#isLaidOut(node.group) ? node.group : this.#folderOf(node.group.project);
      case "imported-group":
      case "group":
        return this.#folderOf(node.project);
      default:
        return undefined;
    }
  }

  #folderOf(project: Project): ScenarioTreeNode | undefined {
    return this.#parts.projects.all().length > 1 ? { kind: "folder", project } : undefined;
  }

  /** Whether a group has a row of its own: in a list its scenarios stand where it would. */
  #isLaidOut({ kind }: GroupNode | ImportedGroupNode): boolean {
    return this.#grouping !== "list" || kind === "imported-group";
  }

  getTreeItem(node: ScenarioTreeNode): vscode.TreeItem {
    return scenarioTreeItem(node, this.#grouping);
  }

  async resolveTreeItem(item: vscode.TreeItem, node: ScenarioTreeNode): Promise<vscode.TreeItem> {
    if (node.kind === "scenario") {
      const scenario = (await node.project.store()).scenarios.get(node.row.id);
      item.tooltip = scenario ? scenarioTooltip(scenario, node) : node.row.title;
    }
    return item;
  }

  /** Groups of a project, laid out once per change. */
  groupsOf(project: Project): readonly GroupNode[] {
    let groups = this.#groups.get(project);
    if (!groups) {
      const by = this.#grouping;
      const rows = [...project.scenarios.rows()].filter((row) => passes(row, this.#filter));
      groups = groupScenarios(rows, by, {
        titleOf: (id) => project.titleOf(id),
        fileOf: (toolId) => project.tools.byId(toolId)?.source.file,
      }).map(
        (group: ScenarioGroup): GroupNode => ({
          kind: "group",
          id: `${project.key}|${by}|${group.key}`,
          project,
          group,
        }),
      );
      this.#groups.set(project, groups);
    }
    return groups;
  }

  async #roots(): Promise<ScenarioTreeNode[]> {
    const projects = this.#parts.projects.all();
    const nodes: ScenarioTreeNode[] = [];
    let failed = false;
    this.#stale = false;
    for (const project of projects) {
      try {
        await Promise.all([project.store(), project.threatModel()]);
      } catch (error) {
        failed = true;
        this.#parts.log.error(`opening ${project.storeDirectory}`, error);
        const failure = failureOf(error);
        const message = "message" in failure ? failure.message : "";
        nodes.push({ kind: "failure", project, message });
        continue;
      }
      const groups = await this.#groupsWithImported(project);
      if (groups.length > 0) {
        nodes.push(...(projects.length > 1 ? [{ kind: "folder" as const, project }] : groups));
      }
    }
    this.#opened.fire();
    if (nodes.length === 0 && !failed) {
      // Which welcome text is right depends on whether there are tools.
      await this.#parts.settled();
    }
    return nodes;
  }

  async #groupsWithImported(project: Project): Promise<ScenarioTreeNode[]> {
    const count = importedIds(await project.store()).length;
    const imported = { kind: "imported-group" as const, id: `${project.key}|imported`, project, count };
    const groups = this.groupsOf(project);
    const laidOut = this.#grouping === "list" ? groups.flatMap((group) => this.#rowsOf(group)) : groups;
    return [...laidOut, ...(count > 0 ? [imported] : [])];
  }

  async #importedOf(node: ImportedGroupNode): Promise<ScenarioTreeNode[]> {
    const store = await node.project.store();
    const ids = importedIds(store);
    const shown = this.#shown.get(node.id) ?? pageSize;
    return [...importedNodes(node, store, ids.slice(0, shown)), ...moreOf(node, shown, ids.length - shown)];
  }

  #rowsOf(node: GroupNode): ScenarioTreeNode[] {
    const shown = this.#shown.get(node.id) ?? pageSize;
    const { rows } = node.group;
    const visible = rows
      .slice(0, shown)
      .map((row): ScenarioNode => ({ kind: "scenario", project: node.project, group: node, row }));
    return [...visible, ...moreOf(node, shown, rows.length - visible.length)];
  }
}

function moreOf(group: MoreNode["group"], shown: number, rest: number): MoreNode[] {
  return rest > 0 ? [{ kind: "more", group, shown, next: Math.min(rest, pageSize), rest }] : [];
}
