import type { DataDocument, DataNode } from "../../syntax/data-node.ts";
import { nameIn, objectIn, stringIn } from "../data-shapes.ts";
import { type NamePlace, serverIn } from "./entry.ts";
import type { ConfigFormat, FoundServer } from "./format.ts";
import { printable } from "./places.ts";

/**
 * `server.json` of the MCP registry: how to install a server (`packages`) and where it runs (`remotes`). The first remote
 * stands for the server, else the first package, with the usual runner of its kind of package.
 */
export const registryFormat: ConfigFormat = {
  id: "mcp-registry",
  files: /(?:^|\/)server\.json$/,
  hints: ["packages", "remotes"],
  find(document) {
    const { root } = document;
    const name = root && nameIn(root);
    const schema = stringIn(root, "$schema") ?? "";
    const [remote] = root?.get("remotes")?.items() ?? [];
    const [pack] = root?.get("packages")?.items() ?? [];
    const isRegistered =
      /modelcontextprotocol.*server\.schema\.json/.test(schema) ||
      stringIn(remote, "type") !== undefined ||
      (stringIn(pack, "registryType") ?? stringIn(pack, "registry_type")) !== undefined;
    if (root === undefined || name === undefined || !isRegistered) {
      return {};
    }
    const place = {
      name: String(name.value),
      range: document.rangeOf(root),
      nameRange: document.contentRangeOf(name),
    };
    const server =
      (remote && withListedHeaders(serverIn(document, remote, place), remote)) ??
      (pack && packaged(pack, place));
    return { servers: server === undefined ? [] : [server] };
  },
};

/** `manifest.json` of a packed server (`.mcpb`): `server.mcp_config` is the launch entry. */
export const mcpbServerFormat: ConfigFormat = {
  id: "mcpb-manifest",
  files: /(?:^|\/)manifest\.json$/,
  hints: ["mcp_config"],
  find(document) {
    const { root } = document;
    const name = root && nameIn(root);
    const entry = objectIn(objectIn(root, "server"), "mcp_config");
    return { servers: name && entry ? packed(document, name, entry) : [] };
  },
};

function packed(document: DataDocument, name: DataNode, entry: DataNode): FoundServer[] {
  const place = {
    name: String(name.value),
    range: document.rangeOf(entry),
    nameRange: document.contentRangeOf(name),
  };
  return [serverIn(document, entry, place) ?? []].flat();
}

const runners: Readonly<Record<string, string>> = {
  npm: "npx",
  pypi: "uvx",
  oci: "docker",
  nuget: "dnx",
  mcpb: "mcpb",
};

function packaged(pack: DataNode, place: NamePlace): FoundServer | undefined {
  const kind = stringIn(pack, "registryType") ?? stringIn(pack, "registry_type") ?? "";
  const identifier = stringIn(pack, "identifier");
  const version = stringIn(pack, "version");
  const runner = stringIn(pack, "runtimeHint") ?? (Object.hasOwn(runners, kind) ? runners[kind] : undefined);
  if (identifier === undefined || runner === undefined) {
    return undefined;
  }
  return {
    name: printable(place.name),
    transport: "stdio",
    command: printable(runner),
    args: [printable(version === undefined ? identifier : `${identifier}@${version}`)],
    environment: listedNames(pack.get("environmentVariables") ?? pack.get("environment_variables")),
    headers: [],
    redacted: [],
    autoApproved: [],
    excludedTools: [],
    disabled: false,
    trusted: false,
    range: place.range,
    nameRange: place.nameRange,
  };
}

/** Here headers are a list of `{name, …}`. */
function withListedHeaders(server: FoundServer | undefined, remote: DataNode): FoundServer | undefined {
  return server && { ...server, headers: listedNames(remote.get("headers")) };
}

function listedNames(list: DataNode | undefined): string[] {
  return (list?.items() ?? []).slice(0, 500).flatMap((item) => {
    const name = stringIn(item, "name");
    return name === undefined ? [] : [printable(name)];
  });
}
