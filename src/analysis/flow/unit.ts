import type { CodeDocument } from "../../syntax/code-document.ts";
import type { ImportBinding, Statement } from "./ir.ts";
import { lowerPython } from "./lower-python-statements.ts";
import { lowerScript } from "./lower-script-statements.ts";
import { snapshotOf } from "./snapshot.ts";
import type { Value } from "./value.ts";

/** Names and what they are worth, in one function or module. Closures keep it, so what is assigned later they see. */
export interface Scope {
  unit: Unit;
  parent: Scope | undefined;
  names: Map<string, Value>;
  /** Imports that nobody has asked for yet: reading another file costs. */
  imports: Map<string, ImportBinding>;
  /** Modules all names of which are bound here. */
  stars: string[];
}

/** An empty scope. */
export function createScope(unit: Unit, parent: Scope | undefined): Scope {
  return { unit, parent, names: new Map(), imports: new Map(), stars: [] };
}

/** One file of program text as the flow engine reads it. */
export interface Unit {
  /** Workspace-relative, forward slashes. */
  file: string;
  document: CodeDocument;
  isPython: boolean;
  /** Whether a pattern (not global) occurs in the text; looked for once. */
  holds(pattern: RegExp): boolean;
  /** Lowered when first asked for. */
  readonly statements: readonly Statement[];
}

/** Wraps a parsed file. Nothing is read yet. */
export function createUnit(file: string, document: CodeDocument): Unit {
  let statements: readonly Statement[] | undefined;
  const isPython = document.language === "python";
  const held = new Map<RegExp, boolean>();
  return {
    file,
    document,
    isPython,
    holds(pattern) {
      const known = held.get(pattern) ?? pattern.test(document.text);
      held.set(pattern, known);
      return known;
    },
    get statements() {
      statements ??= (isPython ? lowerPython : lowerScript)(document.text, snapshotOf(document.root));
      return statements;
    },
  };
}
