import type { CallView, Engine, Frame, GivenArgument, Invocation } from "./engine.ts";
import { nodesAddedBy } from "./graph-state.ts";
import type { Expression, FunctionDefinition } from "./ir.ts";
import { namedEffect } from "./models/effect-calls.ts";
import { requestFor } from "./models/routes.ts";
import { sourceOfCall } from "./models/sources.ts";
import { publishedThrough } from "./published.ts";
import { record, recordEffect } from "./record.ts";
import { noteSpokenUses } from "./spoken.ts";
import { keepFacts, learn } from "./state.ts";
import { callClass, callFunction } from "./substitute.ts";
import type { Unit } from "./unit.ts";
import {
  allTaints,
  type FactMap,
  joinTaints,
  joinValues,
  mergeFacts,
  pathsOf,
  unknown,
  type Value,
} from "./value.ts";

/** Evaluates a call: its parts, what it does to sinks, what it gives. */
export function evaluateCall(
  engine: Engine,
  frame: Frame,
  expression: Extract<Expression, { kind: "call" }>,
): Value {
  const { callee: calleeAt, args: given, isNew } = expression;
  const isMember = calleeAt.kind === "member";
  const receiver = isMember ? engine.evaluate(frame, calleeAt.object) : undefined;
  const callee =
    receiver !== undefined && isMember
      ? engine.member(frame, receiver, calleeAt.property, calleeAt)
      : engine.evaluate(frame, calleeAt);
  const args = given.map(
    ({ name, isSpread = false, value }): GivenArgument => ({
      ...(name === undefined ? {} : { name }),
      isSpread,
      value: keepFacts(engine.evaluate(frame, value), frame.facts),
      at: value,
    }),
  );
  const view = createView(frame, callee, args, {
    method: isMember ? calleeAt.property : calleeAt.kind === "name" ? calleeAt.name : "",
    receiver,
    receiverAt: isMember ? calleeAt.object : undefined,
    isNew,
    at: expression,
  });
  record(engine, frame, view, callee.chosen === undefined ? [] : [callee.chosen]);
  return perform(engine, frame, view);
}

/** Calls a value with values that no source text spells out, as `map` and `to_thread` do. */
export function invokeValue(
  engine: Engine,
  frame: Frame,
  callee: Value,
  values: readonly Value[],
  at: Expression,
): Value {
  const args = values.map((value): GivenArgument => ({ isSpread: false, value, at }));
  const method = pathsOf(callee)[0]?.split(".").at(-1) ?? "";
  const rest = { method, receiver: undefined, receiverAt: undefined, isNew: false, at };
  return perform(engine, frame, createView(frame, callee, args, rest));
}

/**
 * As `invokeValue`, where nobody looks at what the call gives. What is handed on from function to function is mostly the call of
 * a parameter, of which nothing is known but that it is called: then no table need be asked.
 */
export function handOnTo(
  engine: Engine,
  frame: Frame,
  callee: Value,
  values: readonly Value[],
  at: Expression,
): void {
  const isBare = callee.references.length === 0 && callee.bound === undefined;
  if (!isBare || values.some(mayDispatch)) {
    invokeValue(engine, frame, callee, values, at);
    return;
  }
  counted(engine, frame, () => {
    for (const taint of callee.taints) {
      noteInvocation(engine, frame, { taint, args: values });
    }
    return callBack(engine, frame, values, at);
  });
}

/** As `handOnTo`, for a call that comes as the same object each time: most come many times. */
export function handOnSame(engine: Engine, frame: Frame, invocation: Invocation, at: Expression): void {
  const { taint, args } = invocation;
  if (args.some(mayDispatch)) {
    invokeValue(engine, frame, { taints: [taint], references: [] }, args, at);
    return;
  }
  counted(engine, frame, () => {
    if (!frame.handedOn.has(invocation)) {
      frame.handedOn.add(invocation);
      noteInvocation(engine, frame, invocation);
    }
    return callBack(engine, frame, args, at);
  });
}

const mayDispatch = ({ fields }: Value) => fields?.has("on_call_tool") === true;

/** What nothing is known of may call the functions it is given. */
function callBack(engine: Engine, frame: Frame, values: readonly Value[], at: Expression): Value {
  for (const value of values) {
    if (value.references.some(isFunction)) {
      engine.invoke(frame, value, [unknown, unknown, unknown], at);
    }
  }
  return unknown;
}

/** Calls `callee` where another function was called to call it. */
export function forwardCall(engine: Engine, call: CallView, callee: Value, values: readonly Value[]): Value {
  const plain = call.args.filter(({ name }) => name === undefined);
  const args = values.map((value): GivenArgument => {
    const from = plain.find((one) => one.value === value);
    return { isSpread: false, value, at: from?.at ?? call.at };
  });
  const named = call.args.filter(({ name }) => name !== undefined);
  const method = pathsOf(callee)[0]?.split(".").at(-1) ?? "";
  const rest = { method, receiver: undefined, receiverAt: undefined, isNew: false, at: call.at };
  return perform(engine, call.frame, createView(call.frame, callee, [...args, ...named], rest));
}

