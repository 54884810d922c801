import type { ToolDefinition } from "../../ots/tool.ts";
import type { Fix } from "../fix.ts";
import { offsetsOf, rangeBetween } from "../fix.ts";
import type { FileContext } from "../rule.ts";

/** Where the source of a tool stands in its file. */
function sourceOf({ text }: FileContext, tool: ToolDefinition): { start: number; source: string } {
  const { start, end } = offsetsOf(text, tool.source.range);
  return { start, source: text.slice(start, end) };
}

function inserted({ file, text }: FileContext, at: number, newText: string) {
  return { file, range: rangeBetween(text, at, at), newText };
}

/** `"additionalProperties": false` beside the type of the schema's root, in the words of its language. */
export function closingFixes(context: FileContext, tool: ToolDefinition): Fix[] {
  const { start, source } = sourceOf(context, tool);
  const match = /(["']?)type\1\s*:\s*(["'])object\2/.exec(source);
  if (match === null || tool.source.file !== context.file) {
    return [];
  }
  const isPython = /\.pyi?$/.test(context.file);
  const quote = match[1] ?? "";
  const at = start + match.index + match[0].length;
  return [
    {
      title: "Close the schema",
      kind: "safe",
      edits: [
        inserted(context, at, `, ${quote}additionalProperties${quote}: ${isPython ? "False" : "false"}`),
      ],
    },
  ];
}

/** A bound for a parameter, as JSON Schema writes it and as a Zod schema does. */
export interface Bound {
  json: readonly [key: string, value: string];
  zod: string;
  /** The part a person should replace. */
  placeholder: string;
}

/** The bound behind the type of a parameter. */
export function boundFixes(context: FileContext, tool: ToolDefinition, name: string, bound: Bound): Fix[] {
  const { start, source } = sourceOf(context, tool);
  if (tool.source.file !== context.file) {
    return [];
  }
  const escaped = name.replace(/[^\w]/g, "\\$&");
  const title = `Bound \`${name}\` in the schema`;
  const json = new RegExp(
    `(["']?)\\b${escaped}\\1\\s*:\\s*\\{\\s*(?:\\n\\s*)?(["']?)type\\2\\s*:\\s*["'][a-z]+["']`,
  ).exec(source);
  if (json !== null) {
    const quote = json[2] ?? "";
    const [key, value] = bound.json;
    const at = start + json.index + json[0].length;
    const newText = `, ${quote}${key}${quote}: ${value}`;
    return [
      { title, kind: "alternative", edits: [inserted(context, at, newText)], placeholder: bound.placeholder },
    ];
  }
  const zod = new RegExp(`\\b${escaped}\\s*:\\s*z\\.(?:string|number)\\(\\)`).exec(source);
  return zod === null
    ? []
    : [
        {
          title,
          kind: "alternative",
          edits: [inserted(context, start + zod.index + zod[0].length, bound.zod)],
          placeholder: bound.placeholder,
        },
      ];
}
