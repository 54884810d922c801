import type { ToolAnnotations } from "../../ots/tool.ts";
import { createLineIndex } from "../../syntax/line-index.ts";
import type { FoundTool } from "../format.ts";
import type { InputSchema } from "../input-schema.ts";
import { type Stretch, type Tokens, textOf } from "./tokens.ts";

/** What a format that reads plain text knows of one definition. */
export interface TextToolParts {
  framework: string;
  /** The literal with the name, or the word that is the name. */
  name: Stretch;
  /** In place of what stands there. */
  nameText?: string | undefined;
  whole: Stretch;
  description: string;
  schema: InputSchema;
  annotations?: ToolAnnotations | undefined;
}

const maxDescription = 20_000;

/** Puts the parts together; undefined when the name is no literal or could be no tool's name. */
export function textTool(text: string, tokens: Tokens, parts: TextToolParts): FoundTool | undefined {
  const { framework, name, whole, description, schema, annotations } = parts;
  const named = parts.nameText ?? textOf(tokens, name);
  const first = tokens.list[name.from];
  const start = tokens.list[whole.from]?.start;
  const end = tokens.list[whole.to - 1]?.end;
  if (
    named === undefined ||
    first === undefined ||
    start === undefined ||
    end === undefined ||
    !/^\S{1,128}$/.test(named)
  ) {
    return undefined;
  }
  const lines = createLineIndex(text);
  const quotes = first.kind === "string" ? 1 : 0;
  return {
    name: named,
    description: description.slice(0, maxDescription),
    framework,
    ...schema,
    ...(annotations === undefined ? {} : { annotations }),
    range: lines.rangeAt(start, end - start),
    nameRange: lines.rangeAt(first.start + quotes, first.end - first.start - 2 * quotes),
  };
}
