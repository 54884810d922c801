import type { ServerDefinition } from "../../ots/server.ts";
import { hasLabel, type ToolDefinition } from "../../ots/tool.ts";
import type { CapabilityLabel } from "../../ots/vocabulary.ts";
import type { Node } from "../../syntax/node.ts";
import { callsOf } from "../calls.ts";
import { configFiles, launchHints } from "../config/launch.ts";
import { askingFixes } from "../fixes/approval.ts";
import { can } from "../proven.ts";
import { contains } from "../ranges.ts";
import type { CodeContext, ConfigContext, Rule, RuleFinding } from "../rule.ts";

/** An agent that reads what strangers write, reads what is private, and can send. */
export const toxicToolSet: Rule = {
  id: "toxic-tool-set",
  title: "Tools that together leak what is private",
  severity: "error",
  languages: ["python", "typescript", "config"],
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
    "two halves to different agents, which no edit can do for you. Servers of one configuration are an error where the sending one is approved " +
    "in advance, and a hint else, as hosts then ask. Reported once, where the tools are put together.",
  bad: { language: "python", code: "agent = Agent(tools=[read_web_page, list_customers, send_mail])" },
  good: {
    language: "python",
    code: "reader = Agent(tools=[read_web_page])\nwriter = Agent(tools=[list_customers, send_mail])",
  },
  checks: [
    { kind: "code", hints: "tools", check: together },
    { kind: "config", files: configFiles, hints: launchHints, check: serversTogether },
  ],
};

/** What the servers that many people run can do. */
const knownServers: readonly { name: RegExp; reads: boolean; holds: boolean; sends: boolean }[] = [
  {
    name: /(?:^|[/@-])(?:mcp-server-)?(?:fetch|firecrawl|brave-search|tavily|exa|puppeteer|playwright|browser\w*)(?:$|[-@/])/,
    reads: true,
    holds: false,
    sends: false,
  },
  {
    name: /(?:^|[/@-])(?:filesystem|postgres|mysql|sqlite|mongodb|obsidian|memory|google-drive|gdrive)(?:$|[-@/])/,
    reads: false,
    holds: true,
    sends: false,
  },
  {
    name: /(?:^|[/@-])(?:github|gitlab|gmail|google-workspace|slack|discord|jira|atlassian|notion|linear|outlook)(?:$|[-@/])/,
    reads: true,
    holds: true,
    sends: true,
  },
  {
    name: /(?:^|[/@-])(?:shell|terminal|desktop-commander|code-runner|twilio|sendgrid|resend|stripe)(?:$|[-@/])/,
    reads: false,
    holds: false,
    sends: true,
  },
];

/** Servers of one configuration that make up the three legs, the last of them never asking. */
function serversTogether({ servers, file, document }: ConfigContext): RuleFinding[] {
  const known = servers
    .filter(({ disabled }) => !disabled)
    .map((server) => {
      const words = [server.name, server.command ?? "", ...server.args, server.url ?? ""];
      return { server, can: knownServers.find(({ name }) => words.some((word) => name.test(word))) };
    });
  const asksNever = ({ trusted, autoApproved }: ServerDefinition) => trusted || autoApproved.length > 0;
  const sending = known.filter(({ can }) => can?.sends === true);
  const sends = sending.find(({ server }) => asksNever(server)) ?? sending[0];
  const reads = known.find(({ can, server }) => can?.reads === true && server !== sends?.server);
  const holds = known.find(
    ({ can, server }) => can?.holds === true && server !== sends?.server && server !== reads?.server,
  );
  return document === undefined || sends === undefined || reads === undefined || holds === undefined
    ? []
    : [
        {
          // A host asks before each call unless it is told not to.
          severity: asksNever(sends.server) ? "error" : "info",
          confidence: "likely",
          message: `With \`${reads.server.name.slice(0, 20)}\` and \`${holds.server.name.slice(0, 20)}\`, a stranger's text sends private data through this${asksNever(sends.server) ? ", unasked" : ""}.`,
          range: sends.server.source.nameRange,
          related: [reads, holds].map(({ server }, index) => ({
            message: `\`${server.name}\` ${legs[index]?.words ?? ""}.`,
            file,
            range: server.source.nameRange,
          })),
        },
      ];
}

interface Leg {
  words: string;
  has(context: CodeContext, tool: ToolDefinition): boolean;
}

const labelled =
  (...labels: CapabilityLabel[]) =>
  (context: CodeContext, tool: ToolDefinition) =>
    labels.some((label) => can(context, tool, label));

const legs: readonly Leg[] = [
  { words: "reads what strangers write", has: labelled("reads-untrusted") },
  { words: "reads what is private", has: labelled("reads-sensitive") },
  {
    words: "sends, pays or runs code, and asks nobody",
    has: (context, tool) =>
      (tool.approval === undefined || tool.approval.required === "never") &&
      ((hasLabel(tool, "writes-external") && hasLabel(tool, "free-text-sink")) ||
        labelled("executes-code", "moves-money")(context, tool)),
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
    const found = list === undefined || listed.length < 3 ? undefined : legsOf(context, listed);
    return list === undefined || found === undefined
      ? []
      : [
          {
            severity: "warning",
            confidence: "likely",
            message:
              `Together ${found.map(({ name }) => `\`${name.slice(0, 22)}\``).join(", ")} let a stranger's text send private data away.`.slice(
                0,
                120,
              ),
            range: document.rangeOf(list),
            fixes: () => (found[2] === undefined ? [] : askingFixes(context, found[2])),
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
  context: CodeContext,
  list: Node,
  byName: ReadonlyMap<string, ToolDefinition>,
): ToolDefinition[] {
  const { document } = context;
  const items =
    document.values.items(list)?.items ??
    document.values.members(list)?.entries.map(({ value }) => value) ??
    [];
  return items.flatMap((item) => byName.get(document.textOf(item).trim()) ?? toolBehind(context, item) ?? []);
}

/** The tool that a variable of another name holds: `const readPage = tool({ name: "read_page", … })`. */
function toolBehind({ document, tools, file }: CodeContext, item: Node): ToolDefinition | undefined {
  const declared = item.type === "identifier" ? document.names.lookup(document.textOf(item), item) : [];
  const value = declared.length === 1 ? declared[0]?.value : undefined;
  const range = value && document.rangeOf(value);
  return range && tools.find(({ source }) => source.file === file && contains(range, source.nameRange));
}

/** Three different tools, one for each leg; undefined when the set does not hold together. */
function legsOf(context: CodeContext, tools: readonly ToolDefinition[]): ToolDefinition[] | undefined {
  const [first, second, third] = legs;
  for (const reads of tools.filter((tool) => first?.has(context, tool))) {
    for (const holds of tools.filter((tool) => tool !== reads && second?.has(context, tool))) {
      const sends = tools.find((tool) => tool !== reads && tool !== holds && third?.has(context, tool));
      if (sends !== undefined) {
        return [reads, holds, sends];
      }
    }
  }
  return undefined;
}
