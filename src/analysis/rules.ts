import type { Rule } from "./rule.ts";
import { agentNoStepLimit } from "./rules/agent-no-step-limit.ts";
import { agentSettingsBypass } from "./rules/agent-settings-bypass.ts";
import { approvalDisabled } from "./rules/approval-disabled.ts";
import { approvalGateDefeated } from "./rules/approval-gate-defeated.ts";
import { callWithoutTimeout } from "./rules/call-without-timeout.ts";
import { dangerousOptIn } from "./rules/dangerous-opt-in.ts";
import { destructiveToolNoConfirm } from "./rules/destructive-tool-no-confirm.ts";
import { dynamicToolDispatch } from "./rules/dynamic-tool-dispatch.ts";
import { hardcodedSecret } from "./rules/hardcoded-secret.ts";
import { llmOutputToExec } from "./rules/llm-output-to-exec.ts";
import { llmOutputToHtml } from "./rules/llm-output-to-html.ts";
import { mcpConfigAutoApprove } from "./rules/mcp-config-auto-approve.ts";
import { mcpConfigBroadAccess } from "./rules/mcp-config-broad-access.ts";
import { mcpConfigPlainHttp } from "./rules/mcp-config-plain-http.ts";
import { mcpConfigSecret } from "./rules/mcp-config-secret.ts";
import { mcpConfigShellWrapper } from "./rules/mcp-config-shell-wrapper.ts";
import { mcpConfigUnpinned } from "./rules/mcp-config-unpinned.ts";
import { mcpHttpExposed } from "./rules/mcp-http-exposed.ts";
import { mcpLaunchFromInput } from "./rules/mcp-launch-from-input.ts";
import { secretInPromptOrLog } from "./rules/secret-in-prompt-or-log.ts";
import { secretInToolOutput } from "./rules/secret-in-tool-output.ts";
import { toolAnnotationContradiction } from "./rules/tool-annotation-contradiction.ts";
import { toolAnnotationMissing } from "./rules/tool-annotation-missing.ts";
import { toolArgsUnvalidated } from "./rules/tool-args-unvalidated.ts";
import { toolChoiceForcesAction } from "./rules/tool-choice-forces-action.ts";
import { toolDescriptionDynamic } from "./rules/tool-description-dynamic.ts";
import { toolDescriptionInjection } from "./rules/tool-description-injection.ts";
import { toolDescriptionMissing } from "./rules/tool-description-missing.ts";
import { toolHiddenCharacters } from "./rules/tool-hidden-characters.ts";
import { toolNameShadowing } from "./rules/tool-name-shadowing.ts";
import { toolParamToArgv } from "./rules/tool-param-to-argv.ts";
import { toolParamToEval } from "./rules/tool-param-to-eval.ts";
import { toolParamToPath } from "./rules/tool-param-to-path.ts";
import { toolParamToQuery } from "./rules/tool-param-to-query.ts";
import { toolParamToShell } from "./rules/tool-param-to-shell.ts";
import { toolParamToTemplate } from "./rules/tool-param-to-template.ts";
import { toolParamToUrl } from "./rules/tool-param-to-url.ts";
import { toolParamUnbounded } from "./rules/tool-param-unbounded.ts";
import { toolSchemaContradiction } from "./rules/tool-schema-contradiction.ts";
import { toolSchemaOpen } from "./rules/tool-schema-open.ts";
import { toxicToolSet } from "./rules/toxic-tool-set.ts";
import { unsafeDeserialization } from "./rules/unsafe-deserialization.ts";
import { unsandboxedCodeTool } from "./rules/unsandboxed-code-tool.ts";
import { untrustedPromptTemplate } from "./rules/untrusted-prompt-template.ts";
import { untrustedToInstructions } from "./rules/untrusted-to-instructions.ts";
import { untrustedToMemory } from "./rules/untrusted-to-memory.ts";

/** Every rule, in the order of the catalogue. A new rule is one file and one line here. */
export const rules: readonly Rule[] = [
  toolParamToShell,
  toolParamToArgv,
  toolParamToEval,
  toolParamToPath,
  toolParamToUrl,
  toolParamToQuery,
  toolParamToTemplate,
  unsafeDeserialization,
  llmOutputToExec,
  llmOutputToHtml,
  untrustedToInstructions,
  untrustedPromptTemplate,
  toolArgsUnvalidated,
  dynamicToolDispatch,
  mcpLaunchFromInput,
  secretInToolOutput,
  secretInPromptOrLog,
  untrustedToMemory,
  hardcodedSecret,
  toolDescriptionInjection,
  toolHiddenCharacters,
  toolDescriptionDynamic,
  toolNameShadowing,
  toolAnnotationMissing,
  toolAnnotationContradiction,
  destructiveToolNoConfirm,
  toolParamUnbounded,
  toolSchemaOpen,
  toolSchemaContradiction,
  toolDescriptionMissing,
  toolChoiceForcesAction,
  toxicToolSet,
  mcpConfigSecret,
  mcpConfigUnpinned,
  mcpConfigShellWrapper,
  mcpConfigPlainHttp,
  mcpConfigAutoApprove,
  mcpConfigBroadAccess,
  agentSettingsBypass,
  agentNoStepLimit,
  approvalDisabled,
  approvalGateDefeated,
  unsandboxedCodeTool,
  dangerousOptIn,
  mcpHttpExposed,
  callWithoutTimeout,
];
