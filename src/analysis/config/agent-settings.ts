import type { DataDocument, DataNode } from "../../syntax/data-node.ts";
import type { ConfigContext, RuleFinding } from "../rule.ts";
import { reachOf } from "./hosts.ts";
import { type SettingFinding, settingAt, settingFinding } from "./settings-keys.ts";

/** A setting that takes a control off, and what is told of it. */
interface Switch extends SettingFinding {
  path: string;
  off: string | boolean;
}

/** Settings of one agent or editor. */
interface Settings {
  files: RegExp;
  switches: readonly Switch[];
  more?(context: ConfigContext, document: DataDocument, root: DataNode): RuleFinding[];
  /** Where in the file the settings are. */
  within?: string;
}

const download =
  /\b(?:curl|wget)\b[^|;&]{0,500}\|\s*(?:sudo\s+)?(?:\S*\/)?(?:ba|z|da)?sh\b|\b(?:ba|z)?sh\s+<\(\s*(?:curl|wget)/;

const claude: Settings = {
  files: /(?:^|\/)(?:\.claude\/settings(?:\.local)?|managed-settings)\.json$/,
  switches: [
    {
      path: "permissions.defaultMode",
      off: "bypassPermissions",
      severity: "error",
      message: "Claude runs every tool without asking: whoever steers it steers this machine.",
      instead: '"default"',
    },
    {
      path: "skipDangerousModePermissionPrompt",
      off: true,
      severity: "error",
      message: "The question before the mode without permissions is switched off.",
      instead: "false",
    },
    {
      path: "sandbox.enableWeakerNestedSandbox",
      off: true,
      severity: "warning",
      message: "The sandbox for commands is the weaker one: it does not hold against a hostile command.",
      instead: "false",
    },
    {
      path: "disableAllHooks",
      off: true,
      severity: "warning",
      message: "All hooks are switched off, those that check what the agent does among them.",
      instead: "false",
    },
  ],
  more: (context, document, root) => [
    ...allowed(context, document, root),
    ...addresses(context, document, root),
    ...programs(context, document, root),
  ],
};

/** Rules that allow a whole shell, or commands that are one. */
function allowed(context: ConfigContext, document: DataDocument, root: DataNode): RuleFinding[] {
  return (settingAt(root, "permissions.allow")?.items() ?? []).flatMap((item): RuleFinding[] => {
    const rule = String(item.value ?? "");
    if (/^(?:\*|Bash|Bash\((?:\*|:\*|\*:\*)\))$/.test(rule)) {
      const message = "Every command runs without a question: whoever steers the agent has a shell here.";
      return [settingFinding(context, document, item, { severity: "error", message })];
    }
    const command = /^Bash\((curl|wget|rm|sudo|ssh|bash|sh|eval|nc)(?::\*| \*|\*)?\)$/.exec(rule)?.[1];
    if (command !== undefined) {
      const message = `\`${command}\` runs with any arguments and without a question.`;
      return [settingFinding(context, document, item, { severity: "warning", message })];
    }
    return /^Read\((?:~\/|\/\/)\*\*\)$/.test(rule)
      ? [
          settingFinding(context, document, item, {
            severity: "warning",
            message: "Every file may be read without a question, keys among them.",
          }),
        ]
      : [];
  });
}

const vendor =
  /(?:^|\.)(?:anthropic\.com|openai\.com|azure\.com|amazonaws\.com|googleapis\.com|claude\.ai)$/i;

/** Where requests, with the key in them, are sent. */
function addresses(context: ConfigContext, document: DataDocument, root: DataNode): RuleFinding[] {
  return ["ANTHROPIC_BASE_URL", "OPENAI_BASE_URL", "HTTPS_PROXY", "ANTHROPIC_BEDROCK_BASE_URL"].flatMap(
    (name) => {
      const node = root.get("env")?.get(name);
      const url = String(node?.value ?? "");
      const reach = reachOf(url);
      if (
        node === undefined ||
        reach === undefined ||
        reach === "loopback" ||
        vendor.test(new URL(url).hostname)
      ) {
        return [];
      }
      const severity = reach === "private" ? "info" : "error";
      const message = `${name} in a project's settings: every request goes there, and the key with it.`;
      return [settingFinding(context, document, node, { severity, message })];
    },
  );
}

/** Programs that settings start. */
function programs(context: ConfigContext, document: DataDocument, root: DataNode): RuleFinding[] {
  const isProject = !/\.local\.json$|managed/.test(context.file);
  const helpers = ["apiKeyHelper", "awsAuthRefresh", "awsCredentialExport"].flatMap((name): RuleFinding[] => {
    const node = root.get(name);
    const message = `A project's settings start a program (${name}) as soon as the folder is opened.`;
    return node?.kind === "string" && isProject
      ? [settingFinding(context, document, node, { severity: "warning", message })]
      : [];
  });
  const hooks = commandsUnder(root.get("hooks")).flatMap((node): RuleFinding[] =>
    download.test(String(node.value))
      ? [
          settingFinding(context, document, node, {
            severity: "error",
            message: "A hook runs what it downloads, at every event and without a question.",
          }),
        ]
      : [],
  );
  return [...helpers, ...hooks];
}

/** Every `command` under a node. */
function commandsUnder(node: DataNode | undefined, depth = 0): DataNode[] {
  if (node === undefined || depth > 8) {
    return [];
  }
  const own = node.get("command");
  const inner = [...node.entries().map(({ value }) => value), ...node.items()];
  return [...(own?.kind === "string" ? [own] : []), ...inner.flatMap((one) => commandsUnder(one, depth + 1))];
}

const vscode: Settings = {
  files: /(?:^|\/)\.vscode\/settings\.json$/,
  switches: [
    {
      path: "chat.tools.global.autoApprove",
      off: true,
      severity: "error",
      message: "Every tool runs without a question: whoever steers the agent steers this machine.",
      instead: "false",
    },
    {
      path: "chat.tools.autoApprove",
      off: true,
      severity: "error",
      message: "Every tool runs without a question: whoever steers the agent steers this machine.",
      instead: "false",
    },
    {
      path: "security.workspace.trust.enabled",
      off: false,
      severity: "warning",
      message: "Workspace trust is off: code of every folder that is opened may run, agents included.",
      instead: "true",
    },
  ],
  more: (context, document, root) => [
    ...approvals(
      context,
      document,
      root,
      "chat.tools.terminal.autoApprove",
      /^\/?\^?\.[*+]\$?\/?\w*$|^\*$/,
      "error",
      "Every command",
    ),
    ...approvals(
      context,
      document,
      root,
      "chat.tools.terminal.autoApprove",
      /^(?:rm|sudo|curl|wget|ssh|bash|sh|zsh|eval|python3?|node|powershell|pwsh|chmod|dd)$/,
      "warning",
      "This command",
    ),
    ...approvals(
      context,
      document,
      root,
      "chat.tools.edits.autoApprove",
      /^\*\*(?:\/\*)?$|^\*$/,
      "warning",
      "Every edit, settings included,",
    ),
    ...approvals(
      context,
      document,
      root,
      "chat.tools.urls.autoApprove",
      /^(?:\*|https?:\/\/\*|\*:\/\/\*)\/?\*?$/,
      "warning",
      "Every address",
    ),
  ],
};

function approvals(
  context: ConfigContext,
  document: DataDocument,
  root: DataNode,
  path: string,
  pattern: RegExp,
  severity: SettingFinding["severity"],
  what: string,
): RuleFinding[] {
  return (settingAt(root, path)?.entries() ?? []).flatMap(({ key, value }): RuleFinding[] => {
    const approve = value.kind === "object" ? value.get("approve") : value;
    const message = `${what} is let through without a question.`;
    return pattern.test(key) && approve?.value === true
      ? [settingFinding(context, document, approve, { severity, message, instead: "false" })]
      : [];
  });
}

const codex: Settings = {
  files: /(?:^|\/)\.codex\/config\.toml$/,
  switches: [],
  more: (context, document, root) =>
    [root, ...(root.get("profiles")?.entries() ?? []).map(({ value }) => value)].flatMap((profile) => {
      const policy = profile.get("approval_policy");
      const sandbox = profile.get("sandbox_mode");
      const never = policy?.value === "never";
      const open = sandbox?.value === "danger-full-access";
      const both = never && open;
      return [
        ...(never && policy !== undefined
          ? [
              settingFinding(context, document, policy, {
                severity: both ? "error" : "warning",
                message: both
                  ? "Codex asks for nothing and is confined by nothing."
                  : "Codex never asks: what the sandbox lets through happens.",
                instead: '"on-request"',
                ...(both && sandbox !== undefined
                  ? { also: { node: sandbox, instead: '"workspace-write"' } }
                  : {}),
              }),
            ]
          : []),
        ...(open && sandbox !== undefined && !both
          ? [
              settingFinding(context, document, sandbox, {
                severity: "warning",
                message: "Codex runs commands outside any sandbox.",
                instead: '"workspace-write"',
              }),
            ]
          : []),
      ];
    }),
};

const gemini: Settings = {
  files: /(?:^|\/)\.gemini\/settings\.json$/,
  switches: ["general.defaultApprovalMode", "approvalMode", "general.approvalMode"].map((path) => ({
    path,
    off: "yolo",
    severity: "error",
    message: "Gemini runs every tool without asking: whoever steers it steers this machine.",
    instead: '"default"',
  })),
};

const workspaceFile: Settings = { ...vscode, files: /\.code-workspace$/, within: "settings" };

const known: readonly Settings[] = [claude, vscode, workspaceFile, codex, gemini];

/** Files that hold settings of agents. */
export const agentSettingsFiles = new RegExp(known.map(({ files }) => files.source).join("|"));

/** What the settings in a file switch off. */
export function settingsFindings(context: ConfigContext): RuleFinding[] {
  const { document, file } = context;
  const settings = known.find(({ files }) => files.test(file));
  const root = settings && settingAt(document?.root, settings.within ?? "");
  if (document === undefined || settings === undefined || root === undefined) {
    return [];
  }
  const switched = settings.switches.flatMap((one): RuleFinding[] => {
    const node = settingAt(root, one.path);
    return node?.value === one.off ? [settingFinding(context, document, node, one)] : [];
  });
  return [...switched, ...(settings.more?.(context, document, root) ?? [])];
}
