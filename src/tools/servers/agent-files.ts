import type { DataDocument, DataNode } from "../../syntax/data-node.ts";
import { objectIn, stringIn } from "../data-shapes.ts";
import { serversIn } from "./entry.ts";
import type { ConfigFormat, FoundPermission } from "./format.ts";
import { printable } from "./places.ts";
import { redactText } from "./redact.ts";
import { rulesIn } from "./rules.ts";

type Said = Pick<FoundPermission, "decision" | "governs" | "statedBy" | "agent">;

/** `.claude/agents/*.md`: `tools` are all the agent has, `disallowedTools` are taken from it. */
export const claudeAgentsFormat: ConfigFormat = {
  id: "claude-agents",
  files: /(?:^|\/)\.claude\/agents\/.*\.md$/,
  hints: ["ools", "mcpServers"],
  find(document, file) {
    const agent = agentName(document, file);
    return {
      servers: serversIn(document, objectIn(document.root, "mcpServers")),
      permissions: [
        ...toolsUnder(document, "tools", { decision: "allow", governs: "availability", agent }),
        ...toolsUnder(document, "disallowedTools", { decision: "deny", governs: "availability", agent }),
      ],
    };
  },
};

/** Commands and skills: `allowed-tools` run without a question while they are at work. */
export const claudeCommandsFormat: ConfigFormat = {
  id: "claude-commands",
  files: /(?:^|\/)(?:\.claude\/commands\/.*\.md|\.claude\/skills\/.*\/SKILL\.md)$/,
  hints: ["allowed-tools"],
  find(document, file) {
    const agent = agentName(document, file);
    return {
      permissions: toolsUnder(document, "allowed-tools", { decision: "allow", governs: "approval", agent }),
    };
  },
};

/** VS Code and GitHub: agents, chat modes and prompts with the tools they have, agents also with servers. */
export const vscodeAgentsFormat: ConfigFormat = {
  id: "vscode-agents",
  files: /(?:\.(?:agent|chatmode|prompt)\.md|(?:^|\/)\.github\/agents\/[^/]+\.md)$/,
  hints: ["tools", "mcp-servers"],
  find(document, file) {
    const agent = agentName(document, file);
    return {
      servers: serversIn(document, objectIn(document.root, "mcp-servers")),
      permissions: toolsUnder(document, "tools", { decision: "allow", governs: "availability", agent }),
    };
  },
};

function agentName(document: DataDocument, file: string): string {
  const fromFile = /([^/]+?)(?:\.(?:agent|chatmode|prompt))?\.md$/.exec(file)?.[1] ?? file;
  // A skill is called after its folder.
  const folder = /([^/]+)\/SKILL\.md$/.exec(file)?.[1];
  return printable(stringIn(document.root, "name") ?? folder ?? fromFile).slice(0, 200);
}

/** A list, or one string with commas. */
function toolsUnder(document: DataDocument, key: string, said: Omit<Said, "statedBy">): FoundPermission[] {
  const member = document.root?.get(key);
  const statedBy = key;
  return member?.kind === "string"
    ? splitRules(document, member, { ...said, statedBy })
    : rulesIn(document, member, { ...said, statedBy });
}

/** Commas inside parentheses belong to a rule: `Bash(git add:*, git commit:*), Read`. */
function splitRules(document: DataDocument, member: DataNode, said: Said): FoundPermission[] {
  const text = document.text.slice(member.offset, member.offset + Math.min(member.length, 4_000));
  const rules = text.matchAll(/(?:[^,("']|\((?:[^()]{0,2000})\))+/g);
  return [...rules].slice(0, 500).flatMap((match) => {
    const pattern = match[0].trim();
    const offset = member.offset + match.index + match[0].search(/\S/);
    const range = document.rangeOf({ offset, length: pattern.length });
    return pattern === "" ? [] : [{ pattern: printable(redactText(pattern)), ...said, range }];
  });
}
