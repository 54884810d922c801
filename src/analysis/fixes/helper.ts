import { namedChildren } from "../../syntax/tree.ts";
import type { Fix, TextEdit } from "../fix.ts";
import type { Hit } from "../flow/engine.ts";
import type { Unit } from "../flow/unit.ts";

/** A function that is put into the file and around the value. */
export interface Helper {
  name: string;
  imports: readonly { statement: string; module: string }[];
  /** Its lines. */
  text: readonly string[];
}

/** The value wrapped in a call of the helper, the helper behind the file's imports, once. */
export function wrapped(
  {
    place,
  }: { place: Pick<Hit["place"], "start" | "end"> & { unit: Pick<Unit, "document" | "file" | "isPython"> } },
  helper: Helper,
  { title, placeholder }: { title: string; placeholder: string },
): Fix[] {
  const { document, file, isPython } = place.unit;
  const { text } = document;
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  const value = text.slice(place.start, place.end);
  const isDefined = new RegExp(`\\b${helper.name}\\b`).test(text);
  const missing = helper.imports.filter(({ statement }) => !text.includes(statement));
  const offset = behindImports(place.unit.document.root, text, isPython);
  // What follows the imports mostly is a blank line already.
  const gap = /^\r?\n/.test(text.slice(offset)) ? [] : isPython ? [newline, newline] : [newline];
  const block = [
    ...missing.map(({ statement }) => `${statement}${newline}`),
    newline,
    ...helper.text.map((line) => `${line}${newline}`),
    ...gap,
  ].join("");
  const edits: TextEdit[] = [
    ...(isDefined ? [] : [{ file, range: document.rangeAt(offset, offset), newText: block }]),
    { file, range: document.rangeAt(place.start, place.end), newText: `${helper.name}(${value})` },
  ];
  return /[\r\n]/.test(value) ? [] : [{ title, kind: "alternative", edits, placeholder }];
}

/** The line after the last import at the top of the file. */
function behindImports(root: Parameters<typeof namedChildren>[0], text: string, isPython: boolean): number {
  const kind = isPython ? /^(import|import_from|future_import)_statement$/ : /^import_statement$/;
  const last = namedChildren(root).findLast((node) => kind.test(node.type));
  if (last === undefined) {
    return 0;
  }
  const line = text.indexOf("\n", last.endIndex);
  return line < 0 ? text.length : line + 1;
}
