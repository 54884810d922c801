import type { ServerDefinition, ToolPermission } from "../../ots/server.ts";
import type { SourceRange } from "../../ots/tool.ts";
import type { DataDocument } from "../../syntax/data-node.ts";
import type { Problem } from "../../syntax/problem.ts";

/** A server as one format sees it. Discovery adds what needs the file: id, format, `inTests`. */
export type FoundServer = Omit<ServerDefinition, "id" | "format" | "inTests" | "source"> & {
  /** The whole entry, with its key. */
  range: SourceRange;
  /** The server's name, without quotes. */
  nameRange: SourceRange;
};

export type FoundPermission = Omit<ToolPermission, "id" | "format" | "inTests" | "source"> & {
  range: SourceRange;
};

export interface Found {
  servers?: FoundServer[];
  permissions?: FoundPermission[];
  problems?: Omit<Problem, "file">[];
}

/** Reads the servers and permissions of one kind of configuration file. `find` must not throw on any text. */
export interface ConfigFormat {
  id: string;
  /** Tested against the workspace-relative path with forward slashes. */
  files: RegExp;
  /** At least one must occur in the text, else the file is not even parsed. */
  hints: readonly string[];
  find(document: DataDocument, file: string): Found;
}
