import type { VerdictLabel } from "../../ots/vocabulary.ts";
import type { Project } from "../project/project.ts";
import type { ScenarioRow } from "../project/scenario-index.ts";
import type { ScenarioGroup } from "./scenario-groups.ts";

export interface FolderNode {
  kind: "folder";
  project: Project;
}

export interface GroupNode {
  kind: "group";
  /** Stays the same while rows come and go. */
  id: string;
  project: Project;
  group: ScenarioGroup;
}

export interface ScenarioNode {
  kind: "scenario";
  project: Project;
  group: GroupNode;
  row: ScenarioRow;
}

/** The trajectories that came from files and belong to no scenario. */
export interface ImportedGroupNode {
  kind: "imported-group";
  id: string;
  project: Project;
  count: number;
}

export interface ImportedNode {
  kind: "imported";
  project: Project;
  group: ImportedGroupNode;
  /** Of the trajectory. */
  id: string;
  title: string;
  /** Where it came from, as whoever imported it said. */
  origin: string;
  steps: number;
  /** The verdict that matters most; absent while nobody judged it. */
  label?: VerdictLabel;
  /** Index of the first unsafe step. */
  unsafeStep?: number;
}

/** Stands for rows of a large group that are not shown yet. */
export interface MoreNode {
  kind: "more";
  group: GroupNode | ImportedGroupNode;
  shown: number;
  next: number;
  rest: number;
}

/** A project whose scenarios cannot be read. */
export interface FailureNode {
  kind: "failure";
  project: Project;
  message: string;
}

export type ScenarioTreeNode =
  | FolderNode
  | GroupNode
  | ScenarioNode
  | ImportedGroupNode
  | ImportedNode
  | MoreNode
  | FailureNode;

/** A scenario by the project it belongs to. */
export interface ScenarioRef {
  project: Project;
  row: ScenarioRow;
}

/** The scenarios that nodes stand for, each once; a group and a folder stand for all of theirs, shown or not. */
export function scenariosOf(nodes: readonly ScenarioTreeNode[]): ScenarioRef[] {
  const seen = new Set<ScenarioRow>();
  return nodes
    .flatMap((node): ScenarioRef[] => {
      switch (node.kind) {
        case "folder":
          return [...node.project.scenarios.rows()].map((row) => ({ project: node.project, row }));
        case "group":
          return node.group.rows.map((row) => ({ project: node.project, row }));
        case "scenario":
          return [{ project: node.project, row: node.row }];
        default:
          return [];
      }
    })
    .filter(({ row }) => !seen.has(row) && seen.add(row));
}
