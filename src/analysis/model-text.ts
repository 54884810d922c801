import { isJsonObject, type Json, type JsonObject } from "../ots/json.ts";
import type { SourceRange, ToolDefinition } from "../ots/tool.ts";
import { offsetsOf, rangeBetween } from "./fix.ts";

/** A piece of a tool definition that reaches the model word for word. */
export interface ModelText {
  place:
    | "tool-name"
    | "tool-title"
    | "tool-description"
    | "parameter-name"
    | "parameter-description"
    | "parameter-value";
  /** Dotted path of the parameter it belongs to. */
  parameter?: string;
  text: string;
}

const maxDepth = 12;
const maxTexts = 2_000;

/** Everything of a tool that the model reads: names, title, descriptions, defaults, choices and examples. */
export function modelTexts(
  tool: Pick<ToolDefinition, "name" | "description" | "annotations" | "inputSchema">,
): ModelText[] {
  const texts: ModelText[] = [{ place: "tool-name", text: tool.name }];
  if (tool.annotations?.title !== undefined) {
    texts.push({ place: "tool-title", text: tool.annotations.title });
  }
  if (tool.description !== "") {
    texts.push({ place: "tool-description", text: tool.description });
  }
  schemaTexts(tool.inputSchema, "", 0, texts);
  return texts;
}

function schemaTexts(schema: JsonObject, path: string, depth: number, texts: ModelText[]): void {
  if (depth > maxDepth || texts.length > maxTexts) {
    return;
  }
  const parameter = path === "" ? {} : { parameter: path };
  for (const key of ["description", "title"]) {
    const text = schema[key];
    if (typeof text === "string" && text !== "") {
      texts.push({ place: "parameter-description", ...parameter, text });
    }
  }
  for (const key of ["default", "const", "enum", "examples"]) {
    for (const text of strings(schema[key])) {
      texts.push({ place: "parameter-value", ...parameter, text });
    }
  }
  for (const [name, inner] of Object.entries(objectOf(schema.properties))) {
    const own = path === "" ? name : `${path}.${name}`;
    texts.push({ place: "parameter-name", parameter: own, text: name });
    schemaTexts(objectOf(inner), own, depth + 1, texts);
  }
  for (const key of ["items", "additionalProperties"]) {
    const inner = schema[key];
    if (isJsonObject(inner)) {
      schemaTexts(inner, path, depth + 1, texts);
    }
  }
  for (const key of ["anyOf", "oneOf", "allOf"]) {
    const branches = schema[key];
    for (const branch of Array.isArray(branches) ? branches : []) {
      schemaTexts(objectOf(branch), path, depth + 1, texts);
    }
  }
  for (const definition of Object.values(objectOf(schema.$defs))) {
    schemaTexts(objectOf(definition), path, depth + 1, texts);
  }
}

function objectOf(value: Json | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}

function strings(value: Json | undefined): string[] {
  const values = Array.isArray(value) ? value : [value];
  return values.flatMap((one) => (typeof one === "string" && one !== "" ? [one] : []));
}

/** Longer words are looked for by their beginning. */
const maxNeedle = 400;
const maxPlaces = 200;

/**
 * Where words of a tool's text stand in its source: escapes, line breaks and string concatenation between them make no
 * difference. Looked for in the definition, then in the whole file; undefined when they are computed or elsewhere.
 */
export function locateWords(source: string, within: SourceRange, words: string): SourceRange | undefined {
  const parts = words
    .slice(0, maxNeedle)
    .split(/\s+/)
    .filter((word) => word !== "");
  return parts.length === 0 ? undefined : locate(source, within, parts.map(charactersPattern).join(joint));
}

/**
 * Every place in a definition where characters that may not even show stand, as they are or as escapes. When they are not
 * in the definition itself, the first place in the file.
 */
export function locateCharacters(source: string, within: SourceRange, characters: string): SourceRange[] {
  const body = charactersPattern(characters.slice(0, maxNeedle));
  const { start, end } = offsetsOf(source, within);
  const inside = [...source.slice(start, end).matchAll(new RegExp(body, "gu"))].map((match) =>
    rangeBetween(source, start + match.index, start + match.index + match[0].length),
  );
  return inside.length > 0 ? inside.slice(0, maxPlaces) : [locate(source, within, body) ?? []].flat();
}

function locate(source: string, within: SourceRange, body: string): SourceRange | undefined {
  const pattern = new RegExp(body, "u");
  const { start, end } = offsetsOf(source, within);
  const inside = pattern.exec(source.slice(start, end));
  const match = inside ?? pattern.exec(source);
  if (match === null) {
    return undefined;
  }
  const from = match.index + (inside === null ? 0 : start);
  return rangeBetween(source, from, from + match[0].length);
}

/** What may stand between two words of a text in its source: white space, its escapes, quotes and joints of strings. */
const joint = "(?:\\s|\\\\[nrt\\n]|[\"'`+()#*|>]|//){1,120}";

function charactersPattern(text: string): string {
  return [...text].map(characterPattern).join("");
}

function characterPattern(character: string): string {
  if (character === "…") {
    return "[\\s\\S]{1,300}?";
  }
  const code = character.codePointAt(0) ?? 0;
  if (/^[\w ]$/.test(character)) {
    return character;
  }
  const literal = `\\u{${code.toString(16)}}`;
  if (
    character === "\\" ||
    character === '"' ||
    character === "'" ||
    character === "/" ||
    character === "`"
  ) {
    return `\\\\?${literal}`;
  }
  if (code >= 0x20 && code < 0x7f) {
    return literal;
  }
  const units = [...Array(character.length).keys()].map((index) =>
    character.charCodeAt(index).toString(16).padStart(4, "0"),
  );
  const escaped = units.map((unit) => `\\\\u(?:${either(unit)})`).join("");
  const hex = code.toString(16);
  return `(?:${literal}|${escaped}|\\\\u\\{0*${either(hex)}\\}|\\\\U0*${either(hex)}|\\\\x${either(hex.padStart(2, "0"))}|\\\\N\\{[^}]{1,80}\\}|\\\\0*${code.toString(8)})`;
}

/** Hexadecimal digits in either case. */
function either(hex: string): string {
  return hex.replace(/[a-f]/g, (letter) => `[${letter}${letter.toUpperCase()}]`);
}
