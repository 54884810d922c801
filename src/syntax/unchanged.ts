import type { CodeDocument } from "./code-document.ts";
import { difference } from "./difference.ts";
import type { Node } from "./node.ts";

/** What an edit has left as it was. Offsets that are asked about are those of the text before. */
export interface Unchanged {
  before: CodeDocument;
  /** Where a function began that is the same now, with everything of the file that it uses; undefined for all others. */
  functionBefore(start: number): number | undefined;
  /** Where an offset of the text before is now; undefined when it lay in a statement that was edited. */
  moved(offset: number): number | undefined;
}

const predecessors = new WeakMap<CodeDocument, CodeDocument>();
const known = new WeakMap<CodeDocument, Unchanged | null>();

/** Says that a document stands for what a person made of another one, and that no file that one had to do with has changed. */
export function follows(document: CodeDocument, before: CodeDocument): void {
  predecessors.delete(before); // nobody asks for what was before that any more
  known.delete(before);
  predecessors.set(document, before);
}

/** What is still the same in a document that was edited. Undefined when anything may be different. */
export function unchangedIn(document: CodeDocument): Unchanged | undefined {
  const before = predecessors.get(document);
  if (before === undefined) {
    return undefined;
  }
  let found = known.get(document);
  if (found === undefined) {
    found = compared(before, document) ?? null;
    known.set(document, found);
  }
  return found ?? undefined;
}

/**
 * Only functions of Python at the outermost level are told apart: they are alike when their text is, when nothing but functions was
 * edited, and when neither they nor any function they name name one that was.
 */
function compared(before: CodeDocument, after: CodeDocument): Unchanged | undefined {
  if (after.language !== "python" || before.root.hasError || after.root.hasError) {
    return undefined;
  }
  const { start, oldEnd, newEnd } = difference(before.text, after.text);
  const touchedBefore = before.root.namedChildren.filter(
    (one) => one.endIndex >= start && one.startIndex <= oldEnd,
  );
  const statements = after.root.namedChildren;
  const touched = statements.filter((one) => one.endIndex >= start && one.startIndex <= newEnd);
  const names = [...touchedBefore, ...touched].map(nameOf);
  const affected = new Set(touched);
  for (const name of names) {
    if (name === undefined) {
      return undefined;
    }
    for (const statement of name === "" ? [] : naming(after.text, statements, name)) {
      const own = nameOf(statement);
      if (own === undefined) {
        return undefined;
      }
      if (!affected.has(statement)) {
        affected.add(statement);
        names.push(own); // which the loop goes on to
      }
    }
  }
  const moved = newEnd - oldEnd;
  return {
    before,
    functionBefore(offset) {
      const statement = statements[indexAt(statements, offset)];
      const isSame = statement !== undefined && offset < statement.endIndex && !affected.has(statement);
      return isSame ? (offset < start ? offset : offset - moved) : undefined;
    },
    moved(offset) {
      const isTouched = touchedBefore.some((one) => one.startIndex <= offset && offset <= one.endIndex);
      return isTouched ? undefined : offset < start ? offset : offset + moved;
    },
  };
}

/** The name of a function, nothing for a comment; undefined for what may have to do with everything. */
function nameOf(statement: Node): string | undefined {
  if (statement.type === "comment") {
    return "";
  }
  const definition =
    statement.type === "decorated_definition" ? statement.childForFieldName("definition") : statement;
  return definition?.type === "function_definition" && !/\b(?:global|nonlocal)\b/.test(definition.text)
    ? definition.childForFieldName("name")?.text
    : undefined;
}

/** The statements in whose text a name stands. */
function naming(text: string, statements: readonly Node[], name: string): Node[] {
  const found: Node[] = [];
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    const isWord = !/[\p{L}\p{N}_]/u.test(`${text[at - 1] ?? ""}${text[at + name.length] ?? ""}`);
    const statement = isWord ? statements[indexAt(statements, at)] : undefined;
    if (statement !== undefined && found.at(-1) !== statement) {
      found.push(statement);
    }
  }
  return found;
}

/** The last statement that begins at an offset or before it. */
function indexAt(statements: readonly Node[], offset: number): number {
  let low = 0;
  let high = statements.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((statements[middle]?.startIndex ?? 0) <= offset) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low - 1;
}
