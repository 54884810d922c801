import { objectIn } from "../data-shapes.ts";
import { type Dialect, serversIn } from "./entry.ts";
import type { ConfigFormat } from "./format.ts";
import { rulesIn } from "./rules.ts";

const dialect: Dialect = { addresses: { httpUrl: "http", url: "sse" } };

/**
 * `.gemini/settings.json` and `gemini-extension.json`. `trust: true` skips every question for a server; `tools.allowed`
 * names tools that run without one, `tools.exclude` and `tools.core` say which there are.
 */
export const geminiFormat: ConfigFormat = {
  id: "gemini",
  files: /(?:^|\/)(?:\.gemini\/settings|gemini-extension)\.json$/,
  hints: ["mcpServers", "ools"],
  find(document) {
    const { root } = document;
    const tools = objectIn(root, "tools");
    return {
      servers: serversIn(document, objectIn(root, "mcpServers"), dialect),
      permissions: [
        ...rulesIn(document, tools?.get("allowed") ?? root?.get("allowedTools"), {
          decision: "allow",
          governs: "approval",
          statedBy: tools?.get("allowed") === undefined ? "allowedTools" : "tools.allowed",
        }),
        ...rulesIn(document, tools?.get("exclude") ?? root?.get("excludeTools"), {
          decision: "deny",
          governs: "availability",
          statedBy: tools?.get("exclude") === undefined ? "excludeTools" : "tools.exclude",
        }),
        ...rulesIn(document, tools?.get("core") ?? root?.get("coreTools"), {
          decision: "allow",
          governs: "availability",
          statedBy: tools?.get("core") === undefined ? "coreTools" : "tools.core",
        }),
      ],
    };
  },
};
