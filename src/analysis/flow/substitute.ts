import {
  type CallView,
  type Engine,
  type Frame,
  type FunctionReference,
  type Hit,
  type Invocation,
  placeOf,
} from "./engine.ts";
import { runThrough } from "./handed-lists.ts";
import type { ClassDefinition, FunctionDefinition } from "./ir.ts";
import { constructorOf, isSelf } from "./methods.ts";
import { isSecretName } from "./models/sources.ts";
import { raised } from "./outputs.ts";
import { record } from "./record.ts";
import { learn } from "./state.ts";
import { notInside } from "./tests.ts";
import {
  asPart,
  type FactMap,
  joinTaints,
  joinValues,
  type Label,
  noFacts,
  type Reference,
  type Taint,
  unknown,
  type Value,
  withFacts,
  withStep,
} from "./value.ts";

type ClassReference = Extract<Reference, { kind: "class" }>;
type Bindings = (index: number) => Value;

/** More calls than this on one way are not followed: what is that far from its source has been looked at on the way. */
const maxHops = 5;
const maxHits = 400;

/** Calls a function of the workspace: what it does to its parameters happens to the arguments. */
export function callFunction(
  engine: Engine,
  frame: Frame,
  reference: FunctionReference,
  view: CallView,
): Value {
  const { definition } = reference;
  const summary = engine.summaryOf(reference, frame.depth + 1);
  const bindings = bindArguments(reference, view);
  const step = {
    place: placeOf(frame, view.at),
    message: `passed to \`${definition.name || "a function"}\``,
  };
  const into = (taint: Taint) => substitute(engine, taint, definition, bindings, step);
  const mapped = createMapping(into);
  for (const [kind, effect] of summary.effects) {
    if (!frame.effects.has(kind)) {
      frame.effects.set(kind, effect);
    }
  }
  for (const hit of summary.hits) {
    if (frame.hits.length > maxHits) {
      break;
    }
    if (hit.kind === "output" && hit.detail !== raised) {
      continue; // what a helper returns its caller may keep to itself
    }
    const uses = runThrough(hit, summary.hits, definition, view, bindings);
    if (uses !== undefined) {
      record(engine, frame, view, uses);
      continue;
    }
    for (const taint of into(hit.taint)) {
      if (taint.steps.filter(({ message }) => message.startsWith("passed to")).length <= maxHops) {
        const known = withFacts(taint.facts, frame.facts.get(taint.label) ?? noFacts);
        const facts = withFacts(known, frame.facts.get(engine.anyone) ?? noFacts);
        frame.hits.push({ ...hit, taint: { ...taint, facts } } satisfies Hit);
      }
    }
  }
  for (const invocation of summary.invokes) {
    const fixed = fixedInvocation(invocation, definition);
    if (fixed !== undefined) {
      engine.handOnFixed(frame, fixed, view.at);
      continue;
    }
    const { taint, args } = invocation;
    const callee = calleeOf(taint, definition, bindings);
    if (callee !== undefined && callee.references.length + callee.taints.length > 0) {
      engine.handOn(frame, callee, args.map(mapped), view.at);
    }
  }
  learn(frame, mapFacts(summary.ensures, into));
  return mapped(summary.returns);
}

/** Makes an object: its fields are what the constructor leaves in them. */
export function callClass(engine: Engine, frame: Frame, reference: ClassReference, view: CallView): Value {
  const { definition } = reference;
  const instance: Value = { taints: [], references: [{ ...reference, kind: "instance" }] };
  const found = constructorOf(engine, frame, reference);
  if (found === undefined) {
    return { ...instance, fields: namedFields(engine, definition, view) };
  }
  const method: FunctionReference = { ...found, self: instance };
  const summary = engine.summaryOf(method, frame.depth + 1);
  callFunction(engine, frame, method, view);
  const bindings = bindArguments(method, view);
  const step = { place: placeOf(frame, view.at), message: `kept in \`${definition.name}\`` };
  const fields = new Map<string, Value>();
  found.definition.parameters.forEach(({ name }, index) => {
    // TypeScript's parameter properties.
    if (definition.types.has(name)) {
      fields.set(name, bindings(index));
    }
  });
  const mapped = createMapping((taint) => substitute(engine, taint, found.definition, bindings, step));
  for (const [name, value] of summary.selfFields) {
    fields.set(name, mapped(value));
  }
  return { ...instance, fields };
}

