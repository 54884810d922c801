import type { CodeDocument, Turn } from "./code-document.ts";
import { createPythonValues } from "./python/values.ts";
import { createScriptValues } from "./script/values.ts";
import { createNodeQuery } from "./structure.ts";

/**
 * A file as it is in one turn of a region of it: only the region's nodes are seen, and names mean what they stand for in the
 * turn. `document` is the region's file. It shares the tree, which it does not free.
 */
export function inTurn(document: CodeDocument, turn: Turn): CodeDocument {
  const query = createNodeQuery(turn.region);
  const values =
    document.language === "python"
      ? createPythonValues(document, turn.bound)
      : createScriptValues(document, turn.bound);
  return {
    file: document.file,
    language: document.language,
    text: document.text,
    root: document.root,
    names: document.names,
    values,
    turn,
    nodes: (...types) => query(types),
    textOf: document.textOf,
    rangeOf: document.rangeOf,
    rangeAt: document.rangeAt,
  };
}
