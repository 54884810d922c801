import type { ToolDefinition } from "../../ots/tool.ts";
import { lookAlikeOf } from "../config/known-packages.ts";
import {
  codedLaunches,
  configFiles,
  configuredLaunches,
  type Launch,
  launchHints,
} from "../config/launch.ts";
import { acrossServers } from "../config/listed-tools.ts";
import { fetchedPackage } from "../config/runner.ts";
import { type Fix, offsetsOf } from "../fix.ts";
import type { ConfigContext, FileContext, Rule, RuleFinding } from "../rule.ts";

/** Two tools that the model cannot tell apart. */
export const toolNameShadowing: Rule = {
  id: "tool-name-shadowing",
  title: "Tool whose name another tool has",
  severity: "error",
  languages: ["python", "typescript", "config"],
  source: "instruction",
  outcomes: ["privacy-exposure", "system-compromise"],
  references: [
    "LLM03",
    "ASI02",
    "ASI04",
    "ASI07",
    "MCP03",
    "MCP09",
    "CWE-694",
    "CWE-451",
    "AML.T0110",
    "AML.T0010.005",
  ],
  explanation:
    "Of two tools of one name most frameworks keep the later one without a word: calls meant for the first reach the second. A name that " +
    "differs in a look-alike only (`read_file` and `read_fi1e`) is chosen by mistake, or is meant to be; so is a server's package that is one " +
    "letter away from a well-known one. Of the servers of one client the tools are compared that each listed when you last agreed to " +
    "them; one whose description says how to use another server's tool is an error. Give each tool of a server its own " +
    "name, with the server's as a prefix where several are loaded. A function that gives its tool the name has no rewrite here: your editor " +
    "renames it with everything that calls it.",
  bad: {
    language: "python",
    code: '@mcp.tool()\ndef search(query: str): ...\n\n@mcp.tool(name="search")\ndef search_archive(query: str): ...',
  },
  good: {
    language: "python",
    code: '@mcp.tool()\ndef search(query: str): ...\n\n@mcp.tool(name="search_archive")\ndef search_archive(query: str): ...',
  },
  checks: [
    { kind: "tools", check: (context) => [...doubles(context), ...lookAlikes(context)] },
    {
      kind: "config",
      files: configFiles,
      hints: launchHints,
      check: (context) => [...packages(context), ...acrossServers(context)],
    },
    {
      kind: "code",
      hints: ["npx", "uvx", "bunx", "pipx"],
      check: (context) => codedLaunches(context).flatMap((launch) => misspelt(context, launch)),
    },
  ],
};

function packages(context: ConfigContext): RuleFinding[] {
  return configuredLaunches(context).flatMap((launch) => misspelt(context, launch));
}

/** A server's package whose name is one slip away from one that many people run: whoever holds it waits for that slip. */
function misspelt({ file }: FileContext, launch: Launch): RuleFinding[] {
  const piece = fetchedPackage(launch)?.piece;
  const [, name = "", version = ""] = /^(@?[^@=]+)((?:@|==).*)?$/.exec(piece?.text ?? "") ?? [];
  const meant = lookAlikeOf(name);
  return piece === undefined || meant === undefined
    ? []
    : [
        {
          severity: "warning",
          confidence: "likely",
          message: `This package is one letter away from \`${meant}\`, and somebody else's.`,
          range: piece.range,
          fixes: () => [
            {
              title: `Start ${meant}`,
              kind: "alternative",
              edits: [{ file, range: piece.range, newText: meant + version }],
            },
          ],
        },
      ];
}

/** Formats in which all definitions of a file belong to one server, whatever object they are registered on. */
const oneServer =
  /^(?:mcp-python|mcp-typescript|mcp|openai-chat|openai-responses|anthropic|claude-agent-sdk)/;

function doubles(context: FileContext): RuleFinding[] {
  const { tools, text } = context;
  if (context.inTests || serversIn(text) > 1) {
    return [];
  }
  const first = new Map<string, ToolDefinition>();
  return tools.flatMap((tool): RuleFinding[] => {
    if (!oneServer.test(tool.framework) || /\.(?:jsonl?|ya?ml|snap)$/i.test(context.file)) {
      return [];
    }
    const key = `${tool.framework}\n${tool.name}`;
    const earlier = first.get(key);
    if (earlier === undefined) {
      first.set(key, tool);
      return [];
    }
    // One definition in two branches of a condition is one tool; only registrations side by side replace each other.
    const sameColumn = earlier.source.range.startColumn === tool.source.range.startColumn;
    const nested = earlier.source.range.endLine >= tool.source.range.startLine;
    return !sameColumn || nested || tool.source.range.startColumn > 0
      ? []
      : [
          {
            confidence: "pattern",
            message: `\`${tool.name.slice(0, 40)}\` is registered twice: the later one silently answers for both.`,
            range: tool.source.nameRange,
            fixes: () => renamed(context, tool),
            related: [
              {
                message: "The first tool of this name.",
                file: context.file,
                range: earlier.source.nameRange,
              },
            ],
            tool: { id: tool.id, name: tool.name },
          },
        ];
  });
}

/** Another name for the second tool, where the name is a text of its own; a person says which. */
function renamed({ file, text }: FileContext, { name, source: { nameRange } }: ToolDefinition): Fix[] {
  const { start, end } = offsetsOf(text, nameRange);
  const isText = /["'`]/.test(text.charAt(start - 1)) && text.slice(start, end) === name;
  const newText = `${name}_other`;
  return isText
    ? [
        {
          title: "Give the second tool a name of its own",
          kind: "alternative",
          edits: [{ file, range: nameRange, newText }],
          placeholder: newText,
        },
      ]
    : [];
}

function serversIn(text: string): number {
  return [...text.matchAll(/\b(?:FastMCP|MCPServer|McpServer|Server)\(/g)].length;
}

/** What letters and digits are taken for. */
function skeleton(name: string): string {
  return name.toLowerCase().replace(/[1l|]/g, "i").replace(/0/g, "o").replace(/rn/g, "m").replace(/vv/g, "w");
}

function lookAlikes(context: FileContext): RuleFinding[] {
  const seen = new Map<string, ToolDefinition>();
  return context.tools.flatMap((tool): RuleFinding[] => {
    const key = skeleton(tool.name);
    const other = seen.get(key);
    if (other === undefined) {
      seen.set(key, tool);
      return [];
    }
    return other.name === tool.name || other.name.toLowerCase() === tool.name.toLowerCase()
      ? []
      : [
          {
            confidence: "pattern",
            message: `\`${tool.name.slice(0, 30)}\` looks like \`${other.name.slice(0, 30)}\`: the one is taken for the other.`,
            range: tool.source.nameRange,
            related: [
              { message: "The tool it looks like.", file: context.file, range: other.source.nameRange },
            ],
            tool: { id: tool.id, name: tool.name },
          },
        ];
  });
}
