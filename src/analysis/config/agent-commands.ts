import type { FindingSeverity } from "../finding.ts";
import { rangeBetween } from "../fix.ts";
import type { ConfigContext, RuleFinding } from "../rule.ts";

/** Files with command lines that somebody or something runs. */
export const scriptFiles =
  /\.(?:sh|bash|zsh|ps1|bat|cmd)$|(?:^|\/)(?:Dockerfile|Containerfile)[^/]*$|(?:^|\/)\.github\/workflows\/[^/]+\.ya?ml$|(?:^|\/)\.gitlab-ci\.yml$|(?:^|\/)package\.json$|(?:^|\/)(?:Makefile|justfile|Taskfile\.ya?ml|Procfile)$/i;

/** One of these occurs wherever an agent is told to ask for nothing. */
export const commandHints = [
  "dangerously-",
  "--yolo",
  "--full-auto",
  "--allow-all-tools",
  "--yes-always",
  "GOOSE_MODE",
  "--trust-all-tools",
  "cursor-agent",
  "gemini",
];

const commands: readonly { agent: string; pattern: RegExp; severity: FindingSeverity }[] = [
  {
    agent: "Claude",
    pattern: /\bclaude\b[^\n|;&]{0,400}?(--dangerously-skip-permissions)\b/g,
    severity: "error",
  },
  {
    agent: "Codex",
    pattern: /\bcodex\b[^\n|;&]{0,400}?(--dangerously-bypass-approvals-and-sandbox|--yolo)\b/g,
    severity: "error",
  },
  { agent: "Codex", pattern: /\bcodex\b[^\n|;&]{0,400}?(--full-auto)\b/g, severity: "warning" },
  { agent: "Gemini", pattern: /\bgemini\b[^\n|;&]{0,400}?\s(--yolo|-y)(?=\s|["']|$)/gm, severity: "error" },
  {
    agent: "Cursor",
    pattern: /\bcursor-agent\b[^\n|;&]{0,400}?\s(--force|-f)(?=\s|["']|$)/gm,
    severity: "error",
  },
  { agent: "Copilot", pattern: /\bcopilot\b[^\n|;&]{0,400}?(--allow-all-tools)\b/g, severity: "error" },
  { agent: "Aider", pattern: /\baider\b[^\n|;&]{0,400}?(--yes-always)\b/g, severity: "warning" },
  { agent: "Goose", pattern: /\b(GOOSE_MODE=["']?auto)\b["']?[^\n|;&]{0,200}?\bgoose\b/g, severity: "error" },
  {
    agent: "Kiro",
    pattern: /\b(?:kiro-cli|q)\s+chat\b[^\n|;&]{0,400}?(--trust-all-tools)\b/g,
    severity: "error",
  },
  { agent: "Qoder", pattern: /\bqodercli\b[^\n|;&]{0,400}?(--yolo)\b/g, severity: "error" },
];

/** Command lines that start an agent which asks for nothing. */
export function commandFindings({ text, file }: ConfigContext): RuleFinding[] {
  const isolation = isolationOf(file, text);
  return commands.flatMap(({ agent, pattern, severity }) =>
    [...text.matchAll(pattern)].flatMap((match): RuleFinding[] => {
      const flag = match[1] ?? "";
      const start = match.index + match[0].indexOf(flag);
      if (isProse(text, match.index)) {
        return [];
      }
      const message = isolation
        ? `${agent} asks for nothing here (\`${flag}\`): keep secrets out of this ${isolation}.`
        : `${agent} asks for nothing (\`${flag}\`): whoever steers it has a shell where this runs.`;
      return [
        {
          severity: isolation ? "info" : severity,
          confidence: "pattern",
          message,
          range: rangeBetween(text, start, start + flag.length),
        },
      ];
    }),
  );
}

/** A container that holds nothing else; undefined for anything that runs where people work or secrets are. */
function isolationOf(file: string, text: string): string | undefined {
  if (/(?:^|\/)(?:Dockerfile|Containerfile)|devcontainer/i.test(file)) {
    return "container";
  }
  const secrets = [...text.matchAll(/\bsecrets\.(\w+)/g)].map(([, name = ""]) => name);
  const isReadOnly =
    /^\s*permissions:\s*(?:read-all|\{\s*\}|\n\s+contents:\s*read\s*(?:\n(?!\s+\w+:\s*write)|$))/m.test(text);
  const needsOnlyModel = secrets.every((name) =>
    /^(?:GITHUB_TOKEN|\w*(?:ANTHROPIC|OPENAI|GEMINI|GOOGLE|CLAUDE|CODEX)\w*)$/.test(name),
  );
  return /\.github\/workflows\//.test(file) && isReadOnly && needsOnlyModel ? "job" : undefined;
}

/** Comments and messages only speak of the command. */
function isProse(text: string, index: number): boolean {
  const line = text.slice(text.lastIndexOf("\n", index - 1) + 1, index);
  return (
    /^\s*(?:#|\/\/|REM\b|::)|\b(?:echo|printf|Write-Host|Write-Output)\b|^\s*-?\s*(?:name|description):/.test(
      line,
    ) || /\s#\s/.test(line)
  );
}