function isFunction({ kind }: Value["references"][number]): boolean {
  return kind === "function";
}

/** `self.db` of a receiver that nothing else is known of. */
function nameOf(at: Expression | undefined): string {
  if (at?.kind === "name") {
    return at.name;
  }
  return at?.kind === "member" ? `${nameOf(at.object)}.${at.property}` : "";
}

function createView(
  frame: Frame,
  callee: Value,
  args: readonly GivenArgument[],
  rest: Pick<CallView, "method" | "receiver" | "receiverAt" | "isNew" | "at">,
): CallView {
  const bound = (callee.bound ?? []).map((value): GivenArgument => ({ isSpread: false, value, at: rest.at }));
  const all = [...bound, ...args];
  const plain = all.filter(({ name }) => name === undefined);
  const paths = pathsOf(callee);
  return {
    ...rest,
    paths: paths.length === 0 && rest.method !== "" ? [`?${nameOf(rest.receiverAt)}.${rest.method}`] : paths,
    callee,
    args: all,
    frame,
    positional: (index) => plain[index],
    keyword(name) {
      const own = all.find((one) => one.name === name);
      if (own !== undefined) {
        return own;
      }
      for (const { value, at } of plain) {
        const field = value.fields?.get(name);
        if (field !== undefined) {
          const entry = at.kind === "object" ? at.entries.find(({ key }) => key === name) : undefined;
          return { name, isSpread: false, value: field, at: entry?.value ?? at };
        }
      }
      return undefined;
    },
  };
}

/** Calls inside calls: functions that hand themselves to each other as callbacks would go on for ever. */
const maxCalls = 60;

function perform(engine: Engine, frame: Frame, view: CallView): Value {
  return counted(engine, frame, () => performed(engine, frame, view));
}

function counted(engine: Engine, frame: Frame, call: () => Value): Value {
  if (frame.nesting.calls >= maxCalls || !engine.spend()) {
    return unknown;
  }
  frame.nesting.calls += 1;
  const value = call();
  frame.nesting.calls -= 1;
  return value;
}

function performed(engine: Engine, frame: Frame, view: CallView): Value {
  const models = engine.models(frame.scope.unit);
  noteDispatcher(engine, view);
  const uses = models.sinks(engine, view);
  record(engine, frame, view, uses);
  noteSpokenUses(engine, frame, uses);
  recordEffect(frame, view, namedEffect(view));
  const stated = models.stated(engine, view);
  if (stated !== undefined) {
    return stated;
  }
  const results = callAny(engine, frame, view);
  if (view.callee.taints.length > 0) {
    const args = view.args.map(({ value }) => value);
    for (const taint of view.callee.taints) {
      noteInvocation(engine, frame, { taint, args });
    }
  }
  if (results.length > 0) {
    assume(frame, view, models.ensures(engine, view));
    return joinValues(results);
  }
  const result = sourceOfCall(engine, view) ?? models.result(engine, view) ?? unmodelled(engine, frame, view);
  learn(frame, models.ensures(engine, view));
  return result;
}

/** Calls each function and class the callee may be: what one of several makes sure of is not sure. */
function callAny(engine: Engine, frame: Frame, view: CallView): Value[] {
  const results: Value[] = [];
  const ends: FactMap[] = [];
  const before = frame.facts;
  for (const reference of view.callee.references) {
    if (reference.kind === "function" || reference.kind === "class") {
      frame.facts = new Map(before);
      results.push(
        reference.kind === "function"
          ? callFunction(engine, frame, reference, view)
          : callClass(engine, frame, reference, view),
      );
      ends.push(frame.facts);
    }
  }
  if (ends.length > 1) {
    frame.facts = new Map(mergeFacts(ends, "common"));
  }
  return results;
}

/** Invocations of one function that are handed on to those that call it. */
const maxInvocations = 400;

function noteInvocation(engine: Engine, frame: Frame, invocation: Invocation): void {
  const { taint, args } = invocation;
  if (taint.label.kind !== "parameter" || frame.invokes.size >= maxInvocations) {
    return;
  }
  const called = engine.identity({ taints: [taint], references: [] });
  const key = [called, ...args.map((value) => engine.identity(value))].join();
  if (!frame.invokes.has(key)) {
    frame.invokes.set(key, invocation);
  }
}

/** What a guard of the workspace is taken to settle by its name, where working it out has told nothing of the source. */
function assume(frame: Frame, view: CallView, assumed: FactMap | undefined): void {
  const raises =
    assumed !== undefined &&
    view.callee.references.some((one) => one.kind === "function" && mayRaise(one.definition, one.scope.unit));
  for (const [label, facts] of raises ? (assumed ?? []) : []) {
    if ((frame.facts.get(label)?.size ?? 0) === 0) {
      learn(frame, new Map([[label, facts]]));
    }
  }
}

const raising = new WeakMap<FunctionDefinition, boolean>();

