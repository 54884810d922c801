import type { CodeDocument } from "../../syntax/code-document.ts";
import type { Node } from "../../syntax/node.ts";
import { field } from "../../syntax/tree.ts";
import { ancestor } from "../calls.ts";
import type { Fix } from "../fix.ts";

/** `args = parse(…)` inside a `try`, with no arguments when it fails; only where the call is all a statement assigns. */
export function tryFixes(document: CodeDocument, file: string, call: Node): Fix[] {
  const { text } = document;
  const isPython = document.language === "python";
  const statement = ancestor(call, ({ type }) =>
    /^(?:expression_statement|lexical_declaration|variable_declaration)$/.test(type),
  );
  const holder = statement?.namedChildren.filter((one) => one !== null) ?? [];
  const [only] = holder;
  const name = only && (field(only, "left") ?? field(only, "name"));
  const value = only && (field(only, "right") ?? field(only, "value"));
  if (
    statement === undefined ||
    holder.length !== 1 ||
    name?.type !== "identifier" ||
    value?.id !== call.id
  ) {
    return [];
  }
  const line = text.lastIndexOf("\n", statement.startIndex) + 1;
  const indent = text.slice(line, statement.startIndex);
  if (indent.trim() !== "" || text.slice(statement.startIndex, statement.endIndex).includes("\n")) {
    return [];
  }
  const step = isPython ? "    " : indent.includes("\t") ? "\t" : "  ";
  const assigned = `${document.textOf(name)} = ${document.textOf(call)}`;
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  const lines = isPython
    ? ["try:", `${step}${assigned}`, "except ValueError:", `${step}${document.textOf(name)} = {}`]
    : [
        `let ${document.textOf(name)};`,
        "try {",
        `${step}${assigned};`,
        "} catch {",
        `${step}${document.textOf(name)} = {};`,
        "}",
      ];
  return [
    {
      title: "Parse it inside a try",
      kind: "alternative",
      edits: [
        {
          file,
          range: document.rangeAt(statement.startIndex, statement.endIndex),
          newText: lines.join(`${newline}${indent}`),
        },
      ],
    },
  ];
}
