import type { Json, JsonObject } from "../ots/json.ts";
import { type AgentStep, type Step, stepSchema } from "../ots/step.ts";
import { has, listOf, type Maybe, objectOf, objectsOf, textOf } from "./fields.ts";

/**
 * ATIF has no place for some of what a step carries (verdicts, parallel turns, unreadable calls, the difference between
 * no result and an empty one). It travels in `extra.autosafe`: one entry for each of our steps that an ATIF step holds.
 */
export const extraKey = "autosafe";

/** What is left of a step when everything ATIF shows is taken away. */
export type StepRest = JsonObject & { kind: "answer" | "call" | "message" };

/** One step, or the calls of one parallel turn, as an ATIF step without its number. */
export function atifStep(
  steps: readonly Step[],
  nextCallId: (wanted: string | undefined) => string,
): JsonObject {
  const [first] = steps;
  if (first?.kind === "message") {
    const { kind, from, text, ...rest } = first;
    // ATIF knows no second agent; what one says to this agent is input, as a user's words are.
    return {
      source: from === "agent" ? "user" : from,
      message: text,
      extra: { [extraKey]: [{ kind, from, ...(rest as JsonObject) }] },
    };
  }
  const agents = steps.filter((step): step is AgentStep => step.kind === "agent");
  const calls: Json[] = [];
  const results: Json[] = [];
  const rests = agents.map((step, index): StepRest => {
    const { kind: _kind, thought, action, observation, ...rest } = step;
    const kept = {
      ...(index === 0 ? {} : { thought }),
      ...(observation === undefined ? {} : { isError: observation.isError }),
      ...(rest as JsonObject),
    };
    if (action.kind === "answer") {
      // An answer has no result in ATIF; should a step carry one all the same, it is kept whole.
      return { kind: "answer", ...kept, ...(observation === undefined ? {} : { observation }) };
    }
    const id = nextCallId(action.callId);
    const { tool, arguments: values, kind: _call, ...callRest } = action;
    calls.push({ tool_call_id: id, function_name: tool, arguments: values });
    if (observation !== undefined) {
      results.push({ source_call_id: id, content: observation.content });
    }
    return { kind: "call", ...kept, ...(callRest as JsonObject) };
  });
  const [agent] = agents;
  return {
    source: "agent",
    message: agent?.action.kind === "answer" ? agent.action.text : "",
    ...(agent === undefined || agent.thought === "" ? {} : { reasoning_content: agent.thought }),
    ...(calls.length === 0 ? {} : { tool_calls: calls }),
    ...(results.length === 0 ? {} : { observation: { results } }),
    extra: { [extraKey]: rests },
  };
}

/** The inverse of `atifStep`; undefined when the step was not written by it or no longer fits together. */
export function stepsOfAtif(step: JsonObject): Step[] | undefined {
  const rests = objectsOf(objectOf(step.extra)[extraKey]);
  const calls = objectsOf(step.tool_calls);
  const results = new Map(
    objectsOf(objectOf(step.observation).results).map((result) => [result.source_call_id, result] as const),
  );
  let nextCall = 0;
  const made = rests.map((rest, index): Maybe => {
    if (rest.kind === "message") {
      return { ...rest, text: step.message ?? "" };
    }
    const { kind, isError, observation, thought, raw, callId, ...more } = rest;
    const shared = {
      ...more,
      kind: "agent",
      thought: thought ?? (index === 0 ? (step.reasoning_content ?? "") : ""),
    };
    if (kind === "answer") {
      const action = { kind: "answer", text: step.message ?? "" };
      return { ...shared, action, ...(observation === undefined ? {} : { observation }) };
    }
    const call = objectOf(calls[nextCall++]);
    const result = results.get(call.tool_call_id);
    return {
      ...shared,
      action: {
        kind: "call",
        tool: call.function_name ?? "",
        arguments: call.arguments ?? {},
        ...(raw === undefined ? {} : { raw }),
        ...(callId === undefined ? {} : { callId }),
      },
      ...(result === undefined
        ? {}
        : { observation: { content: result.content ?? "", isError: isError === true } }),
    };
  });
  const parsed = made.map((value) => stepSchema.safeParse(value));
  return rests.length === 0 || nextCall < calls.length || parsed.some((result) => !result.success)
    ? undefined
    : parsed.map((result) => result.data as Step);
}

/** True when the value is a document in this format, of any version. */
export function isAtif(value: JsonObject): boolean {
  return textOf(value.schema_version)?.startsWith("ATIF-") === true;
}

/** Steps that the trajectory itself made; copies from the one it continues are left out. */
export function ownSteps(document: JsonObject): JsonObject[] {
  return objectsOf(listOf(document.steps)).filter(
    (step) => !(has(step, "is_copied_context") && step.is_copied_context === true),
  );
}
