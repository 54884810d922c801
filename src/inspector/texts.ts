import { isJsonObject, type Json } from "../ots/json.ts";
import type { Step } from "../ots/step.ts";
import type { Trajectory } from "../ots/trajectory.ts";
import type { PageText, Span, TextPart, TextRef } from "../shared/inspection.ts";

/** Characters of one text that the page gets at once; more on request, all of it as a document. */
export const maxText = 20_000;

/** The full text that a reference names; undefined when the trajectory has no such text. */
export function textOf(trajectory: Trajectory, ref: TextRef): string | undefined {
  if (!("step" in ref)) {
    return trajectory[ref.of];
  }
  const step = trajectory.steps[ref.step];
  return step && partOf(step, ref.of, ref.path);
}

function partOf(step: Step, part: TextPart, path: string | undefined): string | undefined {
  if (part === "raw") {
    return JSON.stringify(step, null, 2);
  }
  if (step.kind === "message") {
    return part === "message" ? step.text : undefined;
  }
  const { action, thought, observation, verdict } = step;
  switch (part) {
    case "thought":
      return thought;
    case "arguments":
      return action.kind === "call" ? argumentsText(action, path) : undefined;
    case "answer":
      return action.kind === "answer" ? action.text : undefined;
    case "observation":
      return observation?.content;
    case "rationale":
      return verdict?.rationale;
    case "trace":
      return verdict?.trace && JSON.stringify(verdict.trace, null, 2);
    case "message":
      return undefined;
  }
}

function argumentsText(
  { raw, arguments: args }: { raw?: string | undefined; arguments: Json },
  path = "",
): string | undefined {
  const value = path === "" ? (raw ?? args) : valueAt(args, path);
  return typeof value === "string" || value === undefined ? value : JSON.stringify(value, null, 2);
}

/** The value at a JSON Pointer (RFC 6901); undefined when there is none. */
export function valueAt(value: Json, pointer: string): Json | undefined {
  let at: Json | undefined = value;
  for (const token of pointer.split("/").slice(1)) {
    const key = token.replaceAll("~1", "/").replaceAll("~0", "~");
    if (Array.isArray(at)) {
      at = at[Number(key)];
    } else if (isJsonObject(at) && Object.hasOwn(at, key)) {
      at = at[key];
    } else {
      return undefined;
    }
  }
  return at;
}

/** The text as far as the page gets it, with the marks that lie in that part. */
export function pageText(
  full: string,
  ref: TextRef,
  marks: readonly Span[] = [],
  changes: readonly Span[] = [],
): PageText {
  const end = full.length > maxText ? endBefore(full, maxText) : full.length;
  const inside = joined(marks, end);
  const changed = joined(changes, end);
  return {
    text: full.slice(0, end),
    ...(inside.length > 0 ? { marks: inside } : {}),
    ...(changed.length > 0 ? { changes: changed } : {}),
    ...(end < full.length ? { rest: { length: full.length, ref } } : {}),
  };
}

/** `at`, or one less where a surrogate pair would be cut in half. */
export function endBefore(text: string, at: number): number {
  const code = text.charCodeAt(at - 1);
  return at < text.length && code >= 0xd800 && code <= 0xdbff ? at - 1 : at;
}

/** Ascending and without overlaps; marks that point outside of the text are somebody's mistake and are left out. */
function joined(spans: readonly Span[], length: number): Span[] {
  const inside = spans
    .filter(({ start, end }) => start >= 0 && start < end && start < length)
    .map(({ start, end }) => ({ start, end: Math.min(end, length) }));
  const result: Span[] = [];
  for (const span of inside.toSorted((a, b) => a.start - b.start)) {
    const last = result.at(-1);
    if (last && span.start <= last.end) {
      last.end = Math.max(last.end, span.end);
    } else {
      result.push(span);
    }
  }
  return result;
}
