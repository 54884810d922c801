import { callsOf, isCallOf } from "../calls.ts";
import { commandFindings, commandHints, scriptFiles } from "../config/agent-commands.ts";
import { agentSettingsFiles, settingsFindings } from "../config/agent-settings.ts";
import type { CodeContext, Rule, RuleFinding } from "../rule.ts";

/** Settings, options and command lines with which an agent asks for nothing. */
export const agentSettingsBypass: Rule = {
  id: "agent-settings-bypass",
  title: "Agent whose permissions are switched off",
  severity: "error",
  languages: ["config", "python", "typescript"],
  source: "action",
  outcomes: ["system-compromise", "oversight-loss"],
  references: [
    "LLM06",
    "ASI02",
    "ASI05",
    "ASI09",
    "ASI10",
    "MCP02",
    "CWE-862",
    "CWE-1188",
    "CWE-732",
    "AML.T0081",
  ],
  explanation:
    "The agent runs commands and edits without a question, or without its sandbox. A single sentence in a file, an issue or a page it reads is " +
    "then enough to run anything with the rights of the person, and project settings do this to everybody who opens the folder. Some versions " +
    "ignore such a mode in project settings; user and managed settings still count. Inside a container or a job that holds no secrets it is " +
    "only noted.",
  bad: {
    language: "json",
    code: '{ "permissions": { "defaultMode": "bypassPermissions", "allow": ["Bash(*)"] } }',
  },
  good: {
    language: "json",
    code: '{ "permissions": { "defaultMode": "acceptEdits", "allow": ["Bash(npm test)"] } }',
  },
  checks: [
    { kind: "config", files: agentSettingsFiles, hints: [], check: settingsFindings },
    { kind: "config", files: scriptFiles, hints: commandHints, check: commandFindings },
    {
      kind: "code",
      hints: ["bypassPermissions", "allowDangerouslySkipPermissions", "dangerously-skip-permissions"],
      check: inCode,
    },
  ],
};

const sdks = /^(?:claude_(?:agent|code)_sdk|@anthropic-ai\/claude-(?:agent-sdk|code))/;
const message = "The agent runs every tool without asking: whoever steers it steers this machine.";

function inCode(context: CodeContext): RuleFinding[] {
  const { document, file } = context;
  if (!document.names.modules.some((module) => sdks.test(module))) {
    return [];
  }
  return callsOf(document).flatMap((call): RuleFinding[] => {
    const isOptions =
      document.language === "python"
        ? isCallOf(document, call, sdks, [
            "ClaudeAgentOptions",
            "ClaudeCodeOptions",
            "types.ClaudeAgentOptions",
          ])
        : isCallOf(document, call, sdks, ["query", "ClaudeSDKClient"]);
    if (!isOptions) {
      return [];
    }
    const nested = call.option("options")?.value;
    const inner = nested === undefined ? undefined : document.values.members(nested);
    const value = (name: string) => call.option(name)?.value ?? inner?.get(name);
    const mode = value("permission_mode") ?? value("permissionMode");
    const skip = value("allowDangerouslySkipPermissions");
    const extra = value("extra_args");
    const flag = (extra && document.values.members(extra))?.entries.find(
      ({ key }) => key === "dangerously-skip-permissions",
    );
    const bypasses = mode !== undefined && document.values.string(mode) === "bypassPermissions";
    return [
      ...(bypasses && mode !== undefined
        ? [
            {
              confidence: "pattern" as const,
              message,
              range: document.rangeOf(mode),
              fixes: () => [
                {
                  title: "Ask before tools run",
                  kind: "safe" as const,
                  edits: [{ file, range: document.rangeOf(mode), newText: '"default"' }],
                },
              ],
            },
          ]
        : []),
      ...(!bypasses && skip !== undefined && document.values.scalar(skip) === true
        ? [{ confidence: "pattern" as const, message, range: document.rangeOf(skip) }]
        : []),
      ...(flag === undefined
        ? []
        : [{ confidence: "pattern" as const, message, range: document.rangeOf(flag.keyNode) }]),
    ];
  });
}
