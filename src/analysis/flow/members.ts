import { type Engine, type Frame, type FunctionReference, placeOf } from "./engine.ts";
import type { ClassDefinition, Expression } from "./ir.ts";
import { findMethod, isClassMethod } from "./methods.ts";
import { secretSettings } from "./models/settings-objects.ts";
import { isSecretName, sourceOfMember } from "./models/sources.ts";
import { instancesOf } from "./statements.ts";
import { isPlainSecret } from "./substitute.ts";
import { factsAbout } from "./tests.ts";
import { createScope } from "./unit.ts";
import {
  joinValues,
  type Label,
  plainTaint,
  type Reference,
  type Taint,
  type Test,
  unknown,
  type Value,
  type View,
  withFacts,
} from "./value.ts";

/** What a member of an address object is a view of. */
const urlViews: Readonly<Record<string, View>> = {
  hostname: "host",
  netloc: "host",
  host: "host",
  origin: "host",
  scheme: "scheme",
  protocol: "scheme",
};
const countless =
  /^(length|size|byteLength|lineno|status|status_code|ok|usage|finish_reason|stop_reason|finishReason)$/;

/** `value.property`. */
export function memberOf(
  engine: Engine,
  frame: Frame,
  value: Value,
  property: string,
  at: Expression,
): Value {
  const field = value.fields?.get(property);
  if (field !== undefined) {
    return field;
  }
  if (countless.test(property)) {
    return unknown;
  }
  const carried = contextOf(value, property);
  if (carried !== undefined) {
    return carried;
  }
  const test = addressTest(value, property);
  if (test !== undefined) {
    return { ...unknown, test };
  }
  const found = value.references.flatMap((reference) =>
    referenced(engine, frame, reference, value, property, at),
  );
  const taints = taintsOf(engine, value, property);
  const own: Value = {
    taints,
    references: found.flatMap((one) => (one.bound === undefined ? one.references : [])),
    ...(value.isConstant === true ? { isConstant: true } : {}),
  };
  const values = found.filter(
    (one) => one.fields ?? one.items ?? one.text ?? one.isConstant ?? one.taints.length > 0,
  );
  return values.length === 0 ? own : joinValues([...values, ...(taints.length > 0 ? [own] : [])]);
}

/** `ctx.deps` of a `RunContext[Deps]`: what the program hands to its tools, which no model writes. */
function contextOf(value: Value, property: string): Value | undefined {
  const isContext = value.references.some(
    (one) =>
      one.kind === "path" &&
      /(^|\.)(RunContext|RunContextWrapper|ToolContext|Runtime|ToolRuntime)\(\)$/.test(one.path),
  );
  const given = value.references.filter(({ kind }) => kind === "instance");
  return isContext && given.length > 0 && /^(deps|context)$/.test(property)
    ? { taints: [], references: given }
    : undefined;
}

/** `ip.is_private` and its kind: the address is one of the open internet or is not. */
function addressTest(value: Value, property: string): Test | undefined {
  const isOpen = property === "is_global";
  const isClosed = /^is_(private|loopback|link_local|reserved|multicast|unspecified)$/.test(property);
  if ((!isOpen && !isClosed) || !value.taints.some(({ view }) => view === "address")) {
    return undefined;
  }
  const facts = factsAbout(value, () => "public-host");
  const nothing = new Map();
  return isOpen ? { whenTrue: facts, whenFalse: nothing } : { whenTrue: nothing, whenFalse: facts };
}

function taintsOf(engine: Engine, value: Value, property: string): Taint[] {
  // One variable of the environment is not the environment.
  const isEnvironment = value.references.some(
    (one) => one.kind === "path" && /^(os\.environ|\$process\.env)$/.test(one.path),
  );
  if (isEnvironment && !/^(get|copy|items|values|pop)$/.test(property)) {
    return [];
  }
  // A secret is a text: what an object that holds one has besides it is no secret.
  // Which kind of block an answer holds its API says, not the model.
  const isModel = ({ label }: Taint) => label.kind === "source" && label.source === "model";
  const given = /^(type|role)$/.test(property)
    ? value.taints.filter((taint) => !isModel(taint))
    : value.taints;
  const kept = isSecretName(property) ? given : given.filter((taint) => !isPlainSecret(taint));
  return kept.map((taint): Taint => {
    if (taint.view === "url") {
      return { ...taint, view: urlViews[property] ?? "whole" };
    }
    if (property === "parents") {
      return { ...taint, view: "parents", isPart: false };
    }
    if (/^(suffix|extname)$/.test(property)) {
      return { ...taint, view: "suffix" };
    }
    const isPath = value.references.some((one) => one.kind === "path" && /^(pathlib\.|\?)/.test(one.path));
    if (isPath && (property === "name" || property === "stem")) {
      return { ...taint, facts: withFacts(taint.facts, ["basename"]) };
    }
    return taint.view === "whole" && !taint.isPart
      ? { ...taint, label: memberLabel(engine, taint.label, property) }
      : taint;
  });
}

