import type { ToolDefinition } from "../../ots/tool.ts";
import type { FileContext, Rule, RuleFinding } from "../rule.ts";

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
    "differs in a look-alike only (`read_file` and `read_fi1e`) is chosen by mistake, or is meant to be. Give each tool of a server its own " +
    "name, with the server's as a prefix where several are loaded.",
  bad: {
    language: "python",
    code: '@mcp.tool()\ndef search(query: str): ...\n\n@mcp.tool(name="search")\ndef search_archive(query: str): ...',
  },
  good: {
    language: "python",
    code: '@mcp.tool()\ndef search(query: str): ...\n\n@mcp.tool(name="search_archive")\ndef search_archive(query: str): ...',
  },
  checks: [{ kind: "tools", check: (context) => [...doubles(context), ...lookAlikes(context)] }],
};

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
