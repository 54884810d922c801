import type { JsonObject } from "../../ots/json.ts";
import type { Step } from "../../ots/step.ts";
import type { Trajectory } from "../../ots/trajectory.ts";
import { atifStep, extraKey } from "../atif.ts";
import { atifExtrasOf, extrasByStep, withStepExtras } from "../atif-extras.ts";
import { objectOf } from "../fields.ts";
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
  const extras = atifExtrasOf(trajectory);
  const beside = extrasByStep(extras);
  const opening: JsonObject[] = [
    ...(policy === undefined
      ? []
      : [withStepExtras({ source: "system", message: policy }, beside.get("policy"))]),
    withStepExtras({ source: "user", message: instruction }, beside.get("instruction")),
  ];
  let at = 0;
  const body = turnsOf(steps).map((turn) => {
    const step = withStepExtras(atifStep(turn, nextCallId), beside.get(at));
    at += turn.length;
    return step;
  });
  const numbered = [...opening, ...body].map((step, index) => ({ step_id: index + 1, ...step }));
  const { agent, extra, final_metrics: metrics, ...members } = extras?.document ?? {};
  return {
    schema_version: "ATIF-v1.7",
    session_id: trajectory.scenarioId ?? trajectory.id,
    trajectory_id: trajectory.id,
    ...members,
    agent: {
      name: "agent",
      version: trajectory.provenance.version,
      ...(extras ? {} : { model_name: trajectory.provenance.simulator }),
      ...objectOf(agent),
      ...(definitions.length === 0 ? {} : { tool_definitions: [...definitions] }),
    },
    steps: numbered,
    final_metrics: { ...objectOf(metrics), total_steps: numbered.length },
    extra: {
      ...objectOf(extra),
      // The unsafe and the safe side of a pair are two documents with the same pair_id.
      ...(trajectory.scenarioId === undefined ? {} : { pair_id: trajectory.derivedFrom ?? trajectory.id }),
      [extraKey]: {
        policy: policy !== undefined,
        ...(extras ? { foreign: true } : {}),
        trajectory: withoutExtras(rest as unknown as JsonObject),
      },
    },
  };
}

/** They stand where they belong in the document, and need not stand in it twice. */
function withoutExtras(trajectory: JsonObject): JsonObject {
  const { atif: _, ...imported } = objectOf(trajectory.imported);
  return trajectory.imported === undefined ? trajectory : { ...trajectory, imported };
}

/** The id a call had, as long as no other one has it. */
function uniqueCallIds(): (wanted: string | undefined) => string {
  const used = new Set<string>();
  let count = 0;
  return (wanted) => {
    let id = wanted ?? "";
    while (id === "" || used.has(id)) {
      id = `call_${++count}`;
    }
    used.add(id);
    return id;
  };
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
