import type { DataDocument, DataNode } from "../../syntax/data-node.ts";
import { objectIn } from "../data-shapes.ts";
import { serversIn } from "./entry.ts";
import type { ConfigFormat, Found, FoundPermission } from "./format.ts";
import { misplacedServers } from "./misplaced.ts";
import { memberRange, printable } from "./places.ts";
import { redactText } from "./redact.ts";

/** `.vscode/mcp.json` and the user's `mcp.json`: `{"servers": {…}, "inputs": […]}`, with comments. */
export const vscodeMcpFormat: ConfigFormat = {
  id: "vscode-mcp",
  files: /(?:^|\/)\.vscode\/mcp\.json$/,
  hints: ["ervers"],
  find(document) {
    return {
      servers: serversIn(document, objectIn(document.root, "servers")),
      problems: misplacedServers(document, "servers", ["mcpServers", "mcp_servers", "context_servers"]),
    };
  },
};

/** `mcp` in settings (before `mcp.json` existed), and what settings let run without a question. */
export const vscodeSettingsFormat: ConfigFormat = {
  id: "vscode-settings",
  files: /(?:^|\/)\.vscode\/settings\.json$/,
  hints: ["mcp", "chat.tools"],
  find: (document) => settings(document, document.root),
};

/** A workspace file keeps settings under `settings`. */
export const codeWorkspaceFormat: ConfigFormat = {
  id: "code-workspace",
  files: /\.code-workspace$/,
  hints: ["mcp", "chat.tools"],
  find: (document) => settings(document, objectIn(document.root, "settings")),
};

/** `customizations.vscode.mcp.servers`, and settings beside it. */
export const devcontainerFormat: ConfigFormat = {
  id: "devcontainer",
  files: /(?:^|\/)\.?devcontainer\.json$/,
  hints: ["mcp", "chat.tools"],
  find(document) {
    const vscode = objectIn(objectIn(document.root, "customizations"), "vscode");
    const inSettings = settings(document, objectIn(vscode, "settings"));
    const direct = serversIn(document, objectIn(objectIn(vscode, "mcp"), "servers"));
    return { ...inSettings, servers: [...direct, ...(inSettings.servers ?? [])] };
  },
};

function settings(document: DataDocument, node: DataNode | undefined): Found {
  const nested = objectIn(objectIn(node, "mcp"), "servers");
  return {
    servers: serversIn(document, nested ?? objectIn(node, "mcp.servers")),
    permissions: autoApprovals(document, node),
  };
}

const approveAll = /^chat\.tools\.(?:global\.)?autoApprove$/;
const approveSome = /^chat\.tools\.(terminal|edits|urls)\.autoApprove$/;

/** `true` for everything; for the terminal, edits and addresses a map from pattern to true or false. */
function autoApprovals(document: DataDocument, node: DataNode | undefined): FoundPermission[] {
  return (node?.entries() ?? []).flatMap((entry): FoundPermission[] => {
    const { key, value } = entry;
    const governs = "approval" as const;
    if (approveAll.test(key) && value.value === true) {
      const range = memberRange(document, entry);
      return [{ pattern: "*", decision: "allow", governs, statedBy: key, range }];
    }
    const kind = approveSome.exec(key)?.[1];
    return kind === undefined
      ? []
      : value.entries().flatMap((rule): FoundPermission[] => {
          const approve = rule.value.kind === "object" ? rule.value.get("approve")?.value : rule.value.value;
          const pattern = `${kind}(${printable(redactText(rule.key))})`;
          const range = memberRange(document, rule);
          return typeof approve === "boolean"
            ? [{ pattern, decision: approve ? "allow" : "ask", governs, statedBy: key, range }]
            : [];
        });
  });
}