/** Data classes and models take their fields by name or in the order of their annotations. */
function namedFields(engine: Engine, definition: ClassDefinition, view: CallView): Map<string, Value> {
  const names = [...definition.types.keys()];
  const fields = new Map<string, Value>();
  let position = 0;
  for (const { value, isSpread, at } of view.args) {
    for (const key of isSpread ? names : []) {
      fields.set(key, engine.member(view.frame, value, key, at));
    }
  }
  for (const { name, value, isSpread } of view.args) {
    if (isSpread) {
      continue;
    }
    const key = name ?? names[position++];
    if (key !== undefined) {
      fields.set(key, value);
    }
  }
  return fields;
}

/** Which argument each parameter gets, keywords and `self` included. */
function bindArguments({ definition, self, owner }: FunctionReference, view: CallView): Bindings {
  const takesSelf = self !== undefined && owner !== undefined && !definition.isStatic;
  const offset = takesSelf && view.frame.scope.unit.isPython && isSelf(definition) ? 1 : 0;
  const plain = view.args.filter(({ name, isSpread }) => name === undefined && !isSpread);
  const spread = view.args.filter(({ isSpread }) => isSpread);
  return (index) => {
    const parameter = definition.parameters[index];
    if (index === -1 || (offset === 1 && index === 0)) {
      return self ?? unknown;
    }
    if (parameter === undefined) {
      return unknown;
    }
    const named = view.args.find(({ name }) => name !== undefined && name === parameter.name);
    if (named !== undefined) {
      return named.value;
    }
    if (parameter.kind === "rest") {
      const rest = plain.slice(index - offset).map(({ value }) => value);
      return { taints: asPart(joinTaints(rest.map(({ taints }) => taints))), references: [], items: rest };
    }
    if (parameter.kind === "keywords") {
      const rest = view.args.filter(({ name }) => name !== undefined);
      const fields = new Map(rest.map(({ name, value }) => [name ?? "", value]));
      return { taints: joinTaints(spread.map(({ value }) => value.taints)), references: [], fields };
    }
    const positional = plain[index - offset];
    if (positional !== undefined) {
      return positional.value;
    }
    const fromSpread = spread.map(
      ({ value }) => value.fields?.get(parameter.name) ?? { taints: value.taints, references: [] },
    );
    return joinValues(fromSpread);
  };
}

function calleeOf(taint: Taint, definition: FunctionDefinition, bindings: Bindings): Value | undefined {
  const { label } = taint;
  if (label.kind !== "parameter" || label.definition !== definition) {
    return { taints: [taint], references: [] };
  }
  let value: Value | undefined = bindings(label.index);
  for (const key of label.path) {
    value = value?.fields?.get(key);
  }
  return value;
}

/** A taint of a callee in terms of the caller: what the argument behind its parameter carries. */
function substitute(
  engine: Engine,
  taint: Taint,
  definition: FunctionDefinition,
  bindings: Bindings,
  step: Taint["steps"][number],
): readonly Taint[] {
  const { label } = taint;
  if (label.kind !== "parameter" || label.definition !== definition) {
    return [taint];
  }
  let value: Value = bindings(label.index);
  let rest: readonly string[] = label.path;
  while (rest.length > 0) {
    const inner = value.fields?.get(rest[0] ?? "");
    if (inner === undefined) {
      break;
    }
    value = inner;
    rest = rest.slice(1);
  }
  const taints = rest.length > 0 && value.fields !== undefined && !value.taints.length ? [] : value.taints;
  const inner =
    rest.length === 0 && value.fields !== undefined ? joinTaints([taints, ...fieldTaints(value)]) : taints;
  // A secret is a text: what a callee takes out of an object that holds one is none, unless its name says so.
  const member = rest.at(-1);
  const isOther = member !== undefined && !isSecretName(member);
  const carried = isOther ? inner.filter((outer) => !isPlainSecret(outer)) : inner;
  return carried.map((outer): Taint => {
    const joined: Taint = {
      label: extended(engine, outer.label, rest),
      facts: withFacts(outer.facts, taint.facts),
      view: taint.view === "whole" ? outer.view : taint.view,
      isPart: outer.isPart || taint.isPart,
      lead: taint.lead + outer.lead,
      steps: [...withStep(outer, step).steps, ...taint.steps].slice(0, 12),
    };
    return joined;
  });
}

/** One secret, not the environment as a whole. */
export function isPlainSecret({ label }: Taint): boolean {
  return label.kind === "source" && label.source === "secret" && !/whole|choice/.test(label.what);
}

function fieldTaints(value: Value): (readonly Taint[])[] {
  return [...(value.fields?.values() ?? [])].map(({ taints }) => asPart(taints));
}

function extended(engine: Engine, label: Label, path: readonly string[]): Label {
  if (path.length === 0) {
    return label;
  }
  const whole = [...label.path, ...path].slice(0, 5);
  if (label.kind === "parameter") {
    return engine.label(label.definition, label.index, whole);
  }
  const { source, what, place } = label;
  return source === "model" || source === "untrusted" ? engine.source(source, what, place, whole) : label;
}

