import type { ToolDefinition } from "../../ots/tool.ts";
import { field, namedChildren } from "../../syntax/tree.ts";
import { approvalGates } from "../approval-gates.ts";
import { type Call, callsOf, lastName } from "../calls.ts";
import { type Fix, offsetsOf } from "../fix.ts";
import type { CodeContext } from "../rule.ts";

/** The framework's own question before the tool runs. */
export function askingFixes({ document, file, text }: CodeContext, tool: ToolDefinition): Fix[] {
  const { start, end } = offsetsOf(text, tool.source.range);
  const title = `Ask before \`${tool.name}\` runs`;
  const { keyword, property } = approvalGates[tool.framework] ?? {};
  if (keyword !== undefined) {
    return decorated(document, file, { start, end }, keyword, title);
  }
  const call = callsOf(document).find(
    ({ node }) => node.startIndex >= start && node.endIndex <= end && definesTool(document, node),
  );
  return property === undefined || call === undefined
    ? []
    : withProperty(document, file, call, property, title);
}

function definesTool(document: CodeContext["document"], node: Call["node"]): boolean {
  const callee = field(node, "function");
  return callee !== undefined && /^(?:tool|createTool|dynamicTool)$/.test(lastName(document, callee) ?? "");
}

/** `@function_tool` becomes `@function_tool(needs_approval=True)`. */
function decorated(
  document: CodeContext["document"],
  file: string,
  { start, end }: { start: number; end: number },
  option: string,
  title: string,
): Fix[] {
  const decorator = document
    .nodes("decorator")
    .find((node) => node.startIndex >= start && node.endIndex <= end && /tool/.test(document.textOf(node)));
  const called = decorator && namedChildren(decorator)[0];
  if (called === undefined) {
    return [];
  }
  const list = called.type === "call" ? field(called, "arguments") : undefined;
  const last = list === undefined ? undefined : namedChildren(list).at(-1);
  const at = list === undefined ? called.endIndex : (last?.endIndex ?? list.startIndex + 1);
  const newText = list === undefined ? `(${option})` : last === undefined ? option : `, ${option}`;
  return [{ title, kind: "safe", edits: [{ file, range: document.rangeAt(at, at), newText }] }];
}

/** A property behind the last one of the object that defines the tool, laid out as that one is. */
function withProperty(
  document: CodeContext["document"],
  file: string,
  call: Call,
  option: string,
  title: string,
): Fix[] {
  const object = call.positional.find(({ type }) => type === "object");
  const first = object && namedChildren(object)[0];
  if (object === undefined || first === undefined) {
    return [];
  }
  const { text } = document;
  const gap = text.slice(object.startIndex + 1, first.startIndex);
  const range = document.rangeAt(first.startIndex, first.startIndex);
  return [
    { title, kind: "safe", edits: [{ file, range, newText: `${option},${gap.includes("\n") ? gap : " "}` }] },
  ];
}
