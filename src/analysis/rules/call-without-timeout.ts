import type { Node } from "../../syntax/node.ts";
import { field } from "../../syntax/tree.ts";
import { type Call, callsOf, enclosingFunction, isCallOf, lastName } from "../calls.ts";
import type { FindingSeverity } from "../finding.ts";
import { offsetsOf } from "../fix.ts";
import { addingOption, addingProperty } from "../option-checks.ts";
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
      check(context) {
        const sessions = sessionsIn(context.text);
        return callsOf(context.document).flatMap((call) => untimed(context, call, sessions));
      },
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
  /** Another option that limits the call as well. */
  or?: string;
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
    module: /^axios$/,
    names: ["default", ...verbs, ...verbs.map((verb) => `default.${verb}`)],
    option: "timeout",
    severity: "warning",
    or: "signal",
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

/** What a call waits for without a limit of its own; undefined for calls of any other kind. */
function waitingFor(context: CodeContext, call: Call, sessions: readonly string[]): Waiting | undefined {
  const { document, text } = context;
  const last = lastName(document, call.callee);
  const plain = { module: /^/, names: [] };
  if (
    last === "fetch" &&
    call.callee.type === "identifier" &&
    document.names.origins(call.callee).length === 0
  ) {
    return document.language === "python" ? undefined : { ...plain, option: "signal", severity: "info" };
  }
  const owner = document.textOf(call.callee).replace(/\.\w+$/, "");
  if (last === "communicate" && /\bsubprocess\b/.test(text)) {
    return { ...plain, option: "timeout", severity: "warning" };
  }
  if (last !== undefined && verbs.includes(last) && sessions.includes(owner)) {
    return { ...plain, option: "timeout", severity: "warning" };
  }
  return waiting.find(
    (one) =>
      (last === undefined ||
        one.names.some((name) => name.endsWith(last)) ||
        call.callee.type === "identifier") &&
      isCallOf(document, call, one.module, one.names),
  );
}

/** Names that hold a session of requests, which has no limit of its own. */
function sessionsIn(text: string): string[] {
  return !/requests\.[sS]ession\(\)/.test(text) || /HTTPAdapter|partial\(/.test(text)
    ? []
    : [
        ...text.matchAll(
          /(?<![\w.])([\w.]+)\s*=\s*requests\.[sS]ession\(\)|requests\.[sS]ession\(\)\s+as\s+(\w+)/g,
        ),
      ].map(([, name, alias]) => name ?? alias ?? "");
}

/** The tool whose handler makes the call, itself or through a function of the file. */
function toolOf({ document, text, tools }: CodeContext, call: Call) {
  const range = document.rangeOf(call.node);
  const inside = tools.find(({ source }) => contains(source.range, range));
  const helper = inside === undefined ? enclosingFunction(call.node) : undefined;
  const name = helper && field(helper, "name");
  if (name === undefined) {
    return inside;
  }
  const called = new RegExp(`\\b${document.textOf(name)}\\(`);
  return tools.find(({ source }) => {
    const { start, end } = offsetsOf(text, source.range);
    return called.test(text.slice(start, end));
  });
}

function untimed(context: CodeContext, call: Call, sessions: readonly string[]): RuleFinding[] {
  const { document, file } = context;
  const kind = waitingFor(context, call, sessions);
  if (kind === undefined) {
    return [];
  }
  const tool = toolOf(context, call);
  const option = call.option(kind.option);
  const isNull = option !== undefined && document.values.scalar(option.value) === null;
  const isGiven =
    option !== undefined ||
    (kind.or !== undefined && call.option(kind.or) !== undefined) ||
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
      fixes: () => (option === undefined ? [limiting(document, file, call, kind) ?? []].flat() : []),
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

/** The option written out; a process of asyncio takes none, and needs a limit around it. */
function limiting(document: CodeContext["document"], file: string, call: Call, { option }: Waiting) {
  const title = "Limit it to 30 seconds";
  if (document.language === "python") {
    const isAwaited = call.node.parent?.type === "await";
    return isAwaited ? undefined : addingOption(document, file, call, "timeout=30", title);
  }
  const name = lastName(document, call.callee) ?? "";
  const place = /^(?:post|put|patch|execFileSync)$/.test(name) ? 2 : 1;
  const text = option === "signal" ? "signal: AbortSignal.timeout(30_000)" : "timeout: 30_000";
  return addingProperty(document, file, call, place, text, title);
}
