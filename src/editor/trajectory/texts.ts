import type { Scenario } from "../../ots/scenario.ts";
import type { Trajectory } from "../../ots/trajectory.ts";
import type { TextRef } from "../../shared/protocol.ts";

/** One scenario with its trajectories. */
export interface ScenarioRecords {
  scenario: Scenario;
  risky?: Trajectory;
  safe?: Trajectory;
}

/** The full text that a reference names; undefined when the scenario has no such text. */
export function textOf({ scenario, risky, safe }: ScenarioRecords, ref: TextRef): string | undefined {
  if (ref.of === "instruction") {
    return scenario.instruction;
  }
  const step = (ref.side === "safe" ? safe : risky)?.steps[ref.step];
  if (!step) {
    return undefined;
  }
  if (step.kind === "message") {
    return ref.of === "message" ? step.text : undefined;
  }
  const { action, thought, observation, verdict } = step;
  switch (ref.of) {
    case "thought":
      return thought;
    case "arguments":
      return action.kind === "call" ? (action.raw ?? JSON.stringify(action.arguments, null, 2)) : undefined;
    case "answer":
      return action.kind === "answer" ? action.text : undefined;
    case "observation":
      return observation?.content;
    case "rationale":
      return verdict?.rationale;
    case "message":
      return undefined;
  }
}
