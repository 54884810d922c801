import type { Engine, Frame } from "./engine.ts";
import type { Expression } from "./ir.ts";
import { keysOf } from "./keywords.ts";
import { dispatchUse, literalUses, namespaceUse, pairUse } from "./models/literals.ts";
import { shellTagUses } from "./models/shell-tags.ts";
import { record } from "./record.ts";
import { branch, learn } from "./state.ts";
import { absorb, bind } from "./statements.ts";
import { compareTest, factsAbout, logicTest, memberFact, notTest } from "./tests.ts";
import {
  allTaints,
  asPart,
  constant,
  elementOf,
  joinTaints,
  joinValues,
  pathsOf,
  pathValue,
  type Taint,
  textValue,
  unknown,
  type Value,
} from "./value.ts";

/** What an expression is worth in the frame. Effects of calls inside it are recorded on the frame. */
export function evaluateExpression(engine: Engine, frame: Frame, expression: Expression): Value {
  if (!engine.spend()) {
    return unknown;
  }
  const evaluate = (inner: Expression) => engine.evaluate(frame, inner);
  switch (expression.kind) {
    case "text":
      return textValue(expression.text);
    case "literal":
      return typeof expression.value === "number"
        ? constant
        : { ...constant, truth: expression.value === true };
    case "regex":
      return { ...constant, pattern: { source: expression.pattern, flags: expression.flags } };
    case "name":
      return lookUp(engine, frame, expression.name);
    case "member":
      return engine.member(frame, evaluate(expression.object), expression.property, expression);
    case "index":
      return indexed(engine, frame, expression);
    case "call":
      return engine.call(frame, expression);
    case "template":
      return template(engine, frame, expression);
    case "binary":
      return binary(engine, frame, expression);
    case "compare": {
      const left = evaluate(expression.left);
      const right = evaluate(expression.right);
      return { ...unknown, test: compareTest(expression.operator, left, right) };
    }
    case "logic":
      return logic(engine, frame, expression);
    case "not": {
      const test = notTest(evaluate(expression.operand).test);
      return test === undefined ? unknown : { ...unknown, test };
    }
    case "choice": {
      const { test } = evaluate(expression.test);
      const values: Value[] = [];
      branch(frame, [
        () => {
          learn(frame, test?.whenTrue);
          values.push(kept(engine, frame, expression.whenTrue));
        },
        () => {
          learn(frame, test?.whenFalse);
          values.push(kept(engine, frame, expression.whenFalse));
        },
      ]);
      return joinValues(values);
    }
    case "list": {
      const values = expression.items.map(({ value }) => evaluate(value));
      record(engine, frame, { at: expression }, pairUse(values, expression.items));
      const hasSpread = expression.items.some(({ isSpread }) => isSpread === true);
      const flat = expression.items.flatMap(({ isSpread }, index) => {
        const value = values[index] ?? unknown;
        return isSpread === true ? (value.items ?? [elementOf(value)]) : [value];
      });
      return {
        taints: asPart(joinTaints(values.map((value) => allTaints(value)))),
        references: [],
        ...(values.every((value) => value.isConstant === true) ? { isConstant: true } : {}),
        ...(hasSpread && flat.length === 0 ? {} : { items: flat }),
      };
    }
    case "object":
      return object(engine, frame, expression);
    case "function": {
      const { definition } = expression;
      const self = frame.self === undefined ? {} : { self: frame.self };
      return { taints: [], references: [{ kind: "function", definition, scope: frame.scope, ...self }] };
    }
    case "class":
      return {
        taints: [],
        references: [{ kind: "class", definition: expression.definition, scope: frame.scope }],
      };
    case "each": {
      bind(
        engine,
        frame,
        expression.pattern,
        keysOf(engine, frame, expression.over) ?? elementOf(evaluate(expression.over)),
      );
      const inner = evaluate(expression.inner);
      const test = inner.test === undefined ? {} : { test: inner.test };
      return { taints: asPart(allTaints(inner)), references: [], items: [inner], ...test };
    }
    case "assign": {
      const value = evaluate(expression.value);
      if (expression.operator !== undefined && /^(\+|\|\||\?\?|&&|\|)=$/.test(expression.operator)) {
        if (expression.target.kind === "name") {
          absorb(engine, frame, { ...expression.target, kind: "name" }, value);
        }
        return value;
      }
      assignOutside(engine, frame, expression.target, value);
      return value;
    }
    case "other":
      return { taints: joinTaints(expression.parts.map((part) => evaluate(part).taints)), references: [] };
  }
}

/** A value with the facts of its branch, which end with the branch. */
function kept(engine: Engine, frame: Frame, expression: Expression): Value {
  const value = engine.evaluate(frame, expression);
  const taints = value.taints.map((taint): Taint => {
    const facts = frame.facts.get(taint.label);
    return facts === undefined ? taint : { ...taint, facts: new Set([...taint.facts, ...facts]) };
  });
  return taints.length === 0 ? value : { ...value, taints };
}

