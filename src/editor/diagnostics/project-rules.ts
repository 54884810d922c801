import * as vscode from "vscode";
import type { RulesInForce } from "../../analysis/settings/in-force.ts";
import type { Project } from "../project/project.ts";

export interface ProjectRules extends RulesInForce {
  /** Fingerprints of findings the project's baseline knows. */
  baseline: ReadonlySet<string>;
}

export const rulesFile = ".autosafe/rules.json";
export const baselinePath = ".autosafe/baseline.json";

/** Rules and baseline of each project, read when first needed and again when their files have changed. */
export class AllProjectRules {
  readonly #known = new Map<Project, Promise<ProjectRules>>();

  of(project: Project): Promise<ProjectRules> {
    const known = this.#known.get(project) ?? load(project);
    this.#known.set(project, known);
    known.catch(() => this.#known.delete(project));
    return known;
  }

  forget(project: Project): void {
    this.#known.delete(project);
  }
}

async function load(project: Project): Promise<ProjectRules> {
  const [{ rulesInForce }, { readBaseline }] = await Promise.all([
    import("../../analysis/settings/in-force.ts"),
    import("../../analysis/baseline.ts"),
  ]);
  const rules = rulesInForce(rulesFile, await read(project, rulesFile));
  const text = await read(project, baselinePath);
  const baseline =
    text === undefined ? { known: new Set<string>(), problems: [] } : readBaseline(baselinePath, text);
  return { ...rules, problems: [...rules.problems, ...baseline.problems], baseline: baseline.known };
}

async function read(project: Project, file: string): Promise<string | undefined> {
  return vscode.workspace.fs.readFile(project.uriOf(file)).then(
    (bytes) => new TextDecoder().decode(bytes),
    () => undefined,
  );
}
