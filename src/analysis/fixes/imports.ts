import type { CodeDocument } from "../../syntax/code-document.ts";
import type { Node } from "../../syntax/node.ts";
import { field, namedChildren } from "../../syntax/tree.ts";
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
  const [, name = "", module = ""] = /^import \{ (\w+) \} from "([^"]+)";$/.exec(statement) ?? [];
  const names = name === "" ? undefined : namesTakenFrom(document, module);
  const last = names?.at(-1);
  if (document.text.includes(statement) || names?.some((one) => document.textOf(one) === name) === true) {
    return undefined;
  }
  if (last !== undefined) {
    const end = document.rangeAt(last.endIndex, last.endIndex);
    return { file, range: end, newText: `, ${name}` };
  }
  // A CommonJS file knows no import statements.
  const isCommon = !/^\s*(?:import|export)\b/m.test(document.text) && /\brequire\(/.test(document.text);
  const required = statement.replace(/^import (.+) from ("[^"]+");$/, "const $1 = require($2);");
  return isCommon
    ? importEdit(document, file, required, /^(?:lexical|variable)_declaration$/)
    : importEdit(document, file, statement, /^import_statement$/);
}

/** What the file takes out of a module by name, by an import or by `const { a, b } = require(…)`. */
function namesTakenFrom(document: CodeDocument, module: string): readonly Node[] | undefined {
  const isModule = (node: Node | undefined) =>
    node?.type === "string" &&
    document.values.string(node)?.replace(/^node:/, "") === module.replace(/^node:/, "");
  for (const statement of namedChildren(document.root)) {
    const isType = document.text.startsWith("import type", statement.startIndex);
    if (statement.type === "import_statement" && !isType && isModule(field(statement, "source"))) {
      const names = statement.descendantsOfType("named_imports")[0];
      if (names) {
        return namedChildren(names);
      }
    }
    for (const declarator of statement.type.endsWith("_declaration") ? namedChildren(statement) : []) {
      const [pattern, call] = [field(declarator, "name"), field(declarator, "value")];
      const required =
        call?.type === "call_expression" && document.text.startsWith("require(", call.startIndex)
          ? namedChildren(field(call, "arguments") ?? call)[0]
          : undefined;
      if (pattern?.type === "object_pattern" && isModule(required)) {
        return namedChildren(pattern);
      }
    }
  }
  return undefined;
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
