import {
  codedLaunches,
  configFiles,
  configuredLaunches,
  isExample,
  type Launch,
  launchHints,
} from "../config/launch.ts";
import { type FetchedPackage, fetchedPackage, isPinned } from "../config/runner.ts";
import type { FileContext, Rule, RuleFinding } from "../rule.ts";

/** A server that is fetched anew at every start, whatever was published meanwhile. */
export const mcpConfigUnpinned: Rule = {
  id: "mcp-config-unpinned",
  title: "MCP server without a fixed version",
  severity: "warning",
  languages: ["config", "python", "typescript"],
  source: "context",
  outcomes: ["system-compromise"],
  references: ["LLM03", "ASI04", "MCP04", "CWE-1357", "CWE-494", "CWE-829", "AML.T0010.005", "AML.T0109"],
  explanation:
    "The client fetches and runs whatever version of the package is newest at each start. Whoever takes over the package, or its owner on a " +
    "bad day, runs code on this machine with the rights of the agent, and changes what its tools say to the model. An exact version, a digest " +
    "or a commit makes the reviewed server the one that runs. Servers that are installed already are not reported.",
  bad: {
    language: "json",
    code: '{ "mcpServers": { "files": { "command": "npx", "args": ["-y", "files-mcp"] } } }',
  },
  good: {
    language: "json",
    code: '{ "mcpServers": { "files": { "command": "npx", "args": ["-y", "files-mcp@2.1.4"] } } }',
  },
  checks: [
    {
      kind: "config",
      files: configFiles,
      hints: launchHints,
      check: (context) => configuredLaunches(context).flatMap((launch) => unpinned(context, launch)),
    },
    {
      kind: "code",
      hints: [/["'](?:npx|uvx|uv|bunx|pnpm|docker|pipx|deno|go)(?:\.cmd|\.exe)?["']/],
      check: (context) => codedLaunches(context).flatMap((launch) => unpinned(context, launch)),
    },
  ],
};

function unpinned(context: FileContext, launch: Launch): RuleFinding[] {
  const fetched = fetchedPackage(launch);
  if (fetched === undefined || isPinned(fetched)) {
    return [];
  }
  const { piece, unasked } = fetched;
  const how = unasked ? "and installed without asking" : "";
  return [
    {
      severity: isExample(context.file) ? "info" : "warning",
      confidence: "pattern",
      message: `\`${piece.text.slice(0, 50)}\` is fetched at every start ${how}: name one version.`.replace(
        " :",
        ":",
      ),
      range: piece.range,
      fixes: () => [
        {
          title: "Name one version",
          kind: "alternative",
          edits: [{ file: context.file, range: piece.range, newText: pinnedText(fetched) }],
          placeholder,
        },
      ],
    },
  ];
}

const placeholder = "1.0.0";

function pinnedText({ piece: { text }, ecosystem }: FetchedPackage): string {
  switch (ecosystem) {
    case "python":
      return /^git\+/.test(text)
        ? `${text.replace(/@[^/@]*$/, "")}@${"0".repeat(40)}`
        : `${text.replace(/(?:@|[=<>~!]=?).*$/, "")}==${placeholder}`;
    case "docker":
      return `${text.replace(/:latest$/, "")}:${placeholder}`;
    case "go":
      return `${text.replace(/@.*$/, "")}@v${placeholder}`;
    case "deno":
      return text.replace(/^(https?:\/\/[^/]+\/(?:x\/)?[^/@]+)(?:@[^/]*)?/, `$1@${placeholder}`);
    default:
      return /^(?:github:|git)/.test(text)
        ? `${text.replace(/#.*$/, "")}#${"0".repeat(40)}`
        : `${text.replace(/(.)@[^/]*$/, "$1")}@${placeholder}`;
  }
}
