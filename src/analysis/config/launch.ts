import type { ServerDefinition } from "../../ots/server.ts";
import type { SourceRange } from "../../ots/tool.ts";
import type { DataDocument, DataNode } from "../../syntax/data-node.ts";
import { type Call, callsOf, isCallOf } from "../calls.ts";
import { contains } from "../ranges.ts";
import type { CodeContext, ConfigContext } from "../rule.ts";

/** A piece of a configuration or call with its place; the range is without quotes. */
export interface Piece {
  text: string;
  range: SourceRange;
}

/** How an MCP server is started or reached, as it is written, secrets included. Never show its texts. */
export interface Launch {
  /** The server's name, for messages. */
  name: string;
  /** Where the whole entry stands. */
  range: SourceRange;
  command?: Piece;
  args: readonly Piece[];
  url?: Piece;
  env: readonly (Piece & { name: string })[];
  headers: readonly (Piece & { name: string })[];
}

/** Files in which clients keep their servers. */
export const configFiles = /(?:\.(?:jsonc?|toml|ya?ml|md|code-workspace)|(?:^|\/)\.mcp\.json)$/i;
/** One of these stands in every entry. */
export const launchHints = ["command", "url", "Url", "httpUrl"];

/** Documentation and templates, whose entries nobody runs as they are. */
export function isExample(file: string): boolean {
  return (
    /(?:^|[./_-])(?:examples?|samples?|template|demos?|docs?|documentation|readme)(?=[./_-]|$)/i.test(file) ||
    /\.(?:md|mdx)$/i.test(file)
  );
}

/** The servers that a client's configuration states. */
export function configuredLaunches(context: ConfigContext): Launch[] {
  const { document, servers } = context;
  return document === undefined
    ? []
    : servers.flatMap((server) => {
        const entry = entryAt(document, server.source.range);
        return entry === undefined ? [] : launchOf(document, server, entry);
      });
}

const entryKeys = ["command", "url", "serverUrl", "httpUrl", "uri", "trust"];

/** The object of a server's entry; its range may be given with or without its key. */
export function entryAt(document: DataDocument, range: SourceRange): DataNode | undefined {
  return document
    .places()
    .map(({ node }) => node)
    .find(
      (node) =>
        node.kind === "object" &&
        entryKeys.some((key) => node.get(key) !== undefined) &&
        contains(range, document.rangeOf(node)),
    );
}

function launchOf(document: DataDocument, { name, source }: ServerDefinition, entry: DataNode): Launch {
  const piece = (node: DataNode): Piece => ({
    text: String(node.value ?? ""),
    range: document.contentRangeOf(node),
  });
  const strings = (node: DataNode | undefined) =>
    (node?.items() ?? []).filter(({ kind }) => kind === "string");
  const named = (keys: readonly string[]) =>
    keys.flatMap((key) =>
      (entry.get(key)?.entries() ?? []).flatMap((member) =>
        member.value.kind === "string" ? { ...piece(member.value), name: member.key } : [],
      ),
    );
  const command = entry.get("command");
  const [first, ...rest] =
    command?.kind === "array" ? strings(command) : command?.kind === "string" ? [command] : [];
  const url = ["url", "serverUrl", "httpUrl", "uri"]
    .map((key) => entry.get(key))
    .find((node) => node?.kind === "string");
  return {
    name,
    range: source.range,
    ...(first === undefined ? {} : { command: piece(first) }),
    args: [...rest, ...strings(entry.get("args"))].map(piece),
    ...(url === undefined ? {} : { url: piece(url) }),
    env: named(["env", "environment"]),
    headers: named(["headers", "http_headers"]),
  };
}

const launchers = [
  "StdioServerParameters",
  "StdioServerParams",
  "stdio.StdioServerParameters",
  "client.stdio.StdioServerParameters",
  "StdioClientTransport",
  "Experimental_StdioMCPTransport",
  "MCPServerStdio",
  "mcp.MCPServerStdio",
  "StdioConnectionParams",
];
const libraries =
  /^(?:mcp|agents|@modelcontextprotocol\/|@ai-sdk\/|ai$|ai\/|@openai\/agents|autogen_ext|pydantic_ai|google\.adk|fastmcp|smolagents|crewai|langchain_mcp_adapters)/;

/** The servers that program text starts with literal commands. */
export function codedLaunches(context: CodeContext): Launch[] {
  const { document } = context;
  return callsOf(document).flatMap((call) =>
    isCallOf(document, call, libraries, launchers) ? (codedLaunch(context, call) ?? []) : [],
  );
}

function codedLaunch({ document }: CodeContext, call: Call): Launch | undefined {
  const params = call.option("params")?.value;
  const inner = params === undefined ? undefined : document.values.members(params);
  const get = (key: string) => call.option(key)?.value ?? inner?.get(key);
  const piece = (node: Parameters<typeof document.rangeOf>[0] | undefined): Piece | undefined => {
    const text = node === undefined ? undefined : document.values.string(node);
    return node === undefined || text === undefined
      ? undefined
      : { text, range: document.rangeAt(node.startIndex + 1, node.endIndex - 1) };
  };
  const command = piece(get("command"));
  const list = get("args");
  const args = list === undefined ? [] : (document.values.items(list)?.items ?? []);
  return command === undefined
    ? undefined
    : {
        name: command.text,
        range: document.rangeOf(call.node),
        command,
        args: args.flatMap((node) => piece(node) ?? []),
        env: [],
        headers: [],
      };
}
