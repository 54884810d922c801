import type { SourceRange, ToolDefinition } from "../ots/tool.ts";
import type { CodeDocument } from "../syntax/code-document.ts";
import type { DataDocument } from "../syntax/data-node.ts";
import type { Language } from "../syntax/language.ts";
import type { Node } from "../syntax/node.ts";

/**
 * A tool as one format sees it. Discovery adds what needs the file or the threat model: id, labels, `inTests`.
 * `framework` is the id of the format that found it.
 */
export type FoundTool = Omit<ToolDefinition, "id" | "capabilities" | "inTests" | "source"> & {
  /** The whole definition: the decorated function, the registration call, the JSON object. */
  range: SourceRange;
  /** The name inside it, without quotes. */
  nameRange: SourceRange;
  /** The file both ranges are in, when the definition stands in another file than the one it was found through. */
  file?: string;
  /** The definition's own file calls it otherwise, for want of the name it is offered under here. */
  renamed?: true;
  /** The program behind the tool, for definitions in code. Not stored. */
  code?: ToolCode;
};

/** The program behind a tool, worked out when asked for. */
export interface ToolCode {
  /** The function that runs when the model calls the tool, in whatever file of the project; undefined when not found. */
  handler(): ToolHandler | undefined;
  /** Everything the model reads of the tool, with its place: name, description, docstring, parameter descriptions. */
  visibleText(): VisibleText[];
}

/** A function that runs a tool. */
export interface ToolHandler {
  /** The document the function stands in. */
  document: CodeDocument;
  /** The function definition, arrow function or method. */
  node: Node;
  /** Names the function binds for its arguments; `self` and the like are left out. */
  parameters: readonly HandlerParameter[];
}

export interface HandlerParameter {
  name: string;
  /** The identifier that binds it. */
  node: Node;
  /** The type annotation, without what stands around it. */
  type?: Node | undefined;
  /** The argument of the tool it is taken out of; undefined when the name holds all arguments in one object. */
  key?: string | undefined;
  /** True when the model decides the value; false for what the framework or the program fills in. */
  fromModel: boolean;
}

export interface VisibleText {
  part: "name" | "description" | "docstring" | "parameter";
  /** The property the text describes, for `parameter`. */
  parameter?: string;
  /** With `…` for what is not static. */
  text: string;
  file: string;
  /** The literal as written, without its quotes. */
  range: SourceRange;
}

/** A piece of text, or a pattern (ASCII, not global), that a file must hold before it is worth parsing. */
export type Hint = string | RegExp;

/** Finds tools in program text. `find` must not throw on any text; what it cannot read it leaves out. */
export interface CodeFormat {
  kind: "code";
  id: string;
  languages: readonly Language[];
  /** At least one must occur in the text, else the file is not even parsed. */
  hints: readonly Hint[];
  /** Each of these must occur as well. */
  needs?: readonly Hint[];
  /** Goes by names alone: what it finds counts only where no other format finds a tool. */
  isFallback?: true;
  find(document: CodeDocument): FoundTool[];
}

/** Finds tools in JSON, JSONC and YAML. */
export interface DataFormat {
  kind: "data";
  id: string;
  /** At least one must occur in the text, else the file is not even parsed. */
  hints: readonly Hint[];
  /** `file` is workspace-relative with forward slashes: some formats go by the file's name. */
  find(document: DataDocument, file: string): FoundTool[];
}

/** Finds tools in languages that no parser here reads, by brackets, words and literals. `find` must not throw. */
export interface TextFormat {
  kind: "text";
  id: string;
  /** Names of the files it reads. */
  files: RegExp;
  /** At least one must occur in the text. */
  hints: readonly Hint[];
  find(text: string, nearby: Nearby): FoundTool[];
}

/** What a text may ask of the files around it. */
export interface Nearby {
  /** The folder of the file itself. */
  folder: string;
  /** The text of a file of the project by its name alone, from the nearest folder that has one. */
  named(name: string): string | undefined;
  /** The text of the file with this name in the nearest folder around the file's own, and that folder. */
  above(name: string): { folder: string; text: string } | undefined;
  /** The text of the file at a path from the root of the project. */
  read(path: string): string | undefined;
  /** The texts of the files directly in a folder whose names match. */
  inFolder(folder: string, names: RegExp): string[];
}

export type ToolFormat = CodeFormat | DataFormat | TextFormat;

function occurs(text: string, hint: Hint): boolean {
  return typeof hint === "string" ? text.includes(hint) : hint.test(text);
}

/** Whether any of the hints occurs in the text. */
export function occursIn(text: string, hints: readonly Hint[]): boolean {
  return hints.some((hint) => occurs(text, hint));
}

/**
 * Whether the text may hold definitions of the format. Bytes read as Latin-1 will do: hints are ASCII. With a search of the text, what
 * it has been asked before is not looked for again.
 */
export function isHinted(
  format: ToolFormat,
  text: string,
  holds = (hint: Hint) => occurs(text, hint),
): boolean {
  const needs = format.kind === "code" ? (format.needs ?? []) : [];
  return format.hints.some(holds) && needs.every(holds);
}
