import { evaluateCall, forwardCall, handOnSame, handOnTo, invokeValue } from "./calls.ts";
import type { Dispatcher, Engine, Frame, FunctionReference, Hit, Models, Summary } from "./engine.ts";
import { evaluateExpression } from "./expressions.ts";
import { hitsOfNodes } from "./graph-state.ts";
import { createIdentity } from "./identity.ts";
import type { ClassDefinition, FunctionDefinition } from "./ir.ts";
import { classFields, memberOf } from "./members.ts";
import { routeArguments } from "./models/routes.ts";
import { runStatements } from "./statements.ts";
import { emptySummary, summarise } from "./summaries.ts";
import { createScope, type Scope, type Unit } from "./unit.ts";
import { type Label, pathValue, type SourceKind, type Value } from "./value.ts";

export interface EvaluatorOptions {
  /** The file everything starts from. */
  unit: Unit;
  models(unit: Unit): Models;
  /** The file of the workspace an import leads to, with the rest of its path; undefined for packages from outside. */
  resolve(
    unit: Unit,
    module: string,
    path: readonly string[],
  ): { unit: Unit; path: readonly string[] } | undefined;
  /** Expressions that may be looked at in all. */
  maxSteps: number;
  /** Once true, nothing is evaluated any more. */
  isLate(): boolean;
}

/** The evaluator with what it remembers. One serves all functions of a file and of what it imports. */
export interface Evaluator extends Engine {
  /**
   * Runs a module and its functions once, as far as they are worth it; gives what it does by itself, that is with sources of
   * its own.
   */
  analyse(unit: Unit, isWorth: (definition: FunctionDefinition) => boolean): readonly Hit[];
  /** The function that starts at an offset of the unit's text, once its surroundings have been run. */
  functionAt(unit: Unit, start: number): FunctionReference | undefined;
  /** As `functionAt`, running only what the function stands in. */
  reach(unit: Unit, start: number): FunctionReference | undefined;
  readonly isExhausted: boolean;
  readonly dispatchers: readonly Dispatcher[];
}

/** Calls inside calls: what a tool does through more hands than these is rarely seen through by its author either. */
const maxDepth = 6;
/**
 * Imports that are followed, one after the other. Every module that is reached is run, and in a large project everything
 * imports everything in the end.
 */
const maxImports = 3;
/** Functions inside functions, and those that use what others leave behind, one after the other. */
const maxRounds = 20;

