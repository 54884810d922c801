import type { ServerDefinition, ToolPermission } from "../ots/server.ts";
import type { SourceRange, ToolDefinition } from "../ots/tool.ts";
import type { CodeDocument } from "../syntax/code-document.ts";
import type { DataDocument } from "../syntax/data-node.ts";
import type { Hint, ToolCode } from "../tools/format.ts";
import type { Finding } from "./finding.ts";
import type { Fix } from "./fix.ts";
import type { SinkKind } from "./flow/engine.ts";
import type { Flows } from "./flow/flows.ts";
import type { SourceKind } from "./flow/value.ts";
import type { LibraryVersions } from "./library-versions.ts";
import type { RuleInfo } from "./rule-info.ts";

/** What a check hands in. Analysis adds the rule, the file and the fingerprint. */
export type RuleFinding = Pick<Finding, "message" | "confidence"> & {
  range: SourceRange;
  /** When the unsafe place lies in another file than the one that is checked, such as a helper of the workspace. */
  file?: string;
  /** The rule's own severity when absent. Never graver than that. */
  severity?: Finding["severity"];
  related?: Finding["related"];
  tool?: Finding["tool"];
  /** Worked out when a person asks; safe rewrites first. The parsed file is still there then. */
  fixes?: () => readonly Fix[];
};

/** What every check knows of the file it looks at. */
export interface FileContext {
  /** Workspace-relative, forward slashes. */
  file: string;
  text: string;
  /** Test code and test data: findings there are lowered by one level. */
  inTests: boolean;
  /** Tools discovery finds in this file. */
  tools: readonly ToolDefinition[];
  /** MCP servers and permissions that this file, a client's configuration, states. */
  servers: readonly ServerDefinition[];
  permissions: readonly ToolPermission[];
  /** Of the libraries the file's project names. */
  versions: LibraryVersions;
  /** The text of another file of the project by its workspace-relative path; undefined when there is none. */
  read(path: string): string | undefined;
}

export interface CodeContext extends FileContext {
  document: CodeDocument;
  /** The programs behind the tools, by tool id. */
  programs: ReadonlyMap<string, ToolCode>;
  /** What reaches what in this file and in those it imports; worked out once, when first asked for. */
  readonly flows: Flows;
}

export interface ConfigContext extends FileContext {
  /** Undefined when the file is not JSON, YAML, TOML or Markdown with front matter, or could not be read at all. */
  document: DataDocument | undefined;
}

/** Where flows begin and end that a check is about, other than at arguments of tools. */
export interface FlowEnds {
  sources: readonly SourceKind[];
  sinks: readonly SinkKind[];
}

/** Looks at program text. */
export interface CodeCheck {
  kind: "code";
  /** At least one must occur in the text, else the check does not run; "tools": discovery must have found a tool,
   * or the file answers for all tools of a server; else the text and what it imports must hold words of both ends of a flow. */
  hints: readonly Hint[] | "tools" | FlowEnds;
  /** Must occur as well. */
  needs?: RegExp;
  /** It speaks of the file's tools: where discovery finds none, it does not run. */
  ofTools?: true;
  check(context: CodeContext): readonly RuleFinding[];
}

/** Looks at the definitions discovery found, whatever language they are written in. */
export interface ToolCheck {
  kind: "tools";
  check(context: FileContext): readonly RuleFinding[];
}

/** Looks at data files and configurations. */
export interface ConfigCheck {
  kind: "config";
  /** Workspace-relative path, forward slashes. */
  files: RegExp;
  /** At least one must occur in the text, else the file is not parsed for this check; empty: always. */
  hints: readonly Hint[];
  check(context: ConfigContext): readonly RuleFinding[];
}

export type Check = CodeCheck | ToolCheck | ConfigCheck;

/** A rule: what a person is told about it, and what finds it. `check` never throws on purpose and never runs code. */
export interface Rule extends RuleInfo {
  checks: readonly Check[];
}
