import type { SinkUse } from "./engine.ts";
import type { ClassDefinition, FunctionDefinition } from "./ir.ts";
import type { Scope, Unit } from "./unit.ts";

/** A stretch of one unit's text. */
export interface CodePlace {
  unit: Unit;
  start: number;
  end: number;
}

/** Who fills a value: the model's output, content from outside, a secret of the process. */
export type SourceKind = "model" | "untrusted" | "secret" | "argument";

/** Where tainted data comes from. Compared by identity. */
export type Label =
  | {
      kind: "parameter";
      definition: FunctionDefinition;
      /** Position in the signature; -1 for `this`. */
      index: number;
      /** Members taken out of it, such as `args.path`. */
      path: readonly string[];
    }
  | {
      kind: "source";
      source: SourceKind;
      what: string;
      place: CodePlace;
      /** Members taken out of it: what is tested of a call's name says nothing of its arguments. */
      path: readonly string[];
    };

/**
 * Which aspect of its source a value is. A test of the scheme of an address says nothing about its host, so a view is
 * kept until something rebuilds the whole.
 */
export type View =
  | "whole"
  | "url"
  | "host"
  | "scheme"
  | "suffix"
  | "tokens"
  | "first-token"
  | "relative"
  | "common-root"
  | "parents"
  | "address"
  /** The content of a file whose path the source decides. */
  | "content";

export interface Step {
  place: CodePlace;
  message: string;
}

/** One source that a value depends on. */
export interface Taint {
  label: Label;
  /** What the value has been through, in the words of `facts.ts`. */
  facts: ReadonlySet<string>;
  view: View;
  /** Stands inside a larger text or collection. */
  isPart: boolean;
  /** Text that stands before it in the value; `…` for what is not static but not of this source either. */
  lead: string;
  steps: readonly Step[];
}

/** What may be called, or have members: something imported, a function or class of the workspace, an instance. */
export type Reference =
  /** Dotted; `()` marks a call: `sqlite3.connect().execute`. `$` is a global, `?` a name nothing is known of. */
  | { kind: "path"; path: string }
  | {
      kind: "function";
      definition: FunctionDefinition;
      scope: Scope;
      owner?: { definition: ClassDefinition; scope: Scope };
      self?: Value;
    }
  | { kind: "class"; definition: ClassDefinition; scope: Scope }
  | { kind: "instance"; definition: ClassDefinition; scope: Scope };

export type FactMap = ReadonlyMap<Label, ReadonlySet<string>>;

/** What is known of sources once a condition has turned out one way. */
export interface Test {
  whenTrue: FactMap;
  whenFalse: FactMap;
}

export interface Value {
  readonly taints: readonly Taint[];
  readonly references: readonly Reference[];
  /** The whole text, when it is static. */
  readonly text?: string;
  /** Made of constants only. */
  readonly isConstant?: boolean;
  readonly fields?: ReadonlyMap<string, Value>;
  readonly items?: readonly Value[];
  readonly test?: Test;
  /** Of a call: what holds after it when nobody looks at the value, because it raises otherwise. */
  readonly ensures?: FactMap;
  /** Of a regular expression. */
  readonly pattern?: { source: string; flags: string };
  /** Of `True`, `false`, `None` and the like. */
  readonly truth?: boolean;
  /** Arguments that `partial` has bound already. */
  readonly bound?: readonly Value[];
  /** The use of a table under a key that somebody else gives, in case what it holds there is called. */
  readonly chosen?: SinkUse;
}

export const noFacts: ReadonlySet<string> = new Set();
export const unknown: Value = { taints: [], references: [] };
export const constant: Value = { taints: [], references: [], isConstant: true };

const maxTaints = 16;
/** Of what is known by its path alone, and of functions and classes: tables of handlers are long. */
const maxReferences = 6;
const maxFunctions = 24;
const maxSteps = 8;

export function textValue(text: string): Value {
  return { taints: [], references: [], text, isConstant: true };
}

export function plainTaint(label: Label): Taint {
  return { label, facts: noFacts, view: "whole", isPart: false, lead: "", steps: [] };
}

export function pathValue(path: string): Value {
  return { taints: [], references: [{ kind: "path", path }] };
}

export function withFacts(facts: ReadonlySet<string>, added: Iterable<string>): ReadonlySet<string> {
  let result: Set<string> | undefined;
  for (const fact of added) {
    if (!facts.has(fact)) {
      result ??= new Set(facts);
      result.add(fact);
    }
  }
  return result ?? facts;
}

/** Every taint as a function of what it was. */
export function mapTaints(value: Value, change: (taint: Taint) => Taint): Taint[] {
  return value.taints.map(change);
}

const maxLead = 300;

/** The same sources, as a part of something larger that has `lead` before them. */
export function asPart(taints: readonly Taint[], lead = ""): readonly Taint[] {
  return taints.length === 0
    ? taints
    : taints.map((taint) => ({ ...taint, isPart: true, lead: (lead + taint.lead).slice(0, maxLead) }));
}

