import { type Engine, type Frame, placeOf } from "./engine.ts";
import type { ClassDefinition, Expression, FunctionDefinition, Pattern, Statement } from "./ir.ts";
import { keysOf } from "./keywords.ts";
import { assignmentUse } from "./models/literals.ts";
import { forgetRaised, noteOutput, noteRaised } from "./outputs.ts";
import { publishedBy } from "./published.ts";
import { record } from "./record.ts";
import { noteSpoken } from "./spoken.ts";
import { branch, capture, keepFacts, learn, merge, restore } from "./state.ts";
import { elementOf, type FactMap, joinTaints, type Label, unknown, type Value, withStep } from "./value.ts";

/** Bodies inside bodies, over all calls: what is deeper is left out, the stack is only so large. */
const maxNesting = 60;

/** Runs statements in order until nothing more is reached. */
export function runStatements(engine: Engine, frame: Frame, statements: readonly Statement[]): void {
  frame.nesting.depth += 1;
  if (frame.nesting.depth < maxNesting) {
    runAll(engine, frame, statements);
  }
  frame.nesting.depth -= 1;
}

function runAll(engine: Engine, frame: Frame, statements: readonly Statement[]): void {
  for (const statement of statements) {
    // A function may be used above its definition.
    if (statement.kind === "function") {
      define(engine, frame, statement.definition);
    }
  }
  for (const statement of statements) {
    if (frame.isDead || !engine.spend()) {
      return;
    }
    runStatement(engine, frame, statement);
  }
}

function runStatement(engine: Engine, frame: Frame, statement: Statement): void {
  switch (statement.kind) {
    case "evaluate":
      learn(frame, engine.evaluate(frame, statement.value).ensures);
      return;
    case "assign":
      assign(engine, frame, statement);
      return;
    case "return": {
      const value = statement.value === undefined ? unknown : engine.evaluate(frame, statement.value);
      noteOutput(frame, statement.value, value);
      frame.returns.push({ value: keepFacts(value, frame.facts), facts: new Map(frame.facts) });
      frame.isDead = true;
      return;
    }
    case "raise":
      if (statement.value !== undefined) {
        noteRaised(engine, frame, statement.value, engine.evaluate(frame, statement.value));
      }
      frame.isDead = true;
      return;
    case "jump":
      frame.jumps.push(capture(frame));
      frame.isDead = true;
      return;
    case "if": {
      const test = engine.evaluate(frame, statement.test).test;
      branch(frame, [
        () => {
          learn(frame, test?.whenTrue);
          runStatements(engine, frame, statement.whenTrue);
        },
        () => {
          learn(frame, test?.whenFalse);
          runStatements(engine, frame, statement.whenFalse);
        },
      ]);
      return;
    }
    case "loop":
      loop(engine, frame, statement);
      return;
    case "try":
      attempt(engine, frame, statement);
      return;
    case "switch":
      choose(engine, frame, statement);
      return;
    case "block":
      runStatements(engine, frame, statement.body);
      return;
    case "function":
      define(engine, frame, statement.definition);
      decorate(engine, frame, statement.definition);
      return;
    case "class":
      defineClass(engine, frame, statement.definition);
      return;
    case "import":
      for (const binding of statement.bindings) {
        frame.scope.imports.set(binding.name, binding);
        frame.scope.names.delete(binding.name);
      }
      frame.scope.stars.push(...statement.stars);
      return;
  }
}

function decorate(engine: Engine, frame: Frame, definition: FunctionDefinition): void {
  for (const decorator of definition.decorators) {
    engine.evaluate(frame, decorator);
    noteSpoken(engine, frame, decorator, { kind: "function", definition, scope: frame.scope });
    const callee = decorator.kind === "call" ? decorator.callee : undefined;
    const reference = { kind: "function" as const, definition, scope: frame.scope };
    for (const dispatcher of publishedBy(engine, frame, decorator, reference)) {
      engine.addDispatcher(dispatcher);
    }
    if (callee?.kind === "member" && callee.property === "read_resource") {
      engine.addDispatcher({
        reference,
        name: "a resource",
        index: definition.parameters.length - 1,
        path: [],
      });
    }
    // The low-level server of MCP: `async def handle(name, arguments)`.
    if (callee?.kind === "member" && callee.property === "call_tool") {
      const index = definition.parameters.findIndex(({ name }) => name === "arguments" || name === "args");
      engine.addDispatcher({
        reference,
        index: index < 0 ? definition.parameters.length - 1 : index,
        path: [],
      });
    }
  }
}

