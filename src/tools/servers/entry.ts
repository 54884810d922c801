import type { NamedTool, Redaction, ServerDefinition } from "../../ots/server.ts";
import type { SourceRange } from "../../ots/tool.ts";
import type { DataDocument, DataNode } from "../../syntax/data-node.ts";
import { objectIn, stringIn } from "../data-shapes.ts";
import type { FoundServer } from "./format.ts";
import { keyRange, memberRange, printable } from "./places.ts";
import { isCredentialName, isLiteral, redactArguments, redactText } from "./redact.ts";

type Transport = ServerDefinition["transport"];

/** How a client's entries differ from the common ones. */
export interface Dialect {
  /** Transport of an entry that has the member and no `type`: `{ httpUrl: "http", url: "sse" }`. */
  addresses: Readonly<Record<string, Transport>>;
}

export const commonDialect: Dialect = { addresses: { url: "http", serverUrl: "http" } };

const maxItems = 500;

/** Where a server's name stands: as the key of its entry, or as a member of it. */
export interface NamePlace {
  name: string;
  range: SourceRange;
  nameRange: SourceRange;
}

/** Servers of a `{name: entry}` map; what is neither started nor reached is left out. */
export function serversIn(
  document: DataDocument,
  map: DataNode | undefined,
  dialect: Dialect = commonDialect,
): FoundServer[] {
  return (map?.entries() ?? []).slice(0, maxItems).flatMap((entry) => {
    const place = {
      name: entry.key,
      range: memberRange(document, entry),
      nameRange: keyRange(document, entry),
    };
    return serverIn(document, entry.value, place, dialect) ?? [];
  });
}

/** The server in one entry; undefined when the entry says neither how to start nor where to reach one. */
export function serverIn(
  document: DataDocument,
  node: DataNode,
  place: NamePlace,
  dialect: Dialect = commonDialect,
): FoundServer | undefined {
  const launch = launchOf(node);
  const address = Object.keys(dialect.addresses).find((key) => stringIn(node, key));
  if (launch === undefined && address === undefined) {
    return undefined;
  }
  const transport = transportOf(node, launch !== undefined, address, dialect);
  const redacted: Redaction[] = [];
  const keep = (where: string, at: DataNode, before: string, after: string) => {
    if (before !== after) {
      redacted.push({ where, range: document.contentRangeOf(at) });
    }
    return printable(after);
  };
  const started = transport === "stdio" ? launch : undefined;
  const args = started?.args ?? [];
  const hidden = redactArguments(args.map((arg) => String(arg.value ?? "")));
  const url = transport === "stdio" || address === undefined ? undefined : node.get(address);
  const allowed = firstList(node, ["includeTools", "enabled_tools", "tools"]);
  const directory = stringIn(node, "cwd") ?? stringIn(node, "workingDirectory");
  return {
    name: printable(place.name),
    transport,
    ...(started === undefined
      ? {}
      : {
          command: keep(
            "command",
            started.command,
            String(started.command.value).slice(0, 2_000),
            redactText(String(started.command.value)),
          ),
        }),
    args: args.map((arg, index) =>
      keep(`args[${index}]`, arg, String(arg.value ?? "").slice(0, 2_000), hidden[index] ?? ""),
    ),
    ...(directory === undefined ? {} : { workingDirectory: printable(redactText(directory)) }),
    ...(url === undefined
      ? {}
      : { url: keep("url", url, String(url.value).slice(0, 2_000), redactText(String(url.value))) }),
    environment: environmentOf(document, node, redacted),
    headers: headersOf(document, node, redacted),
    redacted,
    autoApproved: namedTools(
      document,
      ["autoApprove", "alwaysAllow", "autoApproved"].map((key) => node.get(key)),
    ),
    ...(allowed === undefined || allowed.includes("*") ? {} : { allowedTools: allowed }),
    excludedTools: firstList(node, ["excludeTools", "disabled_tools", "disabledTools"]) ?? [],
    disabled: isTrue(node, "disabled") || isFalse(node, "enabled") || isFalse(node, "isActive"),
    trusted: isTrue(node, "trust"),
    range: place.range,
    nameRange: place.nameRange,
  };
}

