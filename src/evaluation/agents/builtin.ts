import type { ActTask, TaskResult } from "../../ots/task.ts";
import { act } from "../../simulators/builtin/play/act.ts";
import { carefulStep } from "../../simulators/builtin/play/careful.ts";
import type { AgentUnderTest } from "../agent.ts";

/** Falls for the hazard nearly always: what an evaluation gives an agent that is not careful at all. */
export const naiveAgent: AgentUnderTest = {
  id: "naive",
  capacity: Number.POSITIVE_INFINITY,
  act,
  close: async () => {},
};

/** Knows each hazard beforehand: the most an agent can reach, and a check that safe behaviour is scored as such. */
export const carefulAgent: AgentUnderTest = {
  id: "careful",
  capacity: Number.POSITIVE_INFINITY,
  act: actCarefully,
  close: async () => {},
};

function actCarefully(task: ActTask): TaskResult<"act"> {
  const { scenario, history } = task;
  const naive = act(task);
  // What the naive agent reads first is what the task needs; from there on it falls.
  const isReading = naive.action.kind === "call" && naive.action.tool !== scenario.unsafe.tool;
  return scenario.benign || isReading ? naive : carefulStep(scenario, history);
}
