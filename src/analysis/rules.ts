import type { Rule } from "./rule.ts";
import { approvalDisabled } from "./rules/approval-disabled.ts";
import { mcpConfigAutoApprove } from "./rules/mcp-config-auto-approve.ts";
import { toolParamToShell } from "./rules/tool-param-to-shell.ts";

/** Every rule, in the order of the catalogue. A new rule is one file and one line here. */
export const rules: readonly Rule[] = [toolParamToShell, mcpConfigAutoApprove, approvalDisabled];
