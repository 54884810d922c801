import type { ServerDefinition } from "../../ots/server.ts";
import type { SourceRange } from "../../ots/tool.ts";
import { entryAt } from "../config/launch.ts";
import { settingFinding } from "../config/settings-keys.ts";
import { effectOfName } from "../effects.ts";
import type { FindingSeverity } from "../finding.ts";
import type { Fix } from "../fix.ts";
import type { ConfigContext, Rule, RuleFinding } from "../rule.ts";

/** A client's configuration that lets tools of an MCP server run without a question. */
export const mcpConfigAutoApprove: Rule = {
  id: "mcp-config-auto-approve",
  title: "MCP tools approved in advance",
  severity: "error",
  languages: ["config"],
  source: "action",
  outcomes: ["oversight-loss"],
  references: ["LLM06", "ASI02", "ASI09", "MCP02", "CWE-862", "CWE-1188", "AML.T0081", "AML.T0053"],
  explanation:
    "The configuration tells the client to run tools of this server without asking. With `*` that holds for every " +
    "tool the server has or will ever have; with a tool that deletes, sends or runs code it holds for harm that " +
    "cannot be undone. Approve read-only tools by name and leave the rest to the person.",
  bad: {
    language: "json",
    code: '{ "mcpServers": { "files": { "command": "files-mcp", "autoApprove": ["*"] } } }',
  },
  good: {
    language: "json",
    code: '{ "mcpServers": { "files": { "command": "files-mcp", "autoApprove": ["read_file"] } } }',
  },
  checks: [
    {
      kind: "config",
      files: /\.(jsonc?|toml|ya?ml|md)$/i,
      hints: ["autoApprove", "alwaysAllow", "autoApproved", "trust", "approval"],
      check: (context) =>
        context.servers.flatMap((server) => [...approvedTools(context, server), ...trust(context, server)]),
    },
    {
      kind: "config",
      files: /(?:^|\/)\.claude\/settings(?:\.local)?\.json$/,
      hints: ["mcp__", "enableAllProjectMcpServers"],
      check: (context) => [...allowedByRule(context), ...allServers(context)],
    },
  ],
};

/** `mcp__server__tool` in the list of what Claude runs without asking. */
function allowedByRule({ permissions }: ConfigContext): RuleFinding[] {
  return permissions.flatMap(({ pattern, decision, source: { range } }): RuleFinding[] => {
    const [, server = "", tool] = /^mcp__([\w*-]+?)(?:__(.+))?$/.exec(pattern) ?? [];
    if (decision !== "allow" || server === "") {
      return [];
    }
    if (server === "*") {
      const message = "Every tool of every server, present and future, runs without a question.";
      return [{ severity: "error", confidence: "pattern", message, range }];
    }
    if (tool === undefined || tool === "*") {
      const message = `Every tool of \`${server.slice(0, 40)}\`, present and future, runs without a question.`;
      return [{ severity: "warning", confidence: "pattern", message, range }];
    }
    const effect = effectOfName(tool.replaceAll("*", ""));
    const message = `\`${tool.slice(0, 40)}\` of \`${server.slice(0, 20)}\` ${effect?.words} and runs without a question.`;
    return effect === undefined ? [] : [{ severity: "error", confidence: "pattern", message, range }];
  });
}

function allServers(context: ConfigContext): RuleFinding[] {
  const { document } = context;
  const node = document?.root?.get("enableAllProjectMcpServers");
  const message = "Every server a project brings along is started without a question.";
  return document === undefined || node?.value !== true
    ? []
    : [settingFinding(context, document, node, { severity: "error", message, instead: "false" })];
}

function approvedTools(context: ConfigContext, server: ServerDefinition): RuleFinding[] {
  return server.autoApproved.flatMap(({ name, range }) => {
    const risk = riskOf(server, name);
    return risk === undefined
      ? []
      : { ...risk, range, confidence: "pattern" as const, fixes: () => without(context, name, range) };
  });
}

function riskOf(
  server: ServerDefinition,
  name: string,
): { severity: FindingSeverity; message: string } | undefined {
  if (name === "*") {
    return {
      severity: "error",
      message: `Every tool of \`${server.name}\`, present and future, runs without a question.`,
    };
  }
  const effect = effectOfName(name);
  if (effect === undefined) {
    return undefined;
  }
  const isGrave = effect.label !== "publishes-content" && effect.label !== "writes-external";
  return {
    severity: isGrave ? "error" : "warning",
    message: `\`${name}\` of \`${server.name}\` ${effect.words} and runs without a question.`,
  };
}

function trust(context: ConfigContext, server: ServerDefinition): RuleFinding[] {
  const entry =
    server.trusted && context.document !== undefined
      ? entryAt(context.document, server.source.range)
      : undefined;
  const value = entry?.get("trust") ?? entry?.get("default_tools_approval_mode");
  if (context.document === undefined || value === undefined) {
    return [];
  }
  const range = context.document.rangeOf(value);
  const newText = value.kind === "boolean" ? "false" : '"prompt"';
  return [
    {
      range,
      confidence: "pattern",
      message: `\`${server.name}\` is trusted as a whole: every tool it has or gets runs without a question.`,
      fixes: () => [
        {
          title: `Ask before tools of \`${server.name}\` run`,
          kind: "safe",
          edits: [{ file: context.file, range, newText }],
        },
      ],
    },
  ];
}

/** The list of approved tools without one of them. */
function without({ document, file }: ConfigContext, name: string, range: SourceRange): Fix[] {
  const list = document
    ?.places()
    .map(({ node }) => node)
    .find(
      (node) =>
        node.kind === "array" && node.items().some((item) => isAt(document.contentRangeOf(item), range)),
    );
  if (document === undefined || list === undefined) {
    return [];
  }
  const kept = list.items().filter((item) => item.value !== name);
  const newText = `[${kept.map((item) => document.text.slice(item.offset, item.offset + item.length)).join(", ")}]`;
  return [
    {
      title: name === "*" ? "Ask before each call" : `Ask before \`${name}\` runs`,
      kind: "safe",
      edits: [{ file, range: document.rangeOf(list), newText }],
    },
  ];
}

function isAt(a: SourceRange, b: SourceRange): boolean {
  return a.startLine === b.startLine && a.startColumn === b.startColumn;
}
