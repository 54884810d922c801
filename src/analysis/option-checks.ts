import type { CodeDocument } from "../syntax/code-document.ts";
import type { Node } from "../syntax/node.ts";
import { type Call, calleeOrigins, callsOf, lastName } from "./calls.ts";
import type { Fix } from "./fix.ts";
import type { CodeContext } from "./rule.ts";

/** Functions and classes by where they come from. */
export interface Callee {
  /** The module as imported. */
  module: RegExp;
  /** The last name of the function, class or method. */
  names: readonly string[];
}

/**
 * Whether a file is part of the library it imports: what a framework does inside is not what a program does with it.
 * `module` is the module as imported.
 */
export function isOwnSource(file: string, module: string): boolean {
  const [root = ""] = module.split(/[./]/);
  return root !== "" && file.split("/").slice(0, -1).includes(root);
}

/**
 * Calls of a callee in a file, however it is imported. Methods of what a library returns are not among them, nor are calls
 * in the library's own files.
 */
export function callsTo(
  { document, file }: Pick<CodeContext, "document" | "file">,
  { module, names }: Callee,
): Call[] {
  return callsOf(document).filter((call) => {
    const last = lastName(document, call.callee);
    const mayBe = last === undefined || names.includes(last) || call.callee.type === "identifier";
    return (
      mayBe &&
      calleeOrigins(document, call).some(
        (origin) =>
          module.test(origin.module) &&
          names.includes(origin.path.at(-1) ?? "") &&
          !isOwnSource(file, origin.module),
      )
    );
  });
}

/** The constant an option of a call is given; undefined when it is not given or not constant. */
export function constantOf(
  document: CodeDocument,
  call: Call,
  name: string,
): string | number | boolean | null | undefined {
  const value = call.option(name)?.value;
  return value === undefined ? undefined : document.values.scalar(value);
}

/** Replaces an expression. */
export function replacing(
  document: CodeDocument,
  file: string,
  node: Node,
  newText: string,
  title: string,
): Fix {
  return { title, kind: "safe", edits: [{ file, range: document.rangeOf(node), newText }] };
}

/** Adds a keyword argument or, to the object a JavaScript call is given, a property. Undefined when there is no place for it. */
export function addingOption(
  document: CodeDocument,
  file: string,
  call: Call,
  text: string,
  title: string,
): Fix | undefined {
  const list = call.node.childForFieldName("arguments");
  if (list === null || document.language !== "python") {
    return undefined;
  }
  const last = list.namedChildren.filter((child) => child !== null && child.type !== "comment").at(-1);
  const at = last?.endIndex ?? list.startIndex + 1;
  const range = document.rangeAt(at, at);
  return {
    title,
    kind: "safe",
    edits: [{ file, range, newText: last === undefined || last === null ? text : `, ${text}` }],
  };
}

/** Adds a property to the object of options at a position of a JavaScript call; the object as well when there is none. */
export function addingProperty(
  document: CodeDocument,
  file: string,
  call: Call,
  position: number,
  text: string,
  title: string,
): Fix | undefined {
  const given = call.positional[position];
  const last = call.positional.at(-1);
  if (given === undefined) {
    return call.positional.length === position && last !== undefined
      ? edited(document, file, last.endIndex, `, { ${text} }`, title)
      : undefined;
  }
  const isEmpty = given.type === "object" && given.namedChildren.length === 0;
  return given.type === "object"
    ? edited(document, file, given.startIndex + 1, isEmpty ? ` ${text} ` : ` ${text},`, title)
    : undefined;
}

function edited(document: CodeDocument, file: string, at: number, newText: string, title: string): Fix {
  return { title, kind: "safe", edits: [{ file, range: document.rangeAt(at, at), newText }] };
}
