import { objectIn, stringIn } from "../data-shapes.ts";
import { serversIn } from "./entry.ts";
import type { ConfigFormat, FoundPermission } from "./format.ts";
import { memberRange, printable } from "./places.ts";

const decisions = { allow: "allow", confirm: "ask", deny: "deny" } as const;

/** Zed's settings: `context_servers`, and `agent.tool_permissions` by tool, where `default` decides when no pattern does. */
export const zedFormat: ConfigFormat = {
  id: "zed",
  files: /(?:^|\/)(?:\.?zed\/)?settings\.jsonc?$/,
  hints: ["context_servers", "tool_permissions", "always_allow_tool_actions"],
  find(document) {
    const agent = objectIn(document.root, "agent");
    const permissions = objectIn(agent, "tool_permissions");
    const found: FoundPermission[] = [];
    const add = (
      pattern: string,
      stated: string | undefined,
      statedBy: string,
      range: FoundPermission["range"],
    ) => {
      if (stated !== undefined && Object.hasOwn(decisions, stated)) {
        const decision = decisions[stated as keyof typeof decisions];
        found.push({ pattern, decision, governs: "approval", statedBy, range });
      }
    };
    for (const entry of permissions?.entries() ?? []) {
      if (entry.key === "default") {
        const stated = stringIn(permissions, "default");
        add("*", stated, "agent.tool_permissions.default", memberRange(document, entry));
      }
    }
    for (const entry of objectIn(permissions, "tools")?.entries() ?? []) {
      const statedBy = "agent.tool_permissions.tools";
      add(printable(entry.key), stringIn(entry.value, "default"), statedBy, memberRange(document, entry));
    }
    const always = agent?.entries().find(({ key }) => key === "always_allow_tool_actions");
    if (always?.value.value === true) {
      add("*", "allow", "agent.always_allow_tool_actions", memberRange(document, always));
    }
    return { servers: serversIn(document, objectIn(document.root, "context_servers")), permissions: found };
  },
};
