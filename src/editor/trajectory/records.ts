import { riskyOf, safeOf } from "../../dataset/state.ts";
import type { Project } from "../project/project.ts";
import type { ScenarioRecords } from "./texts.ts";

/** The stored records of a scenario; undefined when there is no such scenario. */
export async function scenarioRecords(project: Project, id: string): Promise<ScenarioRecords | undefined> {
  const store = await project.store();
  const scenario = store.scenarios.get(id);
  const risky = riskyOf(store, id);
  const safe = safeOf(store, id);
  return scenario && { scenario, ...(risky ? { risky } : {}), ...(safe ? { safe } : {}) };
}
