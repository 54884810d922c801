import type { ToolDefinition } from "../../ots/tool.ts";
import { field, namedChildren } from "../../syntax/tree.ts";
import type { Fix } from "../fix.ts";
import type { CodeContext } from "../rule.ts";

const words = "What this does, when to use it, and what it gives back.";

/** A docstring with the function's parameters, for a person to fill in. */
export function docstringFixes({ document, file, programs }: CodeContext, tool: ToolDefinition): Fix[] {
  const handler = programs.get(tool.id)?.handler();
  const body = handler?.document === document ? field(handler.node, "body") : undefined;
  const [first] = body === undefined ? [] : namedChildren(body);
  if (
    document.language !== "python" ||
    handler === undefined ||
    body?.type !== "block" ||
    first === undefined
  ) {
    return [];
  }
  const { text } = document;
  const line = text.lastIndexOf("\n", first.startIndex - 1) + 1;
  const indent = text.slice(line, first.startIndex);
  const isStated = /\bdescription\s*=/.test(
    text
      .slice(handler.node.startIndex - 400, handler.node.startIndex)
      .split("\n\n")
      .at(-1) ?? "",
  );
  const isDocumented = first.type === "expression_statement" && first.firstNamedChild?.type === "string";
  if (indent.trim() !== "" || isDocumented || isStated) {
    return [];
  }
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  const names = handler.parameters.filter(({ fromModel }) => fromModel).map(({ name }) => name);
  const lines =
    names.length === 0
      ? [`"""${words}"""`]
      : [`"""${words}`, "", "Args:", ...names.map((name) => `    ${name}: what it means.`), '"""'];
  const newText = lines.map((one, index) => (index === 0 || one === "" ? one : indent + one)).join(newline);
  return [
    {
      title: `Describe \`${tool.name}\``,
      kind: "alternative",
      edits: [
        {
          file,
          range: document.rangeAt(first.startIndex, first.startIndex),
          newText: `${newText}${newline}${indent}`,
        },
      ],
      placeholder: words,
    },
  ];
}
