import type { JsonObject } from "../../ots/json.ts";
import type { Step } from "../../ots/step.ts";
import type { Trajectory } from "../../ots/trajectory.ts";
import { atifStep, extraKey } from "../atif.ts";
import { openAiTools } from "../tool-definitions.ts";
import type { TrajectoryWriter } from "../writer.ts";

/** Agent Trajectory Interchange Format 1.7. What it has no place for goes into its `extra` objects. */
export const atifWriter: TrajectoryWriter = {
  id: "atif",
  title: "ATIF (Agent Trajectory Interchange Format)",
  extension: "json",
  lossless: true,
  text: (trajectory, indent) =>
    JSON.stringify(atifDocument(trajectory, openAiTools(trajectory)), null, indent),
};

/** The trajectory as an ATIF document. @param definitions its tools in the shape of the OpenAI chat API */
export function atifDocument(trajectory: Trajectory, definitions: readonly JsonObject[]): JsonObject {
  const { policy, instruction, steps, ...rest } = trajectory;
  const nextCallId = uniqueCallIds();
  const opening: JsonObject[] = [
    ...(policy === undefined ? [] : [{ source: "system", message: policy }]),
    { source: "user", message: instruction },
  ];
  const body = turnsOf(steps).map((turn) => atifStep(turn, nextCallId));
  const numbered = [...opening, ...body].map((step, index) => ({ step_id: index + 1, ...step }));
  return {
    schema_version: "ATIF-v1.7",
    session_id: trajectory.scenarioId ?? trajectory.id,
    trajectory_id: trajectory.id,
    agent: {
      name: "agent",
      version: trajectory.provenance.version,
      model_name: trajectory.provenance.simulator,
      ...(definitions.length === 0 ? {} : { tool_definitions: [...definitions] }),
    },
    steps: numbered,
    final_metrics: { total_steps: numbered.length },
    extra: {
      // The unsafe and the safe side of a pair are two documents with the same pair_id.
      ...(trajectory.scenarioId === undefined ? {} : { pair_id: trajectory.derivedFrom ?? trajectory.id }),
      [extraKey]: { policy: policy !== undefined, trajectory: rest as unknown as JsonObject },
    },
  };
}

function uniqueCallIds(): () => string {
  let count = 0;
  return () => `call_${++count}`;
}

/** Steps one by one; the calls of one parallel turn together. */
function turnsOf(steps: readonly Step[]): Step[][] {
  const turns: Step[][] = [];
  let turn: number | undefined;
  for (const step of steps) {
    const own = step.kind === "agent" && step.action.kind === "call" ? step.turn : undefined;
    const last = turns.at(-1);
    if (own !== undefined && own === turn && last) {
      last.push(step);
    } else {
      turns.push([step]);
    }
    turn = own;
  }
  return turns;
}
