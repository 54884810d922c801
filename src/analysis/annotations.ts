import type { SourceRange, ToolAnnotations, ToolDefinition } from "../ots/tool.ts";
import { offsetsOf, rangeBetween } from "./fix.ts";

type Hint = Exclude<keyof ToolAnnotations, "title">;

/** Where the value of an annotation stands in a tool's definition; undefined when it is made elsewhere. */
export function hintRange(text: string, tool: ToolDefinition, hint: Hint): SourceRange | undefined {
  const { start, end } = offsetsOf(text, tool.source.range);
  const match = new RegExp(`${hint}["']?\\s*[:=]\\s*(true|false)\\b`, "i").exec(text.slice(start, end));
  if (match === null) {
    return undefined;
  }
  const value = match[1] ?? "";
  const at = start + match.index + match[0].length - value.length;
  return rangeBetween(text, at, at + value.length);
}
