import type { Node } from "@vscode/tree-sitter-wasm";
import { hasLabel, type ToolDefinition } from "../../ots/tool.ts";
import type { CapabilityLabel } from "../../ots/vocabulary.ts";
import { callsOf } from "../calls.ts";
import type { CodeContext, Rule, RuleFinding } from "../rule.ts";

/** An agent that reads what strangers write, reads what is private, and can send. */
export const toxicToolSet: Rule = {
  id: "toxic-tool-set",
  title: "Tools that together leak what is private",
  severity: "warning",
  languages: ["python", "typescript"],
  source: "context",
  outcomes: ["privacy-exposure"],
  references: [
    "LLM01",
    "LLM06",
    "ASI01",
    "ASI02",
    "ASI03",
    "MCP10",
    "MCP06",
    "CWE-1427",
    "CWE-441",
    "AML.T0086",
    "AML.T0051.001",
  ],
  explanation:
    "Each tool alone is fine. Together they let a text that a stranger wrote, a page, a mail or an issue, make the agent fetch private data and " +
    "send it away or act on it, without any defect in the code. Ask a person before the tool that sends, fix where it may send to, or give the " +
    "two halves to different agents. Reported once, where the tools are put together.",
  bad: { language: "python", code: "agent = Agent(tools=[read_web_page, list_customers, send_mail])" },
  good: {
    language: "python",
    code: "reader = Agent(tools=[read_web_page])\nwriter = Agent(tools=[list_customers, send_mail])",
  },
  checks: [{ kind: "code", hints: "tools", check: together }],
};

interface Leg {
  words: string;
  has(tool: ToolDefinition): boolean;
}

const labelled =
  (...labels: CapabilityLabel[]) =>
  (tool: ToolDefinition) =>
    labels.some((label) => hasLabel(tool, label));

const legs: readonly Leg[] = [
  { words: "reads what strangers write", has: labelled("reads-untrusted") },
  { words: "reads what is private", has: labelled("reads-sensitive") },
  {
    words: "sends, pays or runs code, and asks nobody",
    has: (tool) =>
      (tool.approval === undefined || tool.approval.required === "never") &&
      ((hasLabel(tool, "writes-external") && hasLabel(tool, "free-text-sink")) ||
        labelled("executes-code", "moves-money")(tool)),
  },
];

/** Anything by which somebody is asked, or a half is kept apart. */
const carriers =
  /needs_approval|needsApproval|requires_approval|interrupt|HumanInTheLoop|humanInTheLoop|human_input|require_confirmation|requireApproval|toolApproval|can_use_tool|canUseTool|elicit|input_filter|inputFilter/;

function together(context: CodeContext): RuleFinding[] {
  const { document, text, tools, inTests } = context;
  if (inTests || tools.length < 3 || carriers.test(text)) {
    return [];
  }
  const byName = new Map(tools.map((tool) => [tool.name, tool]));
  return callsOf(document).flatMap((call): RuleFinding[] => {
    const list = call.option("tools")?.value;
    const listed = list === undefined ? [] : toolsIn(context, list, byName);
    const found = list === undefined || listed.length < 3 ? undefined : legsOf(listed);
    return list === undefined || found === undefined
      ? []
      : [
          {
            confidence: "likely",
            message:
              `Together ${found.map(({ name }) => `\`${name.slice(0, 22)}\``).join(", ")} let a stranger's text send private data away.`.slice(
                0,
                120,
              ),
            range: document.rangeOf(list),
            related: found.map((tool, index) => ({
              message: `\`${tool.name}\` ${legs[index]?.words ?? ""}.`,
              file: tool.source.file,
              range: tool.source.nameRange,
            })),
          },
        ];
  });
}

/** The tools of this file that a list or an object of tools names. */
function toolsIn(
  { document }: CodeContext,
  list: Node,
  byName: ReadonlyMap<string, ToolDefinition>,
): ToolDefinition[] {
  const items =
    document.values.items(list)?.items ??
    document.values.members(list)?.entries.map(({ value }) => value) ??
    [];
  return items.flatMap((item) => byName.get(document.textOf(item).trim()) ?? []);
}

/** Three different tools, one for each leg; undefined when the set does not hold together. */
function legsOf(tools: readonly ToolDefinition[]): ToolDefinition[] | undefined {
  const [first, second, third] = legs;
  for (const reads of tools.filter((tool) => first?.has(tool))) {
    for (const holds of tools.filter((tool) => tool !== reads && second?.has(tool))) {
      const sends = tools.find((tool) => tool !== reads && tool !== holds && third?.has(tool));
      if (sends !== undefined) {
        return [reads, holds, sends];
      }
    }
  }
  return undefined;
}
