import { isJsonObject, type Json, type JsonObject } from "../ots/json.ts";
import type { Trajectory } from "../ots/trajectory.ts";
import { extraKey } from "./atif.ts";
import { joinTexts } from "./content.ts";
import { fitness, listOf, objectOf, objectsOf } from "./fields.ts";
import { limits } from "./limits.ts";

/** Members of an ATIF step that belong to no step of ours: times, costs, whatever else its program wrote. */
export interface AtifStepExtras {
  /** The step of ours that was made of it first, or what stands before the steps. */
  at: number | "policy" | "instruction";
  step?: JsonObject;
  observation?: JsonObject;
  /** What was said beside calls, which is part of their thought with us. */
  message?: string;
  reasoning?: string;
  /** By call: what else stands in the call, and in its result. */
  calls?: { call?: JsonObject; result?: JsonObject }[];
}

/** What an ATIF document holds beside the trajectory, so that it is still there when it is written again. */
export interface AtifExtras {
  document: JsonObject;
  steps: AtifStepExtras[];
}

// What steps and trajectories of ours say themselves, or what is numbered and counted anew.
const documentMembers = ["schema_version", "steps", "agent", "extra", "subagent_trajectories"];
const agentMembers = ["tool_definitions"];
const stepMembers = ["step_id", "source", "message", "reasoning_content", "tool_calls", "observation"];
const callMembers = ["tool_call_id", "function_name", "arguments"];
const resultMembers = ["source_call_id", "content"];

export function documentExtras(document: JsonObject): JsonObject {
  const agent = without(objectOf(document.agent), agentMembers);
  const extra = without(objectOf(document.extra), [extraKey]);
  return {
    ...without(document, documentMembers),
    ...(isEmpty(agent) ? {} : { agent }),
    ...(isEmpty(extra) ? {} : { extra }),
  };
}

/** What a step holds beyond what we read; undefined when that is nothing, or nested too deeply to be kept. */
export function stepExtras(step: JsonObject, at: AtifStepExtras["at"]): AtifStepExtras | undefined {
  const extra = without(objectOf(step.extra), [extraKey]);
  const own = { ...without(step, [...stepMembers, "extra"]), ...(isEmpty(extra) ? {} : { extra }) };
  const observation = without(objectOf(step.observation), ["results"]);
  const results = new Map(
    objectsOf(objectOf(step.observation).results).map((result) => [result.source_call_id, result] as const),
  );
  const calls = objectsOf(step.tool_calls).map((call) => {
    const beside = without(call, callMembers);
    const result = without(objectOf(results.get(call.tool_call_id)), resultMembers);
    return { ...(isEmpty(beside) ? {} : { call: beside }), ...(isEmpty(result) ? {} : { result }) };
  });
  const { message, reasoning_content: reasoning } = step;
  const made: AtifStepExtras = {
    at,
    ...(calls.length > 0 && typeof message === "string" && message !== ""
      ? { message, ...(typeof reasoning === "string" ? { reasoning } : {}) }
      : {}),
    ...(isEmpty(own) ? {} : { step: own }),
    ...(isEmpty(observation) ? {} : { observation }),
    ...(calls.every((call) => isEmpty(call)) ? {} : { calls }),
  };
  return Object.keys(made).length > 1 && isFit(made) ? made : undefined;
}

/** The extras that came with a trajectory, when it was read from ATIF. */
export function atifExtrasOf(trajectory: Trajectory): AtifExtras | undefined {
  const extras = objectOf((trajectory as { imported?: Json }).imported).atif;
  return isJsonObject(extras) && isJsonObject(extras.document) && Array.isArray(extras.steps)
    ? (extras as unknown as AtifExtras)
    : undefined;
}

/** By the step they belong to; where one of ours was made of several, the last word on a member counts. */
export function extrasByStep(extras: AtifExtras | undefined): Map<AtifStepExtras["at"], AtifStepExtras> {
  const all = new Map<AtifStepExtras["at"], AtifStepExtras>();
  for (const one of extras?.steps ?? []) {
    const before = all.get(one.at);
    all.set(one.at, { ...before, ...one, step: { ...before?.step, ...one.step } });
  }
  return all;
}

/** A step as it is written, with what stood in the one it was read from. */
export function withStepExtras(step: JsonObject, extras: AtifStepExtras | undefined): JsonObject {
  if (!extras) {
    return step;
  }
  const results = objectsOf(objectOf(step.observation).results);
  const resultOf = (call: JsonObject) => results.find(({ source_call_id: id }) => id === call.tool_call_id);
  const calls = objectsOf(step.tool_calls).map((call, index) => {
    const result = resultOf(call);
    Object.assign(result ?? {}, extras.calls?.[index]?.result);
    return { ...call, ...extras.calls?.[index]?.call };
  });
  const said = saidBefore(step, extras);
  const extra = { ...objectOf(extras.step?.extra), ...objectOf(said.extra ?? step.extra) };
  const observation = { ...(results.length === 0 ? {} : { results }), ...extras.observation };
  return {
    ...(isEmpty(said) ? step : without(step, ["reasoning_content"])),
    ...extras.step,
    ...said,
    ...(calls.length === 0 ? {} : { tool_calls: calls }),
    ...(isEmpty(observation) ? {} : { observation }),
    ...(isEmpty(extra) ? {} : { extra }),
  };
}

/** Message and reasoning as they stood apart, as long as both still are what the first call's thought says. */
function saidBefore(step: JsonObject, { message, reasoning }: AtifStepExtras): JsonObject {
  const { [extraKey]: ours, ...theirs } = objectOf(step.extra);
  const [first, ...others] = listOf(ours);
  const thought = joinTexts([reasoning ?? "", message ?? ""]);
  if (message === undefined || step.message !== "" || step.reasoning_content !== thought) {
    return {};
  }
  const extra = { ...theirs, [extraKey]: [{ ...objectOf(first), thought }, ...others] };
  return { message, ...(reasoning === undefined ? {} : { reasoning_content: reasoning }), extra };
}

export function isFit(value: unknown): boolean {
  return fitness(value as JsonObject, limits.argumentDepth) === "fit";
}

function without(object: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)));
}

function isEmpty(object: object): boolean {
  return Object.keys(object).length === 0;
}
