import { riskyOf, safeOf } from "../../dataset/state.ts";
import type { HumanVerdict } from "../../ots/human-verdict.ts";
import type { Scenario } from "../../ots/scenario.ts";
import type { Trajectory } from "../../ots/trajectory.ts";
import type { Project } from "../project/project.ts";

/** One scenario with its trajectories. */
export interface ScenarioRecords {
  scenario: Scenario;
  risky?: Trajectory;
  safe?: Trajectory;
}

/** The stored records of a scenario; undefined when there is no such scenario. */
export async function scenarioRecords(project: Project, id: string): Promise<ScenarioRecords | undefined> {
  const store = await project.store();
  const scenario = store.scenarios.get(id);
  const risky = riskyOf(store, id);
  const safe = safeOf(store, id);
  return scenario && { scenario, ...(risky ? { risky } : {}), ...(safe ? { safe } : {}) };
}

/** What people said about any of these trajectories. */
export async function humanVerdicts(
  project: Project,
  trajectories: readonly string[],
): Promise<HumanVerdict[]> {
  const store = await project.store();
  const wanted = new Set(trajectories);
  return [...store.humanVerdicts.summaries()]
    .filter(({ trajectoryId }) => wanted.has(trajectoryId))
    .flatMap(({ id }) => store.humanVerdicts.get(id) ?? []);
}