export function withStep(taint: Taint, step: Step): Taint {
  return taint.steps.length >= maxSteps ? taint : { ...taint, steps: [...taint.steps, step] };
}

/** Taints of several values. The same source counts once; it is as safe as its least safe way. */
export function joinTaints(groups: Iterable<readonly Taint[]>): readonly Taint[] {
  let only: readonly Taint[] | undefined;
  let joined: Taint[] | undefined;
  for (const group of groups) {
    if (group.length === 0 || group === only) {
      continue;
    }
    if (only === undefined) {
      only = group;
      continue;
    }
    joined ??= [...only];
    for (const taint of group) {
      const index = joined.findIndex((one) => one.label === taint.label && one.view === taint.view);
      const known = joined[index];
      if (known === undefined) {
        if (joined.length < maxTaints) {
          joined.push(taint);
        }
      } else if (known !== taint) {
        const common = new Set([...known.facts].filter((fact) => taint.facts.has(fact)));
        joined[index] = { ...known, facts: common, isPart: known.isPart && taint.isPart };
      }
    }
  }
  return joined ?? only ?? [];
}

/** All taints of a value, those inside its fields and items included. */
export function allTaints(value: Value, depth = 0): readonly Taint[] {
  if ((value.fields === undefined && value.items === undefined) || depth > 4) {
    return value.taints;
  }
  const inner = [...(value.fields?.values() ?? []), ...(value.items ?? [])];
  return joinTaints([value.taints, ...inner.map((one) => allTaints(one, depth + 1))]);
}

/** A value that is one of several. */
export function joinValues(values: readonly Value[]): Value {
  const [first = unknown, ...rest] = values;
  let result = first;
  for (const value of rest) {
    result = result === value ? result : joinTwo(result, value);
  }
  return result;
}

function joinTwo(a: Value, b: Value, depth = 0): Value {
  const references = [...a.references];
  for (const one of b.references) {
    const most = one.kind === "path" ? maxReferences : maxFunctions;
    if (references.length < most && !references.some((other) => sameReference(one, other))) {
      references.push(one);
    }
  }
  const fields = joinFields(a, b, depth);
  return {
    taints: joinTaints([a.taints, b.taints]),
    references,
    ...(a.text !== undefined && a.text === b.text ? { text: a.text } : {}),
    ...(a.isConstant === true && b.isConstant === true ? { isConstant: true } : {}),
    ...(fields === undefined ? {} : { fields }),
    ...(a.items === undefined && b.items === undefined
      ? {}
      : { items: (a.items?.length ?? 0) >= (b.items?.length ?? 0) ? a.items : b.items }),
  } as Value;
}

function joinFields(a: Value, b: Value, depth: number): ReadonlyMap<string, Value> | undefined {
  // Modules that import each other hold each other.
  if (a.fields === undefined || b.fields === undefined || a.fields === b.fields || depth > 3) {
    return a.fields ?? b.fields;
  }
  const fields = new Map(a.fields);
  for (const [key, value] of b.fields) {
    const known = fields.get(key);
    fields.set(key, known === undefined || known === value ? value : joinTwo(known, value, depth + 1));
  }
  return fields;
}

function sameReference(a: Reference, b: Reference): boolean {
  return a.kind === "path" || b.kind === "path"
    ? a.kind === b.kind && (a as { path: string }).path === (b as { path: string }).path
    : a.kind === b.kind && a.definition === b.definition;
}

/** The dotted paths a value may be. */
export function pathsOf(value: Value): string[] {
  return value.references.flatMap((one) => (one.kind === "path" ? [one.path] : []));
}

/** Maps of facts that hold under both, or under either. */
export function mergeFacts(maps: readonly FactMap[], how: "all" | "common"): FactMap {
  const [first, ...rest] = maps;
  if (first === undefined) {
    return new Map();
  }
  const result = new Map(first);
  for (const map of rest) {
    if (how === "all") {
      for (const [label, facts] of map) {
        result.set(label, withFacts(result.get(label) ?? noFacts, facts));
      }
    } else {
      for (const [label, facts] of result) {
        const other = map.get(label);
        const common = other && new Set([...facts].filter((fact) => other.has(fact)));
        if (common === undefined || common.size === 0) {
          result.delete(label);
        } else {
          result.set(label, common);
        }
      }
    }
  }
  return result;
}

/** One element of a collection: it carries what the collection carries. */
export function elementOf(value: Value): Value {
  const items = value.items ?? [...(value.fields?.values() ?? [])];
  const own = { taints: value.taints, references: [], ...(value.isConstant ? { isConstant: true } : {}) };
  return items.length === 0 ? own : joinValues([...items, ...(value.taints.length === 0 ? [] : [own])]);
}
