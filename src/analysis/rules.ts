import type { Rule } from "./rule.ts";
import { approvalDisabled } from "./rules/approval-disabled.ts";
import { mcpConfigAutoApprove } from "./rules/mcp-config-auto-approve.ts";

/** Every rule, in the order of the catalogue. A new rule is one file and one line here. */
export const rules: readonly Rule[] = [mcpConfigAutoApprove, approvalDisabled];
