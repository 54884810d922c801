import { type Engine, type Frame, placeOf } from "./engine.ts";
import type { Expression } from "./ir.ts";
import { allTaints, joinTaints, unknown, type Value } from "./value.ts";

/** A secret in what a function gives back. Whether anyone outside gets it depends on who calls. */
export function noteOutput(frame: Frame, at: Expression | undefined, value: Value, depth = 0): void {
  if (at === undefined || depth > 6) {
    return;
  }
  const parts: readonly (readonly [Expression, Value | undefined])[] =
    at.kind === "object"
      ? at.entries.map(({ key, value: part }) => [part, value.fields?.get(key ?? "")])
      : at.kind === "list"
        ? at.items.map(({ value: part }, index) => [part, value.items?.[index]])
        : [];
  const isTaken = parts.length > 0 && parts.every(([, part]) => part !== undefined);
  for (const [part, inner] of isTaken ? parts : []) {
    noteOutput(frame, part, inner ?? unknown, depth + 1);
  }
  for (const taint of isTaken ? [] : allTaints(value)) {
    const isSecret = taint.label.kind === "source" && taint.label.source === "secret";
    if (isSecret && !taint.facts.has("shortened")) {
      const place = placeOf(frame, at);
      frame.hits.push({ kind: "output", what: "return", place, call: place, taint });
    }
  }
}

/** What is said of outputs that leave a function as an error: whoever catches none of it hands it on. */
export const raised = "raise";

/** A secret in the text of an error, which frameworks give the model as the result of the tool. */
export function noteRaised(engine: Engine, frame: Frame, at: Expression, value: Value): void {
  const parts = at.kind === "call" ? at.args.map((one) => engine.evaluate(frame, one.value)) : [value];
  const place = placeOf(frame, at);
  for (const taint of joinTaints(parts.map((part) => allTaints(part)))) {
    const isSecret = taint.label.kind === "source" && taint.label.source === "secret";
    if (isSecret && !taint.facts.has("shortened")) {
      frame.hits.push({ kind: "output", what: raised, detail: raised, place, call: place, taint });
    }
  }
}

/** An error that is caught goes no further. */
export function forgetRaised(frame: Frame, from: number): void {
  const kept = frame.hits.splice(from).filter(({ detail }) => detail !== raised);
  frame.hits.push(...kept);
}
