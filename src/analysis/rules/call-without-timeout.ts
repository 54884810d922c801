import type { Node } from "@vscode/tree-sitter-wasm";
import { type Call, callsOf, isCallOf, lastName } from "../calls.ts";
import type { FindingSeverity } from "../finding.ts";
import { addingOption } from "../option-checks.ts";
import { contains } from "../ranges.ts";
import type { CodeContext, Rule, RuleFinding } from "../rule.ts";

/** A call of a tool's handler that may never come back. */
export const callWithoutTimeout: Rule = {
  id: "call-without-timeout",
  title: "Call in a tool without a time limit",
  severity: "warning",
  languages: ["python", "typescript"],
  source: "action",
  outcomes: ["availability-loss"],
  references: ["LLM10", "ASI08", "CWE-400", "CWE-1088", "AML.T0029"],
  explanation:
    "The handler waits for another machine or program for as long as that takes. One that never answers stops the agent, and whoever chooses " +
    "the address or the command can see to that. Clients that have a limit of their own are not reported, nor are calls inside a limit.",
  bad: {
    language: "python",
    code: '@mcp.tool()\ndef fetch(id: str) -> str:\n    return requests.get(f"{API}/{id}").text',
  },
  good: {
    language: "python",
    code: '@mcp.tool()\ndef fetch(id: str) -> str:\n    return requests.get(f"{API}/{id}", timeout=30).text',
  },
  checks: [
    {
      kind: "code",
      hints: "tools",
      check: (context) => callsOf(context.document).flatMap((call) => untimed(context, call)),
    },
  ],
};

interface Waiting {
  module: RegExp;
  names: readonly string[];
  option: string;
  severity: FindingSeverity;
  /** The option must be null to be reported; a call without it has a limit. */
  onlyNull?: true;
  /** The place of the option among the positional arguments. */
  position?: number;
}

const verbs = ["get", "post", "put", "patch", "delete", "head", "options", "request"];
const waiting: readonly Waiting[] = [
  { module: /^requests$/, names: verbs, option: "timeout", severity: "warning" },
  {
    module: /^subprocess$/,
    names: ["run", "call", "check_call", "check_output"],
    option: "timeout",
    severity: "warning",
  },
  { module: /^urllib\.request$/, names: ["urlopen"], option: "timeout", severity: "warning", position: 2 },
  { module: /^urllib$/, names: ["request.urlopen"], option: "timeout", severity: "warning", position: 2 },
  {
    module: /^httpx$/,
    names: [...verbs, "Client", "AsyncClient"],
    option: "timeout",
    severity: "warning",
    onlyNull: true,
  },
  {
    module: /^(?:node:)?child_process$/,
    names: ["execSync", "execFileSync"],
    option: "timeout",
    severity: "info",
  },
];

const limited =
  /\b(?:asyncio\.timeout|wait_for|anyio\.(?:fail_after|move_on_after)|fail_after|move_on_after|AbortController|AbortSignal)\b/;

function untimed(context: CodeContext, call: Call): RuleFinding[] {
  const { document, file } = context;
  const last = lastName(document, call.callee);
  const kind = waiting.find(
    (one) =>
      (last === undefined ||
        one.names.some((name) => name.endsWith(last)) ||
        call.callee.type === "identifier") &&
      isCallOf(document, call, one.module, one.names),
  );
  if (kind === undefined) {
    return [];
  }
  const range = document.rangeOf(call.node);
  const tool = context.tools.find(({ source }) => contains(source.range, range));
  const option = call.option(kind.option);
  const isNull = option !== undefined && document.values.scalar(option.value) === null;
  const isGiven =
    option !== undefined ||
    (kind.position !== undefined && call.positional.length > kind.position) ||
    !call.complete();
  if (tool === undefined || (kind.onlyNull ? !isNull : isGiven && !isNull) || isLimited(context, call.node)) {
    return [];
  }
  return [
    {
      severity: kind.severity,
      confidence: "pattern",
      message: `\`${tool.name.slice(0, 40)}\` waits without a limit here: what never answers stops the agent.`,
      range: document.rangeOf(isNull && option !== undefined ? option.node : call.callee),
      tool: { id: tool.id, name: tool.name },
      fixes: () =>
        [
          (option === undefined
            ? addingOption(document, file, call, "timeout=30", "Limit it to 30 seconds")
            : undefined) ?? [],
        ].flat(),
    },
  ];
}

/** A limit around the call, in the same function. */
function isLimited({ document }: CodeContext, node: Node): boolean {
  let up = node.parent;
  while (up !== null && !/function|method/.test(up.type)) {
    up = up.parent;
  }
  return up !== null && limited.test(document.textOf(up));
}
