import type { CodeDocument } from "../../syntax/code-document.ts";
import type { Statement } from "./ir.ts";
import { lowerPython } from "./lower-python-statements.ts";
import { lowerScript } from "./lower-script-statements.ts";
import { snapshotOf } from "./snapshot.ts";
import type { Value } from "./value.ts";

/** Names and what they are worth, in one function or module. Closures keep it, so what is assigned later they see. */
export interface Scope {
  unit: Unit;
  parent: Scope | undefined;
  names: Map<string, Value>;
}

/** One file of program text as the flow engine reads it. */
export interface Unit {
  /** Workspace-relative, forward slashes. */
  file: string;
  document: CodeDocument;
  isPython: boolean;
  /** Lowered when first asked for. */
  readonly statements: readonly Statement[];
}

/** Wraps a parsed file. Nothing is read yet. */
export function createUnit(file: string, document: CodeDocument): Unit {
  let statements: readonly Statement[] | undefined;
  const isPython = document.language === "python";
  return {
    file,
    document,
    isPython,
    get statements() {
      statements ??= (isPython ? lowerPython : lowerScript)(document.text, snapshotOf(document.root));
      return statements;
    },
  };
}
