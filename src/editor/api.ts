import type { ScenarioState } from "../dataset/state.ts";
import type { ToolDefinition } from "../ots/tool.ts";
import type { Activity } from "./base/activity.ts";
import type { Projects } from "./project/projects.ts";
import type { Scanner } from "./project/scanner.ts";

/** What other extensions and tests get from `activate`. A change that breaks callers raises `version`. */
export interface AutoSafeApi {
  readonly version: 1;
  /** All tools of the workspace, searching for them if nobody has yet. */
  listTools(): Promise<(ToolDefinition & { folder: string })[]>;
  /** All scenarios of the workspace with their states, in the order they were made. */
  listScenarios(): Promise<ListedScenario[]>;
  /** Resolves when nothing is under way: no search, no run, no edit waiting to be read. */
  idle(): Promise<void>;
}

export interface ListedScenario {
  /** URI of the workspace folder. */
  folder: string;
  id: string;
  title: string;
  tool: string;
  source: string;
  outcome: string;
  trigger: string;
  state: ScenarioState;
}

export function createApi(projects: Projects, scanner: Scanner, activity: Activity): AutoSafeApi {
  return {
    version: 1,
    async listTools() {
      await scanner.ensure();
      return projects
        .all()
        .flatMap((project) => project.tools.all().map((tool) => ({ ...tool, folder: project.key })));
    },
    async listScenarios() {
      await Promise.all(projects.all().map((project) => project.store()));
      return projects.all().flatMap((project) =>
        [...project.scenarios.rows()].map(
          ({ id, title, toolName, source, outcome, trigger, state }): ListedScenario => ({
            folder: project.key,
            id,
            title,
            tool: toolName,
            source,
            outcome,
            trigger,
            state,
          }),
        ),
      );
    },
    idle: () => activity.idle(),
  };
}
