import type { SourceRange, ToolDefinition } from "../ots/tool.ts";
import type { CodeDocument } from "../syntax/code-document.ts";
import type { DataDocument } from "../syntax/data-node.ts";
import type { Language } from "../syntax/language.ts";

/**
 * A tool as one format sees it. Discovery adds what needs the file or the threat model: id, labels, `inTests`.
 * `framework` is the id of the format that found it.
 */
export type FoundTool = Omit<ToolDefinition, "id" | "capabilities" | "inTests" | "source"> & {
  /** The whole definition: the decorated function, the registration call, the JSON object. */
  range: SourceRange;
  /** The name inside it, without quotes. */
  nameRange: SourceRange;
};

/** Finds tools in program text. `find` must not throw on any text; what it cannot read it leaves out. */
export interface CodeFormat {
  kind: "code";
  id: string;
  languages: readonly Language[];
  /** At least one must occur in the text, else the file is not even parsed. */
  hints: readonly string[];
  find(document: CodeDocument): FoundTool[];
}

/** Finds tools in JSON, JSONC and YAML. */
export interface DataFormat {
  kind: "data";
  id: string;
  /** At least one must occur in the text, else the file is not even parsed. */
  hints: readonly string[];
  /** `file` is workspace-relative with forward slashes: some formats go by the file's name. */
  find(document: DataDocument, file: string): FoundTool[];
}

export type ToolFormat = CodeFormat | DataFormat;
