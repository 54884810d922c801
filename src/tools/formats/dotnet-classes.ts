import type { ToolAnnotations } from "../../ots/tool.ts";
import type { FoundTool, Nearby, TextFormat } from "../format.ts";
import { unknownArguments } from "../input-schema.ts";
import { type Constants, createConstants } from "../text/dotnet-constants.ts";
import { groupsOf } from "../text/dotnet-groups.ts";
import { textTool } from "../text/text-tool.ts";
import { partsIn, type Stretch, type Tokens, tokensOf } from "../text/tokens.ts";

const framework = "dotnet-classes";
const hints: Readonly<Record<string, Exclude<keyof ToolAnnotations, "title">>> = {
  ReadOnly: "readOnlyHint",
  Destructive: "destructiveHint",
  Idempotent: "idempotentHint",
  OpenWorld: "openWorldHint",
};
const aboutTools = /\bMcp\b|\bMCP\b|\bAIFunction\b|\bToolMetadata\b|:\s*(?:I?\w*Tool\b|I?McpTool)/;
const runner = /^(?:Execute|Invoke|Run|Call|Handle)\w*$/;
const marks = /^(?:Command|Tool|McpTool)(?:Metadata|Definition|Info)(?:Attribute)?$/;

/**
 * Tools that are classes in C#: `class SecretCreateCommand : BaseCommand` with a name, a description and a method that runs. The
 * first two are properties or stand in an attribute; the groups that a command is added to stand before its name.
 */
export const dotnetClassesFormat: TextFormat = {
  kind: "text",
  id: framework,
  files: /\.cs$/i,
  hints: [/\bstring Name\s*(?:=>|\{\s*get)/, /\[(?:Command|Tool|McpTool)(?:Metadata|Definition|Info)\(/],
  find(text, nearby) {
    if (!aboutTools.test(text) || !text.includes("Description")) {
      return [];
    }
    const tokens = tokensOf(text);
    const constants = createConstants(tokens, nearby.named);
    return tokens.list.flatMap((token, index) => {
      const isClass = token.text === "class" && tokens.list[index + 1]?.kind === "word";
      return isClass ? (classTool(text, tokens, index, constants, nearby) ?? []) : [];
    });
  },
};

function classTool(
  text: string,
  tokens: Tokens,
  index: number,
  constants: Constants,
  nearby: Nearby,
): FoundTool | undefined {
  const { list, closing } = tokens;
  const open = bodyOf(tokens, index + 1);
  const end = open === undefined ? undefined : closing.get(open);
  if (open === undefined || end === undefined || !hasRunner(tokens, open, end)) {
    return undefined;
  }
  const inside = { from: open + 1, to: end };
  const marked = attributeBefore(tokens, index);
  const name = marked?.get("Name") ?? property(tokens, inside, "Name");
  const description = marked?.get("Description") ?? property(tokens, inside, "Description");
  const stated = name && constants.text(name);
  const said = description && constants.text(description);
  if (name === undefined || stated === undefined || said === undefined || said === "") {
    return undefined;
  }
  const own = list[index + 1]?.text ?? "";
  return textTool(text, tokens, {
    framework,
    name,
    nameText: [...groupsOf(own, nearby), stated].join("_"),
    whole: { from: index, to: end + 1 },
    description: said,
    schema: unknownArguments("the arguments are registered by the class at run time"),
    annotations: annotationsOf(tokens, marked === undefined ? inside : { from: marked.from, to: index }),
  });
}

/** The brace of a class, behind its constructor's parameters and its bases. */
function bodyOf({ list, closing }: Tokens, name: number): number | undefined {
  for (let at = name + 1; at < Math.min(list.length, name + 120); at++) {
    const word = list[at]?.text;
    if (word === "{") {
      return at;
    }
    if (word === ";" || word === "}") {
      return undefined;
    }
    at = word === "(" ? (closing.get(at) ?? at) : at;
  }
  return undefined;
}

function hasRunner({ list, closing }: Tokens, open: number, end: number): boolean {
  for (let at = open + 1; at < end; at++) {
    if (list[at + 1]?.text === "(" && runner.test(list[at]?.text ?? "") && list[at - 1]?.text !== ".") {
      return true;
    }
    at = list[at]?.text === "{" ? (closing.get(at) ?? at) : at;
  }
  return false;
}

/** What a property of the class gives: `string Name => "x";`, `string Name { get; } = "x";`, `string Name { get { return "x"; } }`. */
function property({ list, closing }: Tokens, { from, to }: Stretch, name: string): Stretch | undefined {
  for (let at = from; at < to; at++) {
    if (list[at]?.text === name && list[at - 1]?.text === "string") {
      const close = list[at + 1]?.text === "{" ? closing.get(at + 1) : undefined;
      const body = close === undefined ? at + 1 : close + 1;
      const start = /^(?:=>|=)$/.test(list[body]?.text ?? "") ? body + 1 : undefined;
      const end = list.findIndex((token, index) => index > body && token.text === ";");
      return start === undefined || end === -1 ? undefined : { from: start, to: end };
    }
    at = list[at]?.text === "{" ? (closing.get(at) ?? at) : at;
  }
  return undefined;
}

/** The settings of `[CommandMetadata(Name = "create", Description = "…")]` over the class. */
function attributeBefore(
  tokens: Tokens,
  index: number,
): { from: number; get(name: string): Stretch | undefined } | undefined {
  const { list, closing } = tokens;
  const start = list.findLastIndex((token, at) => at < index && /^[;{}]$/.test(token.text)) + 1;
  for (let at = start; at < index; at++) {
    if (list[at]?.text === "[" && marks.test(list[at + 1]?.text ?? "") && list[at + 2]?.text === "(") {
      const parts = partsIn(tokens, at + 2);
      return {
        from: at,
        get(name) {
          const found = parts.find(({ from }) => list[from]?.text === name && list[from + 1]?.text === "=");
          return found && { from: found.from + 2, to: found.to };
        },
      };
    }
    at = closing.get(at) ?? at;
  }
  return undefined;
}

function annotationsOf({ list }: Tokens, { from, to }: Stretch): ToolAnnotations | undefined {
  const annotations: ToolAnnotations = {};
  for (let at = from; at < to; at++) {
    const hint = hints[list[at]?.text ?? ""];
    const value = list[at + 2]?.text;
    if (hint !== undefined && list[at + 1]?.text === "=" && (value === "true" || value === "false")) {
      annotations[hint] = value === "true";
    }
  }
  return Object.keys(annotations).length === 0 ? undefined : annotations;
}
