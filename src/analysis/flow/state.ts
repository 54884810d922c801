import type { Frame, State } from "./engine.ts";
import {
  type FactMap,
  joinValues,
  type Label,
  mergeFacts,
  noFacts,
  type Taint,
  type Value,
  withFacts,
} from "./value.ts";

/** A copy of what the frame knows now. */
export function capture({ scope, facts }: Frame): State {
  return { names: new Map(scope.names), facts: new Map(facts) };
}

/** Puts the frame where the state was captured. The state may be used again. */
export function restore(frame: Frame, state: State): void {
  frame.scope.names = new Map(state.names);
  frame.facts = new Map(state.facts);
  frame.isDead = false;
}

/** Adds what a condition tells. */
export function learn(frame: Frame, facts: FactMap | undefined): void {
  for (const [label, added] of facts ?? []) {
    frame.facts.set(label, withFacts(frame.facts.get(label) ?? noFacts, added));
  }
}

/** Writes facts of the moment into a value, so that it keeps them where they no longer hold for its source. */
export function keepFacts(value: Value, facts: FactMap): Value {
  if (facts.size === 0 || value.taints.length === 0) {
    return value;
  }
  let changed = false;
  const taints = value.taints.map((taint): Taint => {
    const more = facts.get(taint.label);
    const all = more === undefined ? taint.facts : withFacts(taint.facts, more);
    changed ||= all !== taint.facts;
    return all === taint.facts ? taint : { ...taint, facts: all };
  });
  return changed ? { ...value, taints } : value;
}

/** The frame goes on from any of the states; with none of them it is dead. */
export function merge(frame: Frame, states: readonly State[]): void {
  const [first, ...rest] = states;
  if (first === undefined) {
    frame.isDead = true;
    return;
  }
  frame.isDead = false;
  if (rest.length === 0) {
    frame.scope.names = first.names;
    frame.facts = first.facts;
    return;
  }
  const facts = new Map<Label, ReadonlySet<string>>(
    mergeFacts(
      states.map((state) => state.facts),
      "common",
    ),
  );
  const names = new Map<string, Value>();
  for (const state of states) {
    for (const name of state.names.keys()) {
      if (!names.has(name)) {
        const values = states.flatMap((one) => {
          const value = one.names.get(name);
          return value === undefined ? [] : [keepFacts(value, one.facts)];
        });
        names.set(name, joinValues(values));
      }
    }
  }
  frame.scope.names = names;
  frame.facts = facts;
}

/** Runs alternatives from the same beginning and goes on from whichever of them end normally. */
export function branch(frame: Frame, alternatives: readonly (() => void)[]): void {
  const start = capture(frame);
  const ends: State[] = [];
  for (const run of alternatives) {
    restore(frame, start);
    run();
    if (!frame.isDead) {
      ends.push(capture(frame));
    }
  }
  merge(frame, ends);
}
