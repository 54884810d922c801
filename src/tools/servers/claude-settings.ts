import { objectIn, stringIn } from "../data-shapes.ts";
import type { ConfigFormat, FoundPermission } from "./format.ts";
import { rulesIn } from "./rules.ts";

/**
 * `.claude/settings.json` and `settings.local.json`: rules in three lists, of which `deny` beats `ask` beats `allow`. Cursor's
 * `.cursor/cli.json` has two of them.
 */
export const claudeSettingsFormat: ConfigFormat = {
  id: "claude-settings",
  files: /(?:^|\/)(?:\.claude\/settings(?:\.local)?|managed-settings|\.cursor\/cli(?:-config)?)\.json$/,
  hints: ["permissions"],
  find(document) {
    const permissions = objectIn(document.root, "permissions");
    const rules = (["allow", "ask", "deny"] as const).flatMap((decision) =>
      rulesIn(document, permissions?.get(decision), {
        decision,
        governs: "approval",
        statedBy: `permissions.${decision}`,
      }),
    );
    const mode = permissions?.get("defaultMode");
    const bypass: FoundPermission[] =
      mode !== undefined && stringIn(permissions, "defaultMode") === "bypassPermissions"
        ? [
            {
              pattern: "*",
              decision: "allow",
              governs: "approval",
              statedBy: "permissions.defaultMode: bypassPermissions",
              range: document.contentRangeOf(mode),
            },
          ]
        : [];
    return { permissions: [...rules, ...bypass] };
  },
};