function mapFacts(facts: FactMap, into: (taint: Taint) => readonly Taint[]): FactMap {
  const result = new Map<Label, ReadonlySet<string>>();
  for (const [label, known] of facts) {
    const asTaint: Taint = { label, facts: noFacts, view: "whole", isPart: false, lead: "", steps: [] };
    for (const { label: outer, view } of into(asTaint)) {
      // What the callee rules out for a part is not ruled out for the rest of the source.
      const kept =
        view === "whole" || view === "host" || view === "url"
          ? known
          : view === "address" && known.has(notInside)
            ? ["public-host"]
            : [...known].filter(isNote);
      result.set(outer, withFacts(result.get(outer) ?? noFacts, kept));
    }
  }
  return result;
}

function isNote(fact: string): boolean {
  return fact.startsWith("false:");
}

const fixedInvocations = new WeakMap<Invocation, Map<FunctionDefinition, Invocation | undefined>>();

/** A call that a function hands on to those that call it, when it does not depend on what they give; the same object each time. */
function fixedInvocation(invocation: Invocation, definition: FunctionDefinition): Invocation | undefined {
  const known = fixedInvocations.get(invocation) ?? new Map<FunctionDefinition, Invocation | undefined>();
  fixedInvocations.set(invocation, known);
  if (!known.has(definition)) {
    const { taint, args } = invocation;
    const isOwn = ({ label }: Taint) => label.kind === "parameter" && label.definition === definition;
    let depends = isOwn(taint);
    const into = (one: Taint) => {
      depends ||= isOwn(one);
      return [one];
    };
    const mapped = args.map(createMapping(into));
    const same = isSame(mapped, args) ? invocation : { taint, args: mapped };
    known.set(definition, depends ? undefined : same);
  }
  return known.get(definition);
}

/** Values deeper inside others are not taken along. */
const maxValueDepth = 3;

/**
 * Values of a callee in terms of the caller. What holds nothing of the callee stays the very object it was: most values hold
 * nothing, and equal objects are told fast.
 */
function createMapping(into: (taint: Taint) => readonly Taint[]): (value: Value) => Value {
  const known: Map<Value, Value>[] = [];

  const mapTaints = (taints: readonly Taint[]): readonly Taint[] => {
    if (taints.length === 0) {
      return taints;
    }
    const mapped = joinTaints(taints.map(into));
    return isSame(mapped, taints) ? taints : mapped;
  };

  const mapReference = (one: Reference, depth: number): Reference => {
    if (one.kind !== "function" || one.self === undefined) {
      return one;
    }
    const self = map(one.self, depth + 1);
    return self === one.self ? one : { ...one, self };
  };

  const mapAll = (values: readonly Value[], depth: number): readonly Value[] => {
    const mapped = values.map((one) => map(one, depth + 1));
    return isSame(mapped, values) ? values : mapped;
  };

  const mapFields = (fields: ReadonlyMap<string, Value>, depth: number): ReadonlyMap<string, Value> => {
    const mapped = [...fields].map(([key, one]) => [key, map(one, depth + 1)] as const);
    return mapped.every(([key, one]) => fields.get(key) === one) ? fields : new Map(mapped);
  };

  const changed = (value: Value, depth: number): Value => {
    const taints = mapTaints(value.taints);
    const mappedReferences = value.references.map((one) => mapReference(one, depth));
    const references = isSame(mappedReferences, value.references) ? value.references : mappedReferences;
    const fields = value.fields && mapFields(value.fields, depth);
    const items = value.items && mapAll(value.items, depth);
    const test = value.test && {
      whenTrue: mapFacts(value.test.whenTrue, into),
      whenFalse: mapFacts(value.test.whenFalse, into),
    };
    return taints === value.taints &&
      references === value.references &&
      fields === value.fields &&
      items === value.items &&
      test === undefined
      ? value
      : {
          ...value,
          taints,
          references,
          ...(fields === undefined ? {} : { fields }),
          ...(items === undefined ? {} : { items }),
          ...(test === undefined ? {} : { test }),
        };
  };

  const map = (value: Value, depth: number): Value => {
    if (depth > maxValueDepth) {
      return unknown;
    }
    const level = known[depth] ?? new Map<Value, Value>();
    known[depth] = level;
    const mapped = level.get(value) ?? changed(value, depth);
    level.set(value, mapped);
    return mapped;
  };

  return (value) => map(value, 0);
}

function isSame<T>(some: readonly T[], others: readonly T[]): boolean {
  return some.length === others.length && some.every((one, index) => one === others[index]);
}