function define(engine: Engine, frame: Frame, definition: FunctionDefinition): void {
  const { scope, self } = frame;
  const reference = { kind: "function" as const, definition, scope, ...(self === undefined ? {} : { self }) };
  engine.remember(reference);
  scope.names.set(definition.name, { taints: [], references: [reference] });
}

function defineClass(engine: Engine, { scope }: Frame, definition: ClassDefinition): void {
  for (const method of definition.methods.values()) {
    engine.remember({ kind: "function", definition: method, scope, owner: { definition, scope } });
  }
  scope.names.set(definition.name, { taints: [], references: [{ kind: "class", definition, scope }] });
}

function assign(engine: Engine, frame: Frame, statement: Extract<Statement, { kind: "assign" }>): void {
  const { target, operator, type } = statement;
  let value = engine.evaluate(frame, statement.value);
  if (operator !== undefined) {
    value = augmented(engine, frame, target, value);
  } else if (type !== undefined && value.references.length === 0) {
    value = { ...value, references: instancesOf(engine, frame, type) };
  }
  bind(engine, frame, target, value);
}

function augmented(engine: Engine, frame: Frame, target: Pattern, value: Value): Value {
  const before =
    target.kind === "name"
      ? engine.evaluate(frame, { kind: "name", name: target.name, start: target.start, end: target.end })
      : target.kind === "place"
        ? engine.evaluate(frame, target.target)
        : unknown;
  const lead = before.text ?? (before.taints.length === 0 ? "…" : "");
  const added = value.taints.map((taint) => ({ ...taint, isPart: true, lead: lead + taint.lead }));
  return { taints: joinTaints([before.taints, added]), references: [] };
}

/** What an annotation says the value is an instance of. */
export function instancesOf(engine: Engine, frame: Frame, type: Expression): Value["references"] {
  if (type.kind !== "name" && type.kind !== "member") {
    // `Optional[X]`, `X | None`: any name inside may be it.
    return type.kind === "other"
      ? type.parts.flatMap((part) => instancesOf(engine, frame, part))
      : type.kind === "binary"
        ? [type.left, type.right].flatMap((part) => instancesOf(engine, frame, part))
        : type.kind === "index"
          ? [type.object, type.index].flatMap((part) => instancesOf(engine, frame, part))
          : [];
  }
  return engine.evaluate(frame, type).references.flatMap((reference): Value["references"] => {
    if (reference.kind === "class") {
      return [{ ...reference, kind: "instance" }];
    }
    return reference.kind === "path" && !/^[$?]/.test(reference.path)
      ? [{ kind: "path", path: `${reference.path}()` }]
      : [];
  });
}

/** Gives a value to everything a pattern names. */
export function bind(engine: Engine, frame: Frame, pattern: Pattern, value: Value): void {
  switch (pattern.kind) {
    case "name": {
      const step = { place: placeOf(frame, pattern), message: `\`${pattern.name}\` holds it` };
      const kept = keepFacts(value, frame.facts);
      frame.scope.names.set(
        pattern.name,
        kept.taints.length === 0
          ? kept
          : { ...kept, taints: kept.taints.map((taint) => withStep(taint, step)) },
      );
      return;
    }
    case "default":
      engine.evaluate(frame, pattern.value);
      bind(engine, frame, pattern.pattern, value);
      return;
    case "list":
      pattern.items.forEach((item, index) => {
        bind(engine, frame, item, value.items?.[index] ?? elementOf(value));
      });
      return;
    case "object":
      for (const { key, pattern: inner } of pattern.entries) {
        const at: Expression = { kind: "name", name: key, start: inner.start, end: inner.end };
        bind(engine, frame, inner, engine.member(frame, value, key, at));
      }
      if (pattern.rest !== undefined) {
        bind(engine, frame, pattern.rest, { ...value, references: [] });
      }
      return;
    case "place":
      store(engine, frame, pattern.target, value);
  }
}

/** `a.b = value`, `a[i] = value`: the variable behind it carries the value from now on. */
function store(engine: Engine, frame: Frame, target: Expression, value: Value): void {
  if (target.kind === "member") {
    const used = assignmentUse(target.property, value, target, frame.scope.unit.isPython);
    record(engine, frame, { at: target }, used === undefined ? [] : [used]);
  }
  if (target.kind === "member" && target.object.kind === "name") {
    const { name } = target.object;
    const before = name === "this" ? (frame.self ?? unknown) : engine.evaluate(frame, target.object);
    const fields = new Map(before.fields);
    fields.set(target.property, keepFacts(value, frame.facts));
    const after = { ...before, fields };
    if (name === "this") {
      frame.self = after;
    } else {
      frame.scope.names.set(name, after);
    }
    return;
  }
  if (target.kind === "index" || target.kind === "member") {
    engine.evaluate(frame, target.object);
    if (target.kind === "index") {
      engine.evaluate(frame, target.index);
    }
    absorb(engine, frame, target.object, value);
  }
}

