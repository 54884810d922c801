import type { DataDocument, DataNode } from "../../syntax/data-node.ts";
import { objectIn } from "../data-shapes.ts";
import { serversIn } from "./entry.ts";
import type { ConfigFormat, FoundPermission } from "./format.ts";
import { memberRange, printable } from "./places.ts";
import { redactText } from "./redact.ts";

/** `opencode.json`: servers under `mcp`, `permission` as one word, by tool, or by tool and pattern. */
export const opencodeFormat: ConfigFormat = {
  id: "opencode",
  files: /(?:^|\/)opencode\.jsonc?$/,
  hints: ["mcp", "permission"],
  find(document) {
    return {
      servers: serversIn(document, objectIn(document.root, "mcp")),
      permissions: permissionsIn(document, document.root),
    };
  },
};

const decisions: ReadonlySet<unknown> = new Set(["allow", "ask", "deny"]);

function permissionsIn(document: DataDocument, root: DataNode | undefined): FoundPermission[] {
  const found: FoundPermission[] = [];
  const add = (pattern: string, value: DataNode, range: FoundPermission["range"]) => {
    if (decisions.has(value.value)) {
      const decision = value.value as FoundPermission["decision"];
      found.push({
        pattern: printable(redactText(pattern)),
        decision,
        governs: "approval",
        statedBy: "permission",
        range,
      });
    }
  };
  for (const whole of root?.entries() ?? []) {
    if (whole.key !== "permission") {
      continue;
    }
    add("*", whole.value, memberRange(document, whole));
    for (const tool of whole.value.entries()) {
      add(tool.key, tool.value, memberRange(document, tool));
      for (const rule of tool.value.entries()) {
        add(`${tool.key}(${rule.key})`, rule.value, memberRange(document, rule));
      }
    }
  }
  return found;
}
