import type { Approval } from "../../ots/tool.ts";
import type { DataDocument, DataNode, Place } from "../../syntax/data-node.ts";
import { candidateObjects, dataTool, stringIn } from "../data-shapes.ts";
import type { DataFormat, FoundTool } from "../format.ts";
import { unknownArguments } from "../input-schema.ts";

/**
 * MCP servers that the provider calls on the model's behalf: OpenAI's `{"type":"mcp","server_label","allowed_tools",
 * "require_approval"}`, Anthropic's `mcp_servers[].tool_configuration.allowed_tools`. Only tools named there are known;
 * a server without a list of names gives none.
 */
export const hostedMcpFormat: DataFormat = {
  kind: "data",
  id: "hosted-mcp",
  hints: ["server_label", "tool_configuration"],
  find(document) {
    return candidateObjects(document).flatMap(
      (place) => openaiServer(document, place) ?? anthropicServer(document, place),
    );
  },
};

const unlisted = unknownArguments("only the server knows the parameters");

function openaiServer(document: DataDocument, { node }: Place): FoundTool[] | undefined {
  const label = stringIn(node, "server_label");
  if (stringIn(node, "type") !== "mcp" || label === undefined) {
    return undefined;
  }
  const description = stringIn(node, "server_description") ?? `Tool of the MCP server ${label}.`;
  return namesIn(node.get("allowed_tools")).map((name) =>
    dataTool(document, {
      framework: "hosted-mcp",
      node: name,
      name,
      description,
      schema: unlisted,
      approval: approvalOf(document, node.get("require_approval"), String(name.value)),
    }),
  );
}

function anthropicServer(document: DataDocument, place: Place): FoundTool[] {
  const configuration = place.node.get("tool_configuration");
  const server = stringIn(place.node, "name");
  if (server === undefined || configuration === undefined || stringIn(place.node, "url") === undefined) {
    return [];
  }
  return namesIn(configuration.get("allowed_tools")).map((name) =>
    dataTool(document, {
      framework: "hosted-mcp",
      node: name,
      name,
      description: `Tool of the MCP server ${server}.`,
      schema: unlisted,
    }),
  );
}

/** `["a","b"]`, or `{"tool_names":["a","b"]}` as filters are written. */
function namesIn(filter: DataNode | undefined): DataNode[] {
  const list = filter?.kind === "object" ? filter.get("tool_names") : filter;
  return (list?.items() ?? []).filter((item) => item.kind === "string" && item.value !== "");
}

function approvalOf(document: DataDocument, member: DataNode | undefined, tool: string): Approval {
  if (member === undefined) {
    return { required: "always", statedBy: "require_approval is left out, which means always" };
  }
  const range = document.rangeOf(member);
  if (member.kind === "object") {
    for (const required of ["always", "never"] as const) {
      if (namesIn(member.get(required)).some((name) => name.value === tool)) {
        return { required, statedBy: `require_approval.${required} names ${tool}`, range };
      }
    }
    return { required: "conditional", statedBy: "require_approval names other tools", range };
  }
  const required = member.value === "never" ? "never" : "always";
  return { required, statedBy: `require_approval: ${required}`, range };
}
