import type { ServerDefinition } from "../../ots/server.ts";
import type { DataDocument, DataNode } from "../../syntax/data-node.ts";
import { InputError } from "../../syntax/input-error.ts";
import { parseConfig } from "../discover-servers.ts";
import { keyRange } from "../servers/places.ts";

/**
 * How a configured server is started or reached, as its file says it, secrets included: made when the user asks for it,
 * never stored, logged or shown. `Input` values are still to be asked for.
 */
export type Launch =
  | { transport: "stdio"; command: string; args: string[]; env: Record<string, string>; cwd?: string }
  | { transport: "http" | "sse"; url: string; headers: Record<string, string> };

/** A value that the configuration leaves to the user, by its id: `${input:api-key}`. */
export interface LaunchInput {
  id: string;
  description: string;
  password: boolean;
}

export interface LaunchPlan {
  inputs: LaunchInput[];
  /** @param answers values of the inputs by their ids. */
  resolve(answers: ReadonlyMap<string, string>): Launch;
}

/** What variables in a configuration stand for. */
export interface LaunchPlace {
  workspaceFolder: string;
  home: string;
  environment: Readonly<Record<string, string | undefined>>;
}

/**
 * Reads the entry of `server` again from its file's text.
 * @throws InputError when the entry is gone or says something that is not understood here.
 */
export function planLaunch(text: string, server: ServerDefinition, place: LaunchPlace): LaunchPlan {
  const document = parseConfig({ file: server.source.file, text });
  const entry = document && entryOf(document, server);
  if (!document || !entry) {
    throw new InputError(
      `${server.name} is no longer where it was in ${server.source.file}: refresh the tools.`,
    );
  }
  if (entry.get("envFile") !== undefined) {
    throw new InputError(
      `${server.name} takes its environment from a file (envFile), which is not read here.`,
    );
  }
  const ids = new Set(
    [...JSON.stringify(entry.toJson()).matchAll(/\$\{input:([\w.-]+)\}/g)].map(([, id = ""]) => id),
  );
  return {
    inputs: [...ids].map((id) => inputOf(document, id)),
    resolve: (answers) => launchOf(entry, server, (value) => substitute(value, place, answers)),
  };
}

/** The entry under the server's name, or the list's element that has the name as a member. */
function entryOf(document: DataDocument, server: ServerDefinition): DataNode | undefined {
  const { nameRange } = server.source;
  for (const { node } of document.places()) {
    for (const entry of node.entries()) {
      const at = keyRange(document, entry);
      if (entry.key === server.name && sameStart(at, nameRange)) {
        return entry.value;
      }
      if (entry.key === "name" && sameStart(document.contentRangeOf(entry.value), nameRange)) {
        return node;
      }
    }
  }
  return undefined;
}

function sameStart(
  a: { startLine: number; startColumn: number },
  b: { startLine: number; startColumn: number },
): boolean {
  return a.startLine === b.startLine && a.startColumn === b.startColumn;
}

function inputOf(document: DataDocument, id: string): LaunchInput {
  const declared = document.root
    ?.get("inputs")
    ?.items()
    .find((item) => item.get("id")?.value === id);
  return {
    id,
    description: String(declared?.get("description")?.value ?? id),
    // What is not said to be harmless is treated as a secret.
    password: declared?.get("password")?.value !== false,
  };
}

function launchOf(entry: DataNode, server: ServerDefinition, fill: (value: string) => string): Launch {
  const strings = (node: DataNode | undefined): string[] =>
    (node?.items() ?? []).map((item) => fill(String(item.value ?? "")));
  const map = (...keys: string[]): Record<string, string> =>
    Object.fromEntries(
      keys.flatMap((key) =>
        (entry.get(key)?.entries() ?? []).map(({ key: name, value }) => [
          name,
          fill(String(value.value ?? "")),
        ]),
      ),
    );
  if (server.transport !== "stdio") {
    const url = ["url", "serverUrl", "httpUrl", "uri"].map((key) => entry.get(key)?.value).find(isText);
    if (url === undefined) {
      throw new InputError(`The entry of ${server.name} gives no address.`);
    }
    return { transport: server.transport, url: fill(url), headers: map("headers", "http_headers") };
  }
  const command = entry.get("command");
  const list = command?.kind === "array" ? strings(command) : [];
  const program =
    command?.kind === "array" ? list[0] : isText(command?.value) ? fill(command.value) : undefined;
  if (program === undefined || program === "") {
    throw new InputError(`The entry of ${server.name} gives no command.`);
  }
  const cwd = entry.get("cwd")?.value;
  return {
    transport: "stdio",
    command: program,
    args: command?.kind === "array" ? list.slice(1) : strings(entry.get("args")),
    env: map("env", "environment"),
    ...(isText(cwd) ? { cwd: fill(cwd) } : {}),
  };
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}

/** Fills in `${VAR}`, `${VAR:-default}`, `${env:VAR}`, `${input:id}`, `${workspaceFolder}`, `${userHome}`. */
export function substitute(value: string, place: LaunchPlace, answers: ReadonlyMap<string, string>): string {
  return value.replaceAll(/\$\{([^{}]*)\}/g, (whole, inside: string) => {
    const [, kind = "", rest = ""] = /^(\w+):(?!-)(.*)$/s.exec(inside) ?? [];
    if (kind === "env") {
      return place.environment[rest] ?? "";
    }
    if (kind === "input") {
      return answers.get(rest) ?? "";
    }
    if (inside === "workspaceFolder") {
      return place.workspaceFolder;
    }
    if (inside === "userHome") {
      return place.home;
    }
    const [, name = "", , otherwise = ""] = /^(\w+)(:-(.*))?$/s.exec(inside) ?? [];
    return name === "" ? whole : (place.environment[name] ?? otherwise);
  });
}
