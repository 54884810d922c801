import { collectPlaces, type DataDocument, type DataNode, type Place } from "./data-node.ts";
import { createLineIndex, type LineIndex } from "./line-index.ts";

export interface OffsetProblem {
  offset: number;
  message: string;
}

/** Puts a parsed tree and its text together. Lines are only counted when a range or a problem asks for them. */
export function createDataDocument(
  language: DataDocument["language"],
  text: string,
  roots: readonly DataNode[],
  offsetProblems: readonly OffsetProblem[],
): DataDocument {
  let index: LineIndex | undefined;
  let places: Place[] | undefined;
  const lines = () => {
    index ??= createLineIndex(text);
    return index;
  };
  return {
    language,
    text,
    root: roots[0],
    roots,
    problems: offsetProblems.map(({ offset, message }) => {
      const { line, column } = lines().positionAt(offset);
      return { line: line + 1, column: column + 1, message };
    }),
    rangeOf: (node) => lines().rangeAt(node.offset, node.length),
    contentRangeOf(node) {
      const quote = text[node.offset];
      const last = text[node.offset + node.length - 1];
      const quoted =
        node.kind === "string" && node.length >= 2 && (quote === '"' || quote === "'") && last === quote;
      return quoted
        ? lines().rangeAt(node.offset + 1, node.length - 2)
        : lines().rangeAt(node.offset, node.length);
    },
    places() {
      places ??= collectPlaces(roots);
      return places;
    },
  };
}

/** A text that must not be parsed at all: no tree, one problem that says why. */
export function refusedDocument(
  language: DataDocument["language"],
  text: string,
  offset: number,
  message: string,
): DataDocument {
  return createDataDocument(language, text, [], [{ offset, message }]);
}