/** A container takes a value in: `items.append(x)`, `headers["a"] = x`. */
export function absorb(engine: Engine, frame: Frame, container: Expression, value: Value): void {
  if (container.kind !== "name" || value.taints.length === 0) {
    return;
  }
  const before = engine.evaluate(frame, container);
  const taints = keepFacts(value, frame.facts).taints.map((taint) => ({ ...taint, isPart: true }));
  const { isConstant: _, ...rest } = before;
  frame.scope.names.set(container.name, {
    ...rest,
    taints: joinTaints([before.taints, taints]),
    ...(before.items === undefined ? {} : { items: [...before.items, value] }),
  });
}

function loop(
  engine: Engine,
  frame: Frame,
  { each, test, body }: Extract<Statement, { kind: "loop" }>,
): void {
  const outer = frame.jumps;
  // Twice: what the first round assigns, the second may use.
  for (let round = 0; round < 2; round++) {
    const over = each === undefined ? unknown : engine.evaluate(frame, each.over);
    // A name that resolves does so to one address at least: what is tested of each holds afterwards.
    const isResolved = over.taints.some(({ view }) => view === "address");
    branch(frame, [
      ...(isResolved ? [] : [() => {}]),
      () => {
        frame.jumps = [];
        if (each !== undefined) {
          bind(engine, frame, each.pattern, keysOf(engine, frame, each.over) ?? elementOf(over));
        }
        const known = test === undefined ? undefined : engine.evaluate(frame, test).test;
        learn(frame, known?.whenTrue);
        runStatements(engine, frame, body);
        const ends = frame.isDead ? frame.jumps : [capture(frame), ...frame.jumps];
        merge(frame, ends);
      },
    ]);
  }
  frame.jumps = outer;
}

function attempt(engine: Engine, frame: Frame, statement: Extract<Statement, { kind: "try" }>): void {
  const start = capture(frame);
  const before = frame.hits.length;
  runStatements(engine, frame, statement.body);
  if (statement.handlers.length > 0) {
    forgetRaised(frame, before);
  }
  const reached = capture(frame);
  if (!frame.isDead) {
    runStatements(engine, frame, statement.orElse);
  }
  const ends = frame.isDead ? [] : [capture(frame)];
  for (const { pattern, body } of statement.handlers) {
    // Whatever the body had learned or assigned when it failed.
    merge(frame, [start, reached]);
    if (pattern !== undefined) {
      bind(engine, frame, pattern, unknown);
    }
    runStatements(engine, frame, body);
    if (!frame.isDead) {
      ends.push(capture(frame));
    }
  }
  merge(frame, ends);
  if (statement.finally.length > 0) {
    const isDead = frame.isDead;
    if (isDead) {
      restore(frame, reached);
    }
    runStatements(engine, frame, statement.finally);
    frame.isDead ||= isDead;
  }
}

function choose(engine: Engine, frame: Frame, statement: Extract<Statement, { kind: "switch" }>): void {
  const subject = engine.evaluate(frame, statement.subject);
  const outer = frame.jumps;
  frame.jumps = [];
  const isComplete = statement.cases.some(({ values }) => values.length === 0);
  branch(frame, [
    ...(isComplete ? [] : [() => {}]),
    ...statement.cases.map(({ values, body }) => () => {
      const given = values.map((value) => engine.evaluate(frame, value));
      if (values.length > 0 && given.every((value) => value.isConstant === true)) {
        learn(frame, allowedBy(subject));
      }
      runStatements(engine, frame, body);
    }),
  ]);
  const ends = frame.isDead ? frame.jumps : [capture(frame), ...frame.jumps];
  frame.jumps = outer;
  merge(frame, ends);
}

/** One of a few constants: the sources of a value that is looked at whole are settled. */
export function allowedBy(value: Value): FactMap {
  const facts = new Map<Label, ReadonlySet<string>>();
  for (const { label, view, isPart } of value.taints) {
    if (view === "whole" && !isPart) {
      facts.set(label, new Set(["allowed"]));
    } else if (view === "host") {
      facts.set(label, new Set(["host-allowed"]));
    }
  }
  return facts;
}
