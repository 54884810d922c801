import {
  type CallView,
  type Effect,
  type Engine,
  type Frame,
  type Hit,
  placeOf,
  type SinkUse,
} from "./engine.ts";
import type { Expression } from "./ir.ts";
import { effectOf } from "./models/effects.ts";
import { allTaints, noFacts, withFacts } from "./value.ts";

/** Notes every source that reaches a sink, with what holds for it here. `at` is the whole call or assignment. */
export function record(
  engine: Engine,
  frame: Frame,
  { at: call }: { at: Expression },
  uses: readonly SinkUse[],
): void {
  for (const one of uses) {
    recordEffect(frame, { at: call, method: one.what }, effectOf(frame.scope.unit.document.text, one));
  }
  for (const { value, at, ...use } of uses) {
    for (const taint of allTaints(value)) {
      if (taint.view === "content" && use.kind !== "deserialise") {
        continue; // who names a file does not write what is in it
      }
      const known = withFacts(taint.facts, frame.facts.get(taint.label) ?? noFacts);
      const facts = withFacts(known, frame.facts.get(engine.anyone) ?? noFacts);
      const hit: Hit = {
        ...use,
        place: placeOf(frame, at),
        call: placeOf(frame, call),
        taint: { ...taint, facts },
      };
      frame.hits.push(hit);
    }
  }
}

/** Notes what a call does to the world; of each kind the first call is kept. */
export function recordEffect(
  frame: Frame,
  { at, method }: Pick<CallView, "at" | "method">,
  kind: Effect["kind"] | undefined,
): void {
  if (kind !== undefined && !frame.effects.has(kind)) {
    frame.effects.set(kind, { kind, what: method, place: placeOf(frame, at) });
  }
}
