import type { ServerDefinition, ToolPermission } from "../ots/server.ts";
import type { ThreatModel } from "../ots/threat-model.ts";
import type { Approval, SourceRange, ToolDefinition } from "../ots/tool.ts";
import { inferCapabilities } from "./capabilities.ts";
import { launchedFolder } from "./servers/launched.ts";

export interface Configured {
  tools: readonly ToolDefinition[];
  servers: readonly ServerDefinition[];
  permissions: readonly ToolPermission[];
}

/**
 * The tools, with what clients' configurations say about asking before a call where it is certain which tool they mean:
 * a tool of an MCP server in this workspace, that a configured server starts from the folder the tool lies in, and whose
 * name only one tool there has. What a definition says about approval itself is left alone. Where one client asks and
 * another does not, the one that does not counts: it is the one a call can slip through.
 */
export function applyPermissions(
  { tools, servers, permissions }: Configured,
  model: ThreatModel,
): ToolDefinition[] {
  const launched = servers
    .filter((server) => !server.disabled && !server.inTests)
    .flatMap((server) => {
      const folder = launchedFolder(server);
      return folder === undefined ? [] : [{ server, folder }];
    });
  const rules = permissions.filter(
    (rule) => rule.governs === "approval" && rule.agent === undefined && !rule.inTests,
  );
  const served = tools.filter((tool) => /^mcp-/.test(tool.framework) && !tool.inTests);
  const stated = new Map<ToolDefinition, Approval>();
  for (const tool of launched.length === 0 ? [] : served) {
    const own = launched.filter(({ folder }) => servesOnly(folder, tool, served)).map(({ server }) => server);
    const approval = tool.approval === undefined ? (waived(tool, own) ?? ruled(tool, own, rules)) : undefined;
    if (approval !== undefined) {
      stated.set(tool, approval);
    }
  }
  return tools.map((tool) => {
    const approval = stated.get(tool);
    const changed = { ...tool, ...(approval === undefined ? {} : { approval }) };
    return approval === undefined ? tool : { ...changed, capabilities: inferCapabilities(changed, model) };
  });
}

/** Whether the tool lies in the folder and no other of its name does. */
function servesOnly(folder: string, tool: ToolDefinition, served: readonly ToolDefinition[]): boolean {
  const lies = ({ source: { file } }: ToolDefinition) => folder === "" || file.startsWith(`${folder}/`);
  return lies(tool) && served.filter((other) => other.name === tool.name && lies(other)).length === 1;
}

/** By the server's own entry: `autoApprove` and its like, or trust in the whole server. */
function waived(tool: ToolDefinition, servers: readonly ServerDefinition[]): Approval | undefined {
  for (const server of servers) {
    const named = server.autoApproved.find(({ name }) => name === tool.name || name === "*");
    if (named !== undefined) {
      return never(`auto-approved for server ${server.name}`, server.source.file, named.range);
    }
    if (server.trusted) {
      return never(`server ${server.name} is trusted`, server.source.file, server.source.nameRange);
    }
  }
  return undefined;
}

/** By rules such as `mcp__server__tool`, of which the strictest that matches decides. */
function ruled(
  tool: ToolDefinition,
  servers: readonly ServerDefinition[],
  rules: readonly ToolPermission[],
): Approval | undefined {
  const names = servers.map((server) => server.name.replace(/[^\w-]/g, "_"));
  const matching = rules.filter(({ pattern }) => names.some((name) => matches(pattern, name, tool.name)));
  const by = (decision: ToolPermission["decision"]) => matching.find((rule) => rule.decision === decision);
  if (by("deny") !== undefined) {
    return undefined;
  }
  const ask = by("ask");
  if (ask !== undefined) {
    return {
      required: "always",
      statedBy: at(`${ask.statedBy} ${ask.pattern}`, ask.source.file, ask.source.range),
    };
  }
  const allow = by("allow");
  return allow && never(`${allow.statedBy} ${allow.pattern}`, allow.source.file, allow.source.range);
}

/** `mcp__server`, `mcp__server__*`, `mcp__server__get_*`, `mcp__server__tool`. */
function matches(pattern: string, server: string, tool: string): boolean {
  const prefix = `mcp__${server}`;
  if (pattern === prefix) {
    return true;
  }
  if (!pattern.startsWith(`${prefix}__`)) {
    return false;
  }
  const wanted = pattern.slice(prefix.length + 2);
  return wanted.endsWith("*") ? tool.startsWith(wanted.slice(0, -1)) : wanted === tool;
}

function never(what: string, file: string, range: SourceRange): Approval {
  return { required: "never", statedBy: at(what, file, range) };
}

/** The file is another one than the tool's, so the place goes into the words. */
function at(what: string, file: string, range: SourceRange): string {
  return `${what} (${file}:${range.startLine + 1})`;
}
