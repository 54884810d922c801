import type { DataNode } from "../../syntax/data-node.ts";
import { objectIn } from "../data-shapes.ts";
import { commonDialect, type Dialect, serversIn } from "./entry.ts";
import type { ConfigFormat } from "./format.ts";
import { misplacedServers } from "./misplaced.ts";

/** Clients that keep `{"mcpServers": {name: entry}}` in a JSON file of their own. */
function mcpServersFormat(id: string, files: RegExp, dialect: Dialect = commonDialect): ConfigFormat {
  return {
    id,
    files,
    hints: ["mcpServers", "servers"],
    find(document) {
      return {
        servers: serversIn(document, objectIn(document.root, "mcpServers"), dialect),
        problems: misplacedServers(document, "mcpServers", ["servers", "mcp_servers", "context_servers"]),
      };
    },
  };
}

/** Before streaming over HTTP there was only the event stream, and these clients still take it when nothing is said. */
const eventStreamDialect: Dialect = { addresses: { url: "sse", serverUrl: "http" } };

export const claudeCodeFormat = mcpServersFormat("claude-code", /(?:^|\/)\.mcp\.json$/);
export const claudeDesktopFormat = mcpServersFormat(
  "claude-desktop",
  /(?:^|\/)claude_desktop_config[^/]*\.jsonc?$/,
);
export const cursorFormat = mcpServersFormat("cursor", /(?:^|\/)\.cursor\/mcp\.json$/);
export const windsurfFormat = mcpServersFormat(
  "windsurf",
  /(?:^|\/)(?:\.?windsurf\/(?:.*\/)?mcp(?:_config)?|mcp_config)\.json$/,
);
export const clineFormat = mcpServersFormat(
  "cline",
  /(?:^|\/)(?:cline_mcp_settings\.json|\.cline\/.*mcp[^/]*\.json)$/,
  eventStreamDialect,
);
export const rooFormat = mcpServersFormat("roo", /(?:^|\/)\.roo\/mcp\.json$/, eventStreamDialect);

/** Any other JSON file with such a map at its top: examples, plug-ins, clients that are not listed here. */
export const otherMcpServersFormat: ConfigFormat = {
  id: "mcp-servers",
  files: /\.jsonc?$/,
  hints: ['"mcpServers"'],
  find(document) {
    const map: DataNode | undefined = objectIn(document.root, "mcpServers");
    return { servers: serversIn(document, map) };
  },
};