/** Assigning to a name of a function further out changes it there. */
function assignOutside(engine: Engine, frame: Frame, target: Parameters<typeof bind>[2], value: Value): void {
  if (target.kind === "name") {
    for (let { scope } = frame, depth = 0; depth < 20; depth++) {
      if (scope.names.has(target.name)) {
        scope.names.set(
          target.name,
          scope === frame.scope ? value : joinValues([scope.names.get(target.name) ?? unknown, value]),
        );
        return;
      }
      if (scope.parent === undefined) {
        break;
      }
      scope = scope.parent;
    }
  }
  bind(engine, frame, target, value);
}

function lookUp(engine: Engine, frame: Frame, name: string): Value {
  if (name === "this") {
    return frame.self ?? unknown;
  }
  let { scope } = frame;
  for (let depth = 0; depth < 60; depth++) {
    const found = scope.names.get(name) ?? engine.imported(scope, name);
    if (found !== undefined) {
      return found.references.length === 0 && found.taints.length === 0 && found.isConstant !== true
        ? { ...found, references: [{ kind: "path", path: `?${name}` }] }
        : found;
    }
    if (scope.parent === undefined) {
      break;
    }
    scope = scope.parent;
  }
  const module = engine.moduleScope(frame.scope.unit);
  return module.names.get(name) ?? pathValue(`$${name}`);
}

function indexed(engine: Engine, frame: Frame, expression: Extract<Expression, { kind: "index" }>): Value {
  const object = engine.evaluate(frame, expression.object);
  const index = engine.evaluate(frame, expression.index);
  const { index: at } = expression;
  const used = index.taints.length === 0 ? undefined : namespaceUse(object, index, at);
  record(engine, frame, { at: expression }, used === undefined ? [] : [used]);
  if (index.text !== undefined) {
    return engine.member(frame, object, index.text, expression);
  }
  if (at.kind === "literal" && typeof at.value === "number") {
    const item = object.items?.[at.value];
    if (item !== undefined) {
      return item;
    }
    const taints = object.taints.map(
      (taint): Taint =>
        taint.view === "tokens" && at.value === 0 ? { ...taint, view: "first-token" } : taint,
    );
    return { taints, references: callableElement(object) };
  }
  // Which entry of a constant table is chosen may be up to the model; what it says is not.
  const chosen = index.taints.length === 0 ? {} : choice(frame, object, index, at);
  if (object.isConstant === true) {
    return { taints: [], references: elementOf(object).references, isConstant: true, ...chosen };
  }
  const element = elementOf(object);
  return { ...element, references: [...element.references, ...callableElement(object)], ...chosen };
}

/** What is kept of a look-up by somebody else's word: in case its result is called, and in case it is tested for being there. */
function choice(frame: Frame, object: Value, index: Value, at: Expression): Pick<Value, "chosen" | "test"> {
  const isMapped = !frame.scope.unit.isPython || object.fields === undefined;
  const used = isMapped ? dispatchUse(object, index, at) : undefined;
  const isTable = object.fields !== undefined && object.taints.length === 0;
  const whenTrue = isTable ? factsAbout(index, memberFact) : undefined;
  return {
    ...(used === undefined ? {} : { chosen: used }),
    ...(whenTrue === undefined ? {} : { test: { whenTrue, whenFalse: new Map() } }),
  };
}

function callableElement(object: Value): Value["references"] {
  return object.references.flatMap((one) =>
    one.kind === "path" ? [{ kind: "path" as const, path: `${one.path}[]` }] : [],
  );
}

function template(
  engine: Engine,
  frame: Frame,
  expression: Extract<Expression, { kind: "template" }>,
): Value {
  let lead = "";
  let isStatic = true;
  const taints: (readonly Taint[])[] = [];
  const values: Value[] = [];
  for (const part of expression.parts) {
    if (typeof part === "string") {
      lead += part;
      continue;
    }
    const value = engine.evaluate(frame, part);
    values.push(value);
    taints.push(asPart(allTaints(value), lead));
    lead += value.text ?? "…";
    isStatic &&= value.text !== undefined;
  }
  if (expression.tag !== undefined) {
    return tagged(engine, frame, expression, values, joinTaints(taints));
  }
  return isStatic ? textValue(lead) : { taints: joinTaints(taints), references: [] };
}

