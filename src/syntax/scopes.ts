import type { Declaration } from "./code-document.ts";
import type { Node } from "./node.ts";

/** A stretch of text in which declared names are visible. `start` is included, `end` is not (UTF-16 offsets). */
export interface Span {
  start: number;
  end: number;
  kind: "function" | "block" | "class";
}

/** A declaration with the place that decides its scope. */
export interface PlacedDeclaration {
  declaration: Declaration;
  offset: number;
  /** Visible in the whole function around it, as JavaScript's `var` is. */
  hoisted?: boolean;
}

interface Scope {
  start: number;
  end: number;
  kind: Span["kind"] | "module";
  parent: Scope | undefined;
  names: Map<string, Declaration[]>;
}

// Nobody nests scopes this deep; without a limit a hostile file makes every look-up a long walk.
const maxDepth = 500;
// Callers look at every declaration of a name; a name bound more often than this is no constant anyway.
const maxSameName = 16;
/** Names that one name is given to. */
const maxAliases = 100;

function nest(spans: readonly Span[]): Scope[] {
  const sorted = [...spans].sort((a, b) => a.start - b.start || b.end - a.end);
  const root: Scope = { start: 0, end: Infinity, kind: "module", parent: undefined, names: new Map() };
  const scopes = [root];
  let open: Scope = root;
  for (const span of sorted) {
    while (open.end <= span.start && open.parent !== undefined) {
      open = open.parent;
    }
    open = { ...span, parent: open, names: new Map() };
    scopes.push(open);
  }
  return scopes;
}

function innermost(scopes: readonly Scope[], offset: number): Scope | undefined {
  let low = 0;
  let high = scopes.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((scopes[middle]?.start ?? Infinity) <= offset) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  let scope = scopes[low];
  while (scope !== undefined && scope.end <= offset) {
    scope = scope.parent;
  }
  return scope;
}

function declare(scopes: readonly Scope[], { declaration, offset, hoisted }: PlacedDeclaration): void {
  let scope = innermost(scopes, offset);
  while (hoisted === true && scope?.kind === "block") {
    scope = scope.parent;
  }
  const known = scope?.names.get(declaration.name);
  if (known === undefined) {
    scope?.names.set(declaration.name, [declaration]);
    return;
  }
  for (const other of known) {
    other.constant = false;
  }
  if (known.length < maxSameName) {
    known.push({ ...declaration, constant: false });
  }
}

/** Names in their scopes. */
export interface Scopes {
  /** The declarations in the innermost scope around `at` that has any. */
  lookup(name: string, at: Node): readonly Declaration[];
  /** The declarations at the top of the file. */
  atTop(name: string): readonly Declaration[];
}

/**
 * Puts declarations into their scopes. A class scope is only seen from code directly in it, not from the functions
 * inside.
 */
export function createScopes(spans: readonly Span[], declarations: readonly PlacedDeclaration[]): Scopes {
  const scopes = nest(spans);
  for (const placed of declarations) {
    declare(scopes, placed);
  }
  const lookup = (name: string, at: Node): readonly Declaration[] => {
    const start = innermost(scopes, at.startIndex);
    let scope = start;
    for (let depth = 0; scope !== undefined && depth < maxDepth; depth++) {
      const found = scope.kind === "class" && scope !== start ? undefined : scope.names.get(name);
      if (found !== undefined) {
        return found;
      }
      scope = scope.parent;
    }
    return [];
  };
  return { lookup, atTop: (name) => scopes[0]?.names.get(name) ?? [] };
}

/**
 * Names that may lead to an import: those imports bind, and those that are given one of them (`alias` finds the pairs
 * of a new name and what it is given). Tells most names apart from imports without working out any scope.
 */
export function reachingNames(
  text: string,
  imports: readonly PlacedDeclaration[],
  alias: RegExp,
  roots: readonly string[] = [],
): ReadonlySet<string> {
  const given = new Map<string, string[]>();
  for (const [, bound = "", source = ""] of text.matchAll(alias)) {
    given.set(source, [...(given.get(source) ?? []).slice(-maxAliases), ...(bound.match(/[\w$]+/g) ?? [])]);
  }
  const names = new Set([...roots, ...imports.map(({ declaration }) => declaration.name)]);
  // A set hands out what is added to it while it is walked.
  for (const name of names) {
    for (const bound of given.get(name) ?? []) {
      names.add(bound);
    }
  }
  return names;
}
