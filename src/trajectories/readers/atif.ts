import { isJsonObject, type Json, type JsonObject } from "../../ots/json.ts";
import type { Step } from "../../ots/step.ts";
import { type Trajectory, trajectorySchema } from "../../ots/trajectory.ts";
import { extraKey, isAtif, ownSteps, stepsOfAtif } from "../atif.ts";
import { type AtifStepExtras, documentExtras, isFit, stepExtras } from "../atif-extras.ts";
import { offeredTools } from "../chat-messages.ts";
import { contentText } from "../content.ts";
import { asText, firstText, fitness, objectOf, objectsOf, textOf } from "../fields.ts";
import { limits } from "../limits.ts";
import type { Reading, RecordReader } from "../reader.ts";
import { type AssistantPart, createTranscript, type Transcript } from "../transcript.ts";

const maxSubagentDepth = 8;

/** Agent Trajectory Interchange Format, versions 1.x; one document gives its conversation and those of its sub-agents. */
export const atifReader: RecordReader = {
  kind: "records",
  id: "atif",
  title: "ATIF",
  hints: ["schema_version", "steps", "step_id", "source", "function_name", "session_id"],
  sniff(record) {
    if (!isJsonObject(record)) {
      return 0;
    }
    if (isAtif(record)) {
      return 0.99;
    }
    const [step] = objectsOf(record.steps);
    return step && "step_id" in step && "source" in step ? 0.6 : 0;
  },
  *read(records): Iterable<Reading> {
    const record = objectOf(records[0]);
    const steps = ownSteps(record);
    if (steps.length === 0) {
      yield { problem: 'there are no steps under "steps"' };
      return;
    }
    yield restored(record, steps) ?? foreign(record, steps, undefined);
    let level = objectsOf(record.subagent_trajectories);
    for (let depth = 0; level.length > 0 && depth < maxSubagentDepth; depth++) {
      for (const inner of level) {
        yield foreign(inner, ownSteps(inner), "Sub-agent");
      }
      level = level.flatMap((inner) => objectsOf(inner.subagent_trajectories));
    }
  },
};

/** A document that we wrote, with everything ATIF has no place for; undefined when it is not ours or was changed. */
function restored(record: JsonObject, steps: readonly JsonObject[]): Reading | undefined {
  const ours = objectOf(record.extra)[extraKey];
  if (
    !isJsonObject(ours) ||
    !isJsonObject(ours.trajectory) ||
    fitness(record, limits.argumentDepth + 20) === "deep"
  ) {
    return undefined;
  }
  const rest = [...steps];
  const extras: AtifStepExtras[] = [];
  const keep = (step: JsonObject | undefined, at: AtifStepExtras["at"]) => {
    const found = step && stepExtras(step, at);
    if (found) {
      extras.push(found);
    }
    return step && asText(step.message);
  };
  const policy = ours.policy === true ? keep(rest.shift(), "policy") : undefined;
  const instruction = keep(rest.shift(), "instruction") ?? "";
  const restoredSteps: Step[] = [];
  for (const step of rest) {
    const made = stepsOfAtif(step);
    if (!made) {
      return undefined;
    }
    keep(step, restoredSteps.length);
    restoredSteps.push(...made);
  }
  const document = documentExtras(record);
  const imported = { ...objectOf(ours.trajectory.imported), atif: { document, steps: extras } };
  const value = {
    ...ours.trajectory,
    ...(ours.foreign === true ? { imported } : {}),
    ...(policy === undefined ? {} : { policy }),
    instruction,
    steps: restoredSteps,
  };
  const parsed = trajectorySchema.safeParse(value);
  return parsed.success ? { trajectory: parsed.data satisfies Trajectory } : undefined;
}

function foreign(record: JsonObject, steps: readonly JsonObject[], kind: string | undefined): Reading {
  const agent = objectOf(record.agent);
  const transcript = createTranscript();
  const { names, definitions } = offeredTools(agent.tool_definitions);
  transcript.offer(names);
  const extras: AtifStepExtras[] = [];
  for (const step of steps) {
    const at = transcript.steps.length;
    addStep(transcript, step);
    const before = step.source === "system" ? "policy" : "instruction";
    const taken = transcript.steps.length > at || step.source === "agent";
    const found = stepExtras(step, taken ? at : before);
    if (found) {
      extras.push(found);
    }
  }
  const document = documentExtras(record);
  const notes = textOf(record.notes);
  const made = transcript.finish({
    ...(definitions.length === 0 ? {} : { toolDefinitions: definitions }),
    ...(isFit(document) ? { atif: { document, steps: extras } } : {}),
    ...(notes === undefined ? {} : { marks: [{ name: "notes", value: notes }] }),
  });
  return {
    conversation:
      kind === undefined ? made : { ...made, title: `${kind}: ${firstText(agent, "name") ?? ""}` },
  };
}

function addStep(transcript: Transcript, step: JsonObject): void {
  const text = contentText(step.message);
  switch (textOf(step.source)) {
    case "user":
      transcript.user(text);
      break;
    case "system":
      transcript.system(text);
      break;
    case "agent":
      transcript.assistant(agentParts(step, text));
      for (const result of objectsOf(objectOf(step.observation).results)) {
        addResult(transcript, result);
      }
      return;
    default:
      transcript.notice("agent", text, textOf(step.source));
      break;
  }
}

function agentParts(step: JsonObject, text: string): AssistantPart[] {
  const reasoning = contentText(step.reasoning_content);
  return [
    ...(reasoning === "" ? [] : [{ kind: "thought", text: reasoning } as const]),
    ...(text === "" ? [] : [{ kind: "text", text } as const]),
    ...objectsOf(step.tool_calls).map(
      (call): AssistantPart => ({
        kind: "call",
        tool: firstText(call, "function_name", "name") ?? "unnamed",
        input: call.arguments,
        id: textOf(call.tool_call_id),
      }),
    ),
  ];
}

function addResult(transcript: Transcript, result: JsonObject): void {
  const subagents: readonly Json[] = objectsOf(result.subagent_trajectory_ref);
  const content = contentText(result.content);
  const refers = subagents.length > 0 ? "[work of a sub-agent]" : "";
  transcript.result({ id: textOf(result.source_call_id), content: content === "" ? refers : content });
}
