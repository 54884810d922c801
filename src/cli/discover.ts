import type { ServerDefinition, ToolPermission } from "../ots/server.ts";
import type { SourceRange, ToolDefinition } from "../ots/tool.ts";
import type { Command } from "./command.ts";
import { discoverWithProgress, projectThreatModel } from "./project.ts";
import { rootsOf } from "./roots.ts";
import { shownDiscovery } from "./shown-files.ts";

export const discoverCommand: Command = {
  name: "discover",
  usage: "[paths…] [--json] [--stats]",
  summary:
    "Finds tool definitions and configured MCP servers in files and folders (default: the current folder).",
  options: {
    json: {
      type: "boolean",
      help: "print one JSON document: {tools, servers, permissions, problems, stats}",
    },
    stats: { type: "boolean", help: "print counts by framework, and time" },
  },
  maxPositionals: Number.POSITIVE_INFINITY,
  async run(line, io) {
    const given = line.positionals.length > 0 ? line.positionals : ["."];
    const { root, paths, shown } = rootsOf(io.cwd, given);
    const inRoot = await discoverWithProgress(root, paths, await projectThreatModel(root), io, shown);
    const found = shownDiscovery(inRoot, shown);
    if (line.values.json) {
      const { problems, stats } = found;
      const document = {
        tools: found.tools.map(flatten),
        servers: found.servers.map(flatten),
        permissions: found.permissions.map(flattenPermission),
        problems,
        stats,
      };
      io.out(`${JSON.stringify(document, null, 2)}\n`);
      return 0;
    }
    if (found.tools.length === 0) {
      io.err(
        `No tool definitions found in ${count(found.stats.files, "file")}. "autosafe discover --help" says where they are looked for.\n`,
      );
    }
    io.out(
      line.values.stats
        ? statistics(found.tools)
        : `${listing(found.tools)}${found.servers.map(serverLine).join("")}${found.permissions.map(permissionLine).join("")}`,
    );
    const { files, milliseconds } = found.stats;
    const servers = found.servers.length === 0 ? "" : ` and ${count(found.servers.length, "MCP server")}`;
    const what = `${count(found.tools.length, "tool")}${servers} in ${count(files, "file")}`;
    io.err(`${what}, ${(milliseconds / 1000).toFixed(2)} s\n`);
    return 0;
  },
};

/** A tool or server with its position spelled out, one-based, for scripts. */
function flatten(found: ToolDefinition | ServerDefinition) {
  const { source, ...rest } = found;
  const { nameRange } = source;
  return {
    ...rest,
    file: source.file,
    line: nameRange.startLine + 1,
    column: nameRange.startColumn + 1,
    range: source.range,
  };
}

function flattenPermission({ source: { file, range }, ...rest }: ToolPermission) {
  return { ...rest, file, line: range.startLine + 1, column: range.startColumn + 1, range };
}

function serverLine(server: ServerDefinition): string {
  const { name, format, transport, command, args, url, autoApproved, disabled, trusted, inTests } = server;
  const { file, nameRange } = server.source;
  const kind = [format, transport, ...(disabled ? ["disabled"] : []), ...(inTests ? ["in tests"] : [])];
  const target = transport === "stdio" ? [command, ...args].join(" ") : url;
  const approved = trusted ? ["all its tools"] : autoApproved.map((tool) => tool.name);
  const unasked = approved.length === 0 ? "" : `; runs without asking: ${approved.join(", ")}`;
  return `${place(file, nameRange)}: MCP server ${name} (${kind.join(", ")}) ${target}${unasked}\n`;
}

function permissionLine({ source, decision, pattern, statedBy, agent, governs }: ToolPermission): string {
  const said = governs === "approval" ? decision : decision === "allow" ? "has" : "has not";
  const whose = agent === undefined ? "" : `, for ${agent}`;
  return `${place(source.file, source.range)}: ${said} ${pattern} (${statedBy}${whose})\n`;
}

function place(file: string, { startLine, startColumn }: SourceRange): string {
  return `${file}:${startLine + 1}:${startColumn + 1}`;
}

function count(number: number, one: string): string {
  return `${number} ${one}${number === 1 ? "" : "s"}`;
}

function listing(tools: readonly ToolDefinition[]): string {
  return tools
    .map(({ source, name, framework, capabilities, inTests }) => {
      const labels = capabilities.map((capability) => capability.label).join(", ");
      return `${place(source.file, source.nameRange)}: ${name} (${framework}${inTests ? ", in tests" : ""}) ${labels === "" ? "no capability labels" : labels}\n`;
    })
    .join("");
}

function statistics(tools: readonly ToolDefinition[]): string {
  const counts = new Map<string, number>();
  for (const { framework } of tools) {
    counts.set(framework, (counts.get(framework) ?? 0) + 1);
  }
  const rows = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return rows.map(([framework, count]) => `${String(count).padStart(6)}  ${framework}\n`).join("");
}
