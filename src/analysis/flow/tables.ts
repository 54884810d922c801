import type { CodeDocument } from "../../syntax/code-document.ts";
import type { CodeLanguage } from "../../syntax/grammars.ts";
import type { Hinted } from "../../tools/hinted.ts";
import type { Models } from "./engine.ts";
import { pythonModels, scriptModels } from "./models/models.ts";
import { createUnit, type Unit } from "./unit.ts";
import { anything, builtinWords, type FlowWords, nothing } from "./words.ts";

/** Everything the flow engine knows of functions outside the workspace, by language. */
export interface FlowTables {
  models(isPython: boolean): Models;
  words(isPython: boolean): FlowWords;
  /** The parsed file as the engine reads it, made once as long as the file stays parsed. */
  unitOf(document: CodeDocument, file: string): Unit;
  /** All entries of the words of a language; one function for one set of tables, by which texts remember their answers. */
  hintsOf(language: CodeLanguage): readonly Hinted[];
}

/** What is built in. */
export const builtinTables: FlowTables = tablesOf(
  { python: pythonModels, script: scriptModels },
  builtinWords,
);

export function tablesOf(
  models: Readonly<Record<"python" | "script", Models>>,
  words: Readonly<Record<"python" | "script", FlowWords>>,
): FlowTables {
  const hints = { python: allOf(words.python), script: allOf(words.script) };
  const units = new WeakMap<CodeDocument, Unit>();
  return {
    unitOf(document, file) {
      const unit = units.get(document) ?? createUnit(file, document);
      units.set(document, unit);
      return unit;
    },
    models: (isPython) => (isPython ? models.python : models.script),
    words: (isPython) => (isPython ? words.python : words.script),
    hintsOf: (language) => (language === "python" ? hints.python : hints.script),
  };
}

/** Without those that any text holds, and those that none does. */
function allOf({ sources, sinks }: FlowWords): readonly Hinted[] {
  return [...Object.values(sources), ...Object.values(sinks)].filter(
    (one) => one !== anything && one !== nothing,
  );
}
