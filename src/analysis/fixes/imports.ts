import type { CodeDocument } from "../../syntax/code-document.ts";
import { namedChildren } from "../../syntax/tree.ts";
import type { TextEdit } from "../fix.ts";

/** The edit that makes a Python module known, behind the imports that are there; undefined when it is known already. */
export function pythonImport(
  document: CodeDocument,
  file: string,
  statement: string,
  module: string,
): TextEdit | undefined {
  if (document.names.modules.includes(module)) {
    return undefined;
  }
  return importEdit(document, file, statement, /^(import|import_from|future_import)_statement$/);
}

/** As `pythonImport`, for JavaScript and TypeScript. */
export function scriptImport(document: CodeDocument, file: string, statement: string): TextEdit | undefined {
  if (document.text.includes(statement)) {
    return undefined;
  }
  // A CommonJS file knows no import statements.
  const isCommon = !/^\s*(?:import|export)\b/m.test(document.text) && /\brequire\(/.test(document.text);
  const required = statement.replace(/^import (.+) from ("[^"]+");$/, "const $1 = require($2);");
  return isCommon
    ? importEdit(document, file, required, /^(?:lexical|variable)_declaration$/)
    : importEdit(document, file, statement, /^import_statement$/);
}

function importEdit(document: CodeDocument, file: string, statement: string, kind: RegExp): TextEdit {
  const top = namedChildren(document.root);
  const first = top.find((node) => kind.test(node.type) && node.type !== "future_import_statement");
  const newline = document.text.includes("\r\n") ? "\r\n" : "\n";
  const offset = first?.startIndex ?? afterHeading(document);
  return { file, range: document.rangeAt(offset, offset), newText: `${statement}${newline}` };
}

/** Behind a module's docstring, a directive or a shebang line. */
function afterHeading(document: CodeDocument): number {
  const [first] = namedChildren(document.root);
  const isHeading = first?.type === "expression_statement" && first.firstNamedChild?.type === "string";
  const end = isHeading ? first.endIndex : (/^#!.*$/m.exec(document.text)?.[0].length ?? -1);
  if (end <= 0 || !(isHeading || document.text.startsWith("#!"))) {
    return 0;
  }
  const line = document.text.indexOf("\n", end);
  return line < 0 ? document.text.length : line + 1;
}