/** A tag decides what becomes of the parts: `sql` binds them, a shell's tag quotes them. */
function tagged(
  engine: Engine,
  frame: Frame,
  at: Extract<Expression, { kind: "template" }>,
  values: readonly Value[],
  taints: readonly Taint[],
): Value {
  const { tag, parts } = at;
  const paths = tag === undefined ? [] : pathsOf(engine.evaluate(frame, tag));
  if (paths.some((path) => /(^|\.)(dedent|outdent|html|css|raw|\$String\.raw)$/.test(path))) {
    return { taints, references: [] };
  }
  record(engine, frame, { at }, tag === undefined ? [] : shellTagUses(paths, tag, parts, values));
  return unknown;
}

function binary(engine: Engine, frame: Frame, expression: Extract<Expression, { kind: "binary" }>): Value {
  // `a + b + c` leans left and may be long; walking it here keeps the recursion shallow.
  const operands: Expression[] = [];
  let left: Expression = expression;
  while (left.kind === "binary" && left.operator === expression.operator) {
    operands.push(left.right);
    left = left.left;
  }
  operands.push(left);
  const values = operands.toReversed().map((operand) => engine.evaluate(frame, operand));
  const isText = expression.operator === "+" || expression.operator === "%" || expression.operator === "/";
  if (!isText) {
    // `prompt | model | parser`: what is called on the chain is called on what it is made of.
    const links = values.flatMap(({ references }) => references).filter(isMade);
    return expression.operator === "|" || expression.operator === "&"
      ? { taints: joinTaints(values.map(({ taints }) => taints)), references: links.slice(0, 4) }
      : unknown;
  }
  if (expression.operator === "+" && values.every(({ text }) => text !== undefined)) {
    return textValue(values.map(({ text }) => text).join(""));
  }
  let lead = "";
  const groups = values.map((value, index) => {
    const separator = expression.operator === "/" && index > 0 ? "/" : "";
    const isFormat = expression.operator === "%" && index === 0;
    const before = lead + separator;
    lead = isFormat
      ? (value.text ?? "…").replace(/%(\(\w+\))?[sdr][\s\S]*$/, "")
      : before + (value.text ?? "…");
    return asPart(allTaints(value), before);
  });
  const references =
    expression.operator === "/" ? values.flatMap((value) => value.references).slice(0, 1) : [];
  const isConstant = values.every((value) => value.isConstant === true);
  const items = expression.operator === "+" ? values.flatMap((value) => value.items ?? []) : [];
  const isList = items.length > 0 && values.some((value) => value.items !== undefined);
  return {
    taints: joinTaints(groups),
    references,
    ...(isConstant ? { isConstant } : {}),
    ...(isList ? { items } : {}),
  };
}

/** What a call of something imported has made. */
function isMade(reference: Value["references"][number]): boolean {
  return reference.kind === "path" && /^[^?$].*\(\)$/.test(reference.path);
}

function logic(engine: Engine, frame: Frame, expression: Extract<Expression, { kind: "logic" }>): Value {
  const { operator, operands } = expression;
  const values: Value[] = [];
  const before = new Map(frame.facts);
  for (const operand of operands) {
    const value = kept(engine, frame, operand);
    values.push(value);
    // The next operand is only looked at when this one lets it.
    learn(
      frame,
      operator === "and" ? value.test?.whenTrue : operator === "or" ? value.test?.whenFalse : undefined,
    );
  }
  frame.facts = before;
  const test =
    operator === "??"
      ? undefined
      : logicTest(
          operator,
          values.map((value) => value.test),
        );
  const joined = operator === "and" ? joinValues(values.slice(-1)) : joinValues(values);
  return { ...joined, ...(test === undefined ? {} : { test }) };
}

function object(engine: Engine, frame: Frame, at: Extract<Expression, { kind: "object" }>): Value {
  const { entries } = at;
  const fields = new Map<string, Value>();
  const groups: (readonly Taint[])[] = [];
  let isConstant = true;
  for (const { key, computed, isSpread, value: expression } of entries) {
    const value = engine.evaluate(frame, expression);
    const computedKey = computed === undefined ? undefined : engine.evaluate(frame, computed);
    isConstant &&= value.isConstant === true || isCallable(value);
    if (key !== undefined) {
      fields.set(key, value);
    } else if (isSpread === true) {
      for (const [name, inner] of value.fields ?? []) {
        fields.set(name, inner);
      }
      groups.push(value.taints);
    } else if (computedKey?.text !== undefined) {
      fields.set(computedKey.text, value);
    } else {
      groups.push(asPart(allTaints(value)), asPart(computedKey?.taints ?? []));
    }
  }
  record(engine, frame, { at }, literalUses(fields, entries));
  return {
    taints: joinTaints(groups),
    references: [],
    fields,
    ...(isConstant ? { isConstant } : {}),
  };
}

function isCallable(value: Value): boolean {
  return (
    value.taints.length === 0 && value.references.some(({ kind }) => kind === "function" || kind === "class")
  );
}
