import type { Approval } from "../../ots/tool.ts";
import type { CodeDocument } from "../../syntax/code-document.ts";
import type { Node } from "../../syntax/node.ts";
import { approvalFrom, codeTool, descriptionFrom, nameFrom } from "../code-tool.ts";
import type { CodeFormat, FoundTool } from "../format.ts";
import { unknownArguments } from "../input-schema.ts";
import { keyPattern, type LiteralObject, objectsWith } from "../literal-objects.ts";
import { firstOf } from "../script/config-tool.ts";

const labels = ["server_label", "serverLabel"];
const allowed = ["allowed_tools", "allowedTools"];
const names = ["tool_names", "toolNames"];
const approvals = ["require_approval", "requireApproval"];
const unlisted = unknownArguments("only the server knows the parameters");

/**
 * MCP servers that the provider calls, configured in code: `HostedMCPTool(tool_config={…})`, `hostedMcpTool({…})`, `{ type: "mcp",
 * server_label }`. Only tools named there are known; a server without a list of names gives none.
 */
export const hostedMcpLiteralsFormat: CodeFormat = {
  kind: "code",
  id: "hosted-mcp-literals",
  languages: ["python", "typescript", "tsx", "javascript"],
  hints: labels,
  needs: [/\ballowed_?tools\b/i],
  find: (document) => objectsWith(document, keyPattern(labels)).flatMap((object) => listed(document, object)),
};

function listed(document: CodeDocument, { members }: LiteralObject): FoundTool[] {
  const label = firstOf(members, labels);
  const server = (label && document.values.string(label)) ?? "";
  const description = descriptionFrom(
    document,
    firstOf(members, ["server_description", "serverDescription"]),
  );
  return namesIn(document, firstOf(members, allowed)).flatMap((node) => {
    const named = nameFrom(document, node);
    return named === undefined
      ? []
      : codeTool(document, {
          framework: "hosted-mcp",
          node,
          named,
          description: description || `Tool of the MCP server ${server}.`,
          schema: unlisted,
          approval: approvalOf(document, firstOf(members, approvals), named.name),
        });
  });
}

/** `["a", "b"]`, or `{ toolNames: ["a", "b"] }` as filters are written. */
function namesIn(document: CodeDocument, filter: Node | undefined): readonly Node[] {
  const members = filter && document.values.members(filter);
  const list = members === undefined ? filter : firstOf(members, names);
  return (list && document.values.items(list)?.items) ?? [];
}

function approvalOf(document: CodeDocument, setting: Node | undefined, tool: string): Approval | undefined {
  if (setting === undefined) {
    return { required: "always", statedBy: "require_approval is left out, which means always" };
  }
  const members = document.values.members(setting);
  for (const required of ["always", "never"] as const) {
    const filter = members?.get(required);
    const isNamed = namesIn(document, filter).some((node) => document.values.string(node) === tool);
    if (filter !== undefined && isNamed) {
      return {
        ...approvalFrom(document, { start: filter, value: filter }),
        required,
        statedBy: `${required} names ${tool}`,
      };
    }
  }
  return approvalFrom(document, { start: setting, value: setting });
}
