import type { Engine, Frame, FunctionReference, Hit, Summary } from "./engine.ts";
import type { Parameter } from "./ir.ts";
import { isClassMethod } from "./methods.ts";
import { bind, instancesOf } from "./statements.ts";
import { createScope } from "./unit.ts";
import { joinValues, mergeFacts, plainTaint, type Test, unknown, type Value } from "./value.ts";

/** What is known of a function while it is being worked out, and of one that is too deep. */
export const emptySummary: Summary = {
  hits: [],
  effects: new Map(),
  returns: unknown,
  ensures: new Map(),
  selfFields: new Map(),
  invokes: [],
};

/** Runs a function's body once with a source for each parameter. */
export function summarise(engine: Engine, reference: FunctionReference, depth: number): Summary {
  const { definition, scope, owner } = reference;
  const { unit } = scope;
  const self: Value | undefined =
    owner === undefined
      ? reference.self
      : {
          taints: [plainTaint(engine.label(definition, -1, []))],
          references: [{ kind: "instance", ...owner }],
        };
  const frame: Frame = {
    ...engine.frame(createScope(unit, scope), definition, depth),
    self: unit.isPython ? undefined : self,
  };
  definition.parameters.forEach((parameter, index) => {
    const isSelf = unit.isPython && index === 0 && owner !== undefined && /^(self|cls)$/.test(parameter.name);
    const taint = plainTaint(engine.label(definition, index, []));
    const taints = [isAddress(parameter) ? { ...taint, view: "url" as const } : taint];
    const value: Value = isSelf
      ? { taints, references: [{ kind: isClassMethod(definition) ? "class" : "instance", ...owner }] }
      : { taints, references: referencesOf(engine, frame, parameter) };
    if (parameter.pattern.kind === "name") {
      frame.scope.names.set(parameter.name, value);
    } else {
      bind(engine, frame, parameter.pattern, value);
    }
  });
  engine.run(frame, definition.body);
  if (!frame.isDead) {
    frame.returns.push({ value: { ...unknown, truth: false }, facts: new Map(frame.facts) });
  }
  const after = unit.isPython ? frame.scope.names.get(definition.parameters[0]?.name ?? "") : frame.self;
  return {
    hits: distinctHits(frame.hits),
    effects: frame.effects,
    returns: typed(engine, frame, returned(frame)),
    ensures: mergeFacts(
      frame.returns.map(({ facts }) => facts),
      "common",
    ),
    selfFields: owner === undefined ? new Map() : (after?.fields ?? new Map()),
    invokes: [...frame.invokes.values()],
  };
}

/** Loops run twice and branches meet again: the same source in the same state at the same place counts once. */
function distinctHits(hits: readonly Hit[]): readonly Hit[] {
  if (hits.length < 2) {
    return hits;
  }
  const seen = new Map<Hit["taint"]["label"], Set<string>>();
  return hits.filter(({ kind, place, taint }) => {
    const known = seen.get(taint.label) ?? new Set();
    seen.set(taint.label, known);
    const key = `${kind} ${place.unit.file} ${place.start} ${taint.view} ${taint.isPart} ${[...taint.facts].join()}`;
    return !known.has(key) && known.add(key);
  });
}

/** Of an object for an address the members are views of it. */
function isAddress({ type }: Parameter): boolean {
  const name = type?.kind === "name" ? type.name : type?.kind === "member" ? type.property : "";
  return /^(?:URL|HttpUrl|AnyHttpUrl|AnyUrl|ParseResult|SplitResult)$/.test(name);
}

function referencesOf(engine: Engine, frame: Frame, { type, fallback }: Parameter): Value["references"] {
  const typed = type === undefined ? [] : instancesOf(engine, frame, type);
  const given = fallback === undefined ? [] : engine.evaluate(frame, fallback).references;
  return [...typed, ...given];
}

/** What a function says it returns counts where nothing else is known of what it does. */
function typed(engine: Engine, frame: Frame, value: Value): Value {
  const type = frame.definition?.returns;
  return type === undefined || value.references.some(({ kind }) => kind !== "path")
    ? value
    : { ...value, references: [...value.references, ...instancesOf(engine, frame, type)].slice(0, 6) };
}

/** The joined value, and what its truth tells: `return False` on a way that a guard has taken tells as much. */
function returned({ returns }: Frame): Value {
  const value = joinValues(returns.map((one) => one.value));
  const ways = returns.map(({ value: one, facts }) => {
    const truth = one.truth;
    return {
      whenTrue: truth === false ? undefined : mergeFacts([facts, one.test?.whenTrue ?? new Map()], "all"),
      whenFalse: truth === true ? undefined : mergeFacts([facts, one.test?.whenFalse ?? new Map()], "all"),
    };
  });
  const of = (side: "whenTrue" | "whenFalse") =>
    mergeFacts(
      ways.flatMap((way) => way[side] ?? []),
      "common",
    );
  const test: Test = { whenTrue: of("whenTrue"), whenFalse: of("whenFalse") };
  return { ...value, test };
}