function mayRaise(definition: FunctionDefinition, { document: { text } }: Unit): boolean {
  const known =
    raising.get(definition) ??
    /\b(?:throw|raise)\b|\b(?:reject|refuse|deny|fail|abort)\w*\s*\(/.test(
      text.slice(definition.start, definition.end),
    );
  raising.set(definition, known);
  return known;
}

/** `server.setRequestHandler(CallToolRequestSchema, handler)` and `Server(on_call_tool=handler)`. */
function noteDispatcher(engine: Engine, view: CallView): void {
  for (const dispatcher of publishedThrough(view)) {
    engine.addDispatcher(dispatcher);
  }
  engine.addNodes(nodesAddedBy(view));
  const [schema, handler] = view.args;
  const asked = view.method === "setRequestHandler" ? requestName(schema) : "";
  const isCall = /CallTool|tools\/call/.test(asked);
  const published = /ReadResource|resources\/read/.test(asked)
    ? "a resource"
    : /GetPrompt|prompts\/get/.test(asked)
      ? "a prompt"
      : undefined;
  const isAnswered = isCall || published !== undefined;
  const given = isAnswered ? handler : view.keyword("on_call_tool");
  // `withTelemetry(handler)`: what is wrapped is reached in the end.
  const wrapped =
    given?.at.kind === "call" ? given.at.args.map(({ value }) => engine.evaluate(view.frame, value)) : [];
  const values = [...(given === undefined ? [] : [given.value]), ...wrapped];
  for (const reference of values.flatMap((value) => value.references)) {
    if (reference.kind === "function") {
      engine.addDispatcher(
        published === undefined
          ? { reference, index: isCall ? 0 : 1, path: ["params", "arguments"] }
          : { reference, index: 0, path: ["params"], name: published },
      );
    }
  }
}

/** What a handler of the low-level server answers: the name of the schema, or the method. */
function requestName(schema: GivenArgument | undefined): string {
  const at = schema?.at;
  return at?.kind === "name" ? at.name : at?.kind === "member" ? at.property : (schema?.value.text ?? "");
}

/** Methods whose result says something about the value but does not carry it. */
const telling =
  /^(startswith|startsWith|endswith|endsWith|includes|indexOf|lastIndexOf|find|rfind|index|count|isdigit|isalnum|isalpha|isidentifier|exists|is_file|is_dir|isfile|isdir|has|length|test|localeCompare|codePointAt|charCodeAt|hasOwnProperty|is_absolute|toFixed|size|__len__|stat|lstat|every|some|forEach|setdefault|add_argument)$/;
/** Methods that put their argument into the object they are called on. */
const taking = /^(append|extend|push|unshift|add|insert|update|set|appendleft|put)$/;
/** Methods that hand elements of what they are called on to a function. */
const iterating = /^(map|forEach|filter|flatMap|reduce|find|some|every|then|sort|findIndex|replace|apply)$/;

function unmodelled(engine: Engine, frame: Frame, view: CallView): Value {
  const { receiver, method, args, paths } = view;
  const given: Value[] = [];
  const request = requestFor(engine, view);
  for (const { value, at } of args) {
    if (value.references.some(isFunction)) {
      const element =
        request ??
        (receiver !== undefined && iterating.test(method)
          ? { taints: allTaints(receiver), references: [] }
          : unknown);
      given.push(engine.invoke(frame, value, [element, unknown, unknown], at));
    }
  }
  if (receiver !== undefined && taking.test(method) && view.receiverAt?.kind === "name") {
    const { name } = view.receiverAt;
    const taints = joinTaints(args.map(({ value }) => allTaints(value)));
    const before = frame.scope.names.get(name);
    if (taints.length > 0 && before !== undefined) {
      const added = args.map(({ value }) => value);
      frame.scope.names.set(name, {
        taints: joinTaints([before.taints, taints.map((taint) => ({ ...taint, isPart: true }))]),
        references: before.references,
        ...(before.items === undefined ? {} : { items: [...before.items, ...added] }),
        ...(before.fields === undefined ? {} : { fields: before.fields }),
      });
    }
  }
  const references = paths
    .filter((path) => path.length < 160)
    .map((path) => ({ kind: "path" as const, path: `${path}()` }));
  // What a list becomes is what the function makes of its elements.
  const isMapped = /^(map|flatMap)$/.test(method) && given.length > 0;
  // `items.find((item) => …)` gives one of them, `text.find("x")` a place.
  const isFound = method === "find" && given.length > 0;
  const isTold = telling.test(method) && !isFound;
  const carried = receiver === undefined || isMapped || isTold ? [] : allTaints(receiver);
  const result: Value = { taints: carried, references };
  // `roots.some((root) => isInside(path, root))` tells what its function tells.
  const test = /^(some|every|find)$/.test(method) ? given[0]?.test : undefined;
  const joined = given.length === 0 ? result : joinValues([result, ...given]);
  // What none of them is, each is not.
  const whenFalse = method === "some" ? (test?.whenFalse ?? new Map()) : new Map();
  return test === undefined ? joined : { ...joined, test: { whenTrue: test.whenTrue, whenFalse } };
}