/** The label of a member, so that what is known of one member is not taken for known of another. */
function memberLabel(engine: Engine, label: Label, property: string): Label {
  if (label.path.length >= 5) {
    return label;
  }
  if (label.kind === "parameter") {
    return engine.label(label.definition, label.index, [...label.path, property]);
  }
  const { source, what, place, path } = label;
  return source === "model" || source === "untrusted"
    ? engine.source(source, what, place, [...path, property])
    : label;
}

function referenced(
  engine: Engine,
  frame: Frame,
  reference: Reference,
  value: Value,
  property: string,
  at: Expression,
): Value[] {
  switch (reference.kind) {
    case "path": {
      const source = sourceOfMember(engine, reference.path, property, placeOf(frame, at));
      if (source !== undefined) {
        return [source];
      }
      return reference.path.length > 160
        ? []
        : [{ taints: [], references: [{ kind: "path", path: `${reference.path}.${property}` }] }];
    }
    case "function":
      return property === "bind" || property === "call" || property === "apply"
        ? [{ taints: [], references: [reference] }]
        : [];
    case "class": {
      const method = findMethod(engine, reference, property);
      if (method !== undefined) {
        const bound = isClassMethod(method.definition) ? { ...method, self: value } : method;
        return [{ taints: [], references: [bound] }];
      }
      const attribute = reference.definition.attributes.get(property);
      return attribute === undefined ? [] : [evaluateIn(engine, reference, attribute)];
    }
    case "instance": {
      const method = findMethod(engine, reference, property);
      if (method !== undefined) {
        const bound: FunctionReference = { ...method, self: value };
        const isProperty = method.definition.decorators.some(
          (one) => one.kind === "name" && /^(cached_)?property$/.test(one.name),
        );
        const called = { taints: [], references: [bound] };
        return [isProperty ? engine.invoke(frame, called, [], at) : called];
      }
      return [engine.fieldsOf(reference).get(property) ?? unknown];
    }
  }
}

function evaluateIn(
  engine: Engine,
  { scope }: Extract<Reference, { kind: "class" }>,
  expression: Expression,
): Value {
  const frame = engine.frame(createScope(scope.unit, scope), undefined, 1);
  return engine.evaluate(frame, expression);
}

/**
 * What the fields of any instance of a class are, as its constructor and its attributes tell. Sources are left out: which
 * arguments the constructor was given is not known here.
 */
export function classFields(
  engine: Engine,
  reference: { definition: ClassDefinition; scope: Extract<Reference, { kind: "class" }>["scope"] },
): ReadonlyMap<string, Value> {
  const { definition, scope } = reference;
  const frame = engine.frame(createScope(scope.unit, scope), undefined, 1);
  const fields = new Map<string, Value>();
  for (const [name, type] of definition.types) {
    fields.set(name, { taints: [], references: instancesOf(engine, frame, type) });
  }
  for (const [name, expression] of definition.attributes) {
    fields.set(name, engine.evaluate(frame, expression));
  }
  for (const [name, label] of secretSettings(engine, reference)) {
    fields.set(name, { taints: [plainTaint(label)], references: [] });
  }
  for (const name of ["__init__", "constructor", "setup", "initialize", "init"]) {
    const method = findMethod(engine, reference, name);
    const left = method === undefined ? [] : engine.summaryOf(method, 2).selfFields;
    for (const [field, value] of left) {
      fields.set(field, { ...value, taints: value.taints.filter(({ label }) => label.kind === "source") });
    }
  }
  return fields;
}