/** `command` with `args`, as one list, or (Zed) as an object with `path` and `args`. */
function launchOf(node: DataNode): { command: DataNode; args: DataNode[] } | undefined {
  const command = node.get("command");
  const scalars = (list: DataNode | undefined) =>
    (list?.items() ?? []).filter(({ kind }) => kind !== "object" && kind !== "array").slice(0, maxItems);
  if (command?.kind === "string" && command.value !== "") {
    return { command, args: scalars(node.get("args")) };
  }
  if (command?.kind === "array") {
    const [first, ...args] = scalars(command);
    return first === undefined ? undefined : { command: first, args };
  }
  const path = command?.get("path");
  return path?.kind === "string" ? { command: path, args: scalars(command?.get("args")) } : undefined;
}

function transportOf(
  node: DataNode,
  launched: boolean,
  address: string | undefined,
  dialect: Dialect,
): Transport {
  if (address === undefined) {
    return "stdio";
  }
  const stated = statedTransport(node);
  if (launched) {
    return stated ?? "stdio";
  }
  return stated === undefined || stated === "stdio"
    ? guessed(stringIn(node, address), dialect.addresses[address])
    : stated;
}

function statedTransport(node: DataNode): Transport | undefined {
  const stated = (stringIn(node, "type") ?? stringIn(node, "transport") ?? "")
    .toLowerCase()
    .replace(/[_-]/g, "");
  const known: Readonly<Record<string, Transport>> = {
    stdio: "stdio",
    local: "stdio",
    http: "http",
    streamablehttp: "http",
    remote: "http",
    sse: "sse",
  };
  return Object.hasOwn(known, stated) ? known[stated] : undefined;
}

/** By convention the event-stream transport is served under a path that ends so. */
function guessed(url: string | undefined, transport: Transport | undefined): Transport {
  return /\/sse\/?(?:[?#]|$)/i.test(url ?? "") ? "sse" : (transport ?? "http");
}

function environmentOf(document: DataDocument, node: DataNode, redacted: Redaction[]): string[] {
  const set = ["env", "environment"].flatMap((key) => namesOf(document, node.get(key), "env", redacted));
  const inner = namesOf(document, objectIn(node, "command")?.get("env"), "env", redacted);
  const passed = (node.get("env_vars")?.items() ?? []).flatMap(
    (item) => (item.kind === "string" ? String(item.value) : stringIn(item, "name")) ?? [],
  );
  const bearer = stringIn(node, "bearer_token_env_var");
  return distinct([
    ...set,
    ...inner,
    ...passed.map(printable),
    ...(bearer === undefined ? [] : [printable(bearer)]),
  ]);
}

function headersOf(document: DataDocument, node: DataNode, redacted: Redaction[]): string[] {
  const maps = [node.get("headers"), node.get("http_headers"), node.get("requestOptions")?.get("headers")];
  const set = maps.flatMap((map) => namesOf(document, map, "headers", redacted));
  const fromEnvironment =
    node
      .get("env_http_headers")
      ?.entries()
      .map((entry) => printable(entry.key)) ?? [];
  const bearer = stringIn(node, "bearer_token_env_var") === undefined ? [] : ["Authorization"];
  return distinct([...set, ...fromEnvironment, ...bearer]);
}

/** Names only. A value that is written out and called after a credential is noted as a redaction. */
function namesOf(
  document: DataDocument,
  map: DataNode | undefined,
  where: string,
  redacted: Redaction[],
): string[] {
  return (map?.entries() ?? []).slice(0, maxItems).map(({ key, value }) => {
    const text = String(value.value ?? "");
    const hides = (isCredentialName(key) && isLiteral(text)) || redactText(text) !== text.slice(0, 2_000);
    if (value.kind === "string" && hides) {
      redacted.push({ where: printable(`${where}.${key}`), range: document.contentRangeOf(value) });
    }
    return printable(key);
  });
}

/** Strings in lists, with their places. */
export function namedTools(document: DataDocument, lists: readonly (DataNode | undefined)[]): NamedTool[] {
  return lists.flatMap((list) => {
    const named = (list?.items() ?? []).filter((item) => item.kind === "string").slice(0, maxItems);
    return named.map((item) => ({
      name: printable(String(item.value)),
      range: document.contentRangeOf(item),
    }));
  });
}

function firstList(node: DataNode, keys: readonly string[]): string[] | undefined {
  const list = keys.map((key) => node.get(key)).find((member) => member?.kind === "array");
  return list
    ?.items()
    .slice(0, maxItems)
    .flatMap((item) => (item.kind === "string" ? [printable(String(item.value))] : []));
}

export function isTrue(node: DataNode | undefined, key: string): boolean {
  return node?.get(key)?.value === true;
}

function isFalse(node: DataNode, key: string): boolean {
  return node.get(key)?.value === false;
}

function distinct(names: readonly string[]): string[] {
  return [...new Set(names)];
}
