import type { NamedTool } from "../../ots/server.ts";
import type { DataDocument, DataNode } from "../../syntax/data-node.ts";
import { objectIn, stringIn } from "../data-shapes.ts";
import { serversIn } from "./entry.ts";
import type { ConfigFormat } from "./format.ts";
import { keyRange, printable } from "./places.ts";

/**
 * Codex: `[mcp_servers.name]` in `config.toml`. `default_tools_approval_mode` and `tools.name.approval_mode` of
 * `approve` let tools run without a question.
 */
export const codexFormat: ConfigFormat = {
  id: "codex",
  files: /(?:^|\/)\.?codex\/(?:.*\/)?[^/]*config\.toml$/,
  hints: ["mcp_servers"],
  find(document) {
    const map = objectIn(document.root, "mcp_servers");
    const servers = serversIn(document, map).map((server) => {
      const node = map?.get(server.name);
      const approved = node === undefined ? [] : approvedTools(document, node);
      const trusted = stringIn(node, "default_tools_approval_mode") === "approve";
      return { ...server, trusted, autoApproved: [...server.autoApproved, ...approved] };
    });
    return { servers };
  },
};

function approvedTools(document: DataDocument, server: DataNode): NamedTool[] {
  const tools = objectIn(server, "tools")?.entries() ?? [];
  return tools
    .filter(({ value }) => stringIn(value, "approval_mode") === "approve")
    .map((entry) => ({ name: printable(entry.key), range: keyRange(document, entry) }));
}