export function createEvaluator(options: EvaluatorOptions): Evaluator {
  const anyone: Label = {
    kind: "source",
    source: "argument",
    what: "a person",
    place: { unit: options.unit, start: 0, end: 0 },
    path: [],
  };
  const summaries = new Map<FunctionDefinition, Summary>();
  const fields = new Map<ClassDefinition, ReadonlyMap<string, Value>>();
  const modules = new Map<Unit, Frame>();
  const labels = new Map<FunctionDefinition, Map<string, Label>>();
  const sources = new Map<Unit, Map<string, Label>>();
  const known = new Map<Unit, Map<number, FunctionReference>>();
  /** Imports between the file everything starts from and another. */
  const distances = new Map<Unit, number>();
  let steps = options.maxSteps;
  const dispatchers: Dispatcher[] = [];
  const nodes = new Map<FunctionDefinition, FunctionReference>();
  const nesting = { depth: 0, calls: 0 };
  let isCut = false;

  /** What needs more stack than there is counts as unknown; whatever asked for it goes on. */
  const surviving = <T>(otherwise: T, work: () => T): T => {
    const before = { ...nesting };
    try {
      return work();
    } catch (error) {
      if (!(error instanceof RangeError)) {
        throw error;
      }
      Object.assign(nesting, before);
      isCut = true;
      return otherwise;
    }
  };

  const remember = (reference: FunctionReference) => {
    const { unit } = reference.scope;
    const functions = known.get(unit) ?? new Map<number, FunctionReference>();
    known.set(unit, functions);
    const before = functions.get(reference.definition.start);
    if (before === undefined || before.owner === undefined) {
      functions.set(reference.definition.start, reference);
    }
  };

  const moduleFrame = (unit: Unit): Frame => {
    let frame = modules.get(unit);
    if (frame === undefined) {
      frame = engine.frame(createScope(unit, undefined), undefined, 0);
      modules.set(unit, frame);
      const started = frame;
      surviving(undefined, () => runStatements(engine, started, unit.statements));
    }
    return frame;
  };

  const exported = (unit: Unit, module: string, path: readonly string[]): Value | undefined => {
    const distance = (distances.get(unit) ?? 0) + 1;
    const target = distance > maxImports ? undefined : options.resolve(unit, module, path);
    if (target === undefined || target.unit === unit) {
      return undefined;
    }
    distances.set(target.unit, Math.min(distance, distances.get(target.unit) ?? distance));
    const frame = moduleFrame(target.unit);
    const [first, ...rest] = target.path;
    if (first === undefined) {
      const whole = wholeModule(frame);
      const own = unit.isPython ? undefined : frame.scope.names.get("default");
      return own === undefined ? whole : { ...whole, references: own.references };
    }
    let value = frame.scope.names.get(first) ?? engine.imported(frame.scope, first);
    for (const name of rest) {
      value = value && memberOf(engine, frame, value, name, nowhere);
    }
    return value;
  };

  /** A module as a value: its names are its members. */
  const wholeModule = (frame: Frame): Value => {
    for (const name of [...frame.scope.imports.keys()]) {
      if (!frame.scope.names.has(name)) {
        engine.imported(frame.scope, name);
      }
    }
    return { taints: [], references: [], fields: frame.scope.names };
  };

  const fromStars = (scope: Scope, name: string): Value | undefined => {
    const { stars } = scope;
    scope.stars = [];
    for (const module of stars) {
      const value = exported(scope.unit, module, [name]);
      if (value !== undefined) {
        scope.names.set(name, value);
        break;
      }
    }
    scope.stars = stars;
    return scope.names.get(name);
  };

  const engine: Evaluator = {
    evaluate(frame, expression) {
      if (expression.kind === "function") {
        const value = evaluateExpression(engine, frame, expression);
        for (const reference of value.references) {
          if (reference.kind === "function") {
            remember(reference);
          }
        }
        return value;
      }
      return evaluateExpression(engine, frame, expression);
    },
    run: (frame, statements) => runStatements(engine, frame, statements),
    call: (frame, expression) => evaluateCall(engine, frame, expression),
    invoke: (frame, callee, args, at) => invokeValue(engine, frame, callee, args, at),
    handOn: (frame, callee, args, at) => handOnTo(engine, frame, callee, args, at),
    handOnFixed: (frame, invocation, at) => handOnSame(engine, frame, invocation, at),
    forward: (call, callee, args) => forwardCall(engine, call, callee, args),
    member: (frame, value, property, at) => memberOf(engine, frame, value, property, at),
    summaryOf(reference, depth) {
      const before = summaries.get(reference.definition);
      if (before !== undefined || depth > maxDepth) {
        return before ?? emptySummary;
      }
      // Stands for the function while it is being worked out, which ends recursion.
      summaries.set(reference.definition, emptySummary);
      remember(reference);
      const summary = surviving(emptySummary, () => summarise(engine, reference, depth));
      summaries.set(reference.definition, summary);
      return summary;
    },
    fieldsOf(reference) {
      let found = fields.get(reference.definition);
      if (found === undefined) {
        fields.set(reference.definition, new Map());
        found = classFields(engine, reference);
        fields.set(reference.definition, found);
      }
      return found;
    },
    moduleScope: (unit) => moduleFrame(unit).scope,
    imported(scope, name) {
      const binding = scope.imports.get(name);
      if (binding === undefined) {
        return scope.stars.length === 0 ? undefined : fromStars(scope, name);
      }
      const { module, path } = binding;
      scope.imports.delete(name); // a circle of imports ends here
      const value = exported(scope.unit, module, path) ?? pathValue(importPath(module, path));
      scope.names.set(name, value);
      scope.imports.set(name, binding);
      return value;
    },
    frame: (scope, definition, depth) => ({
      scope,
      definition,
      self: undefined,
      facts: new Map(),
      isDead: false,
      returns: [],
      jumps: [],
      hits: [],
      effects: new Map(),
      invokes: new Map(),
      handedOn: new Set(),
      depth,
      nesting,
    }),
    models: options.models,
    anyone,
    identity: createIdentity(),
    label(definition, index, path) {
      const own = labels.get(definition) ?? new Map<string, Label>();
      labels.set(definition, own);
      const key = `${index} ${path.join(" ")}`;
      const label = own.get(key) ?? { kind: "parameter", definition, index, path };
      own.set(key, label);
      return label;
    },
    source(source: SourceKind, what, place, path = []) {
      const own = sources.get(place.unit) ?? new Map<string, Label>();
      sources.set(place.unit, own);
      const key = `${source} ${place.start} ${place.end} ${path.join(" ")}`;
      const label = own.get(key) ?? { kind: "source", source, what, place, path };
      own.set(key, label);
      return label;
    },
    remember,
    spend() {
      steps -= 1;
      if ((steps & 1023) === 0 && options.isLate()) {
        steps = 0;
      }
      return steps > 0;
    },
    analyse(unit, isWorth) {
      const frame = moduleFrame(unit);
      const done = new Set<FunctionDefinition>();
      const hits: Hit[] = [...frame.hits];
      // Working one function out makes those inside it known, and may make others worth it.
      for (let round = 0; round < maxRounds; round++) {
        const open = [...(known.get(unit)?.values() ?? [])].filter(
          ({ definition }) => !done.has(definition) && isWorth(definition),
        );
        if (open.length === 0) {
          break;
        }
        for (const reference of open) {
          done.add(reference.definition);
          hits.push(...engine.summaryOf(reference, 1).hits, ...answered(engine, reference));
        }
      }
      hits.push(...surviving([], () => hitsOfNodes(engine, [...nodes.values()])));
      return hits;
    },
    reach(unit, start) {
      moduleFrame(unit);
      for (let round = 0; round < 8; round++) {
        const found = known.get(unit)?.get(start);
        if (found !== undefined) {
          return found;
        }
        const around = [...(known.get(unit)?.values() ?? [])].filter(
          ({ definition }) =>
            definition.start < start && definition.end > start && !summaries.has(definition),
        );
        if (around.length === 0) {
          return undefined;
        }
        for (const reference of around) {
          engine.summaryOf(reference, 1);
        }
      }
      return undefined;
    },
    functionAt: (unit, start) => known.get(unit)?.get(start),
    dispatchers,
    addDispatcher(dispatcher) {
      const { reference, index } = dispatcher;
      if (
        !dispatchers.some((one) => one.reference.definition === reference.definition && one.index === index)
      ) {
        dispatchers.push(dispatcher);
      }
    },
    addNodes(added) {
      for (const node of added) {
        nodes.set(node.definition, node);
      }
    },
    get isExhausted() {
      return isCut || steps <= 0;
    },
  };
  return engine;
}

/** What a function does with a web request that it answers. */
function answered(engine: Engine, reference: FunctionReference): readonly Hit[] {
  const given = routeArguments(engine, reference);
  if (given === undefined) {
    return [];
  }
  const frame = engine.frame(reference.scope, undefined, 0);
  const { start, end } = reference.definition;
  engine.invoke(frame, { taints: [], references: [reference] }, given, { ...nowhere, start, end });
  return frame.hits;
}

/** `node:fs` and `fs` are one module, and a default import stands for the module. */
function importPath(module: string, path: readonly string[]): string {
  return [
    module.replace(/^node:/, "").replace(/^path\/(posix|win32)$/, "path.$1"),
    ...path.filter((name) => name !== "default"),
  ].join(".");
}

const nowhere = { kind: "other" as const, parts: [], start: 0, end: 0 };
