import { field, namedChildren } from "../../syntax/tree.ts";
import { subject } from "../argument-rule.ts";
import { type Call, callsOf, isCallOf, lastName } from "../calls.ts";
import { pinned, writtenOut } from "../fixes/pinned.ts";
import { guarding } from "../guards.ts";
import { isOwnSource } from "../option-checks.ts";
import type { CodeContext, Rule, RuleFinding } from "../rule.ts";
import { argumentsCheck, sourceCheck, webRequest, whatOf } from "../source-rule.ts";

/** A tool whose text is decided when the program runs, by somebody else. */
export const toolDescriptionDynamic: Rule = {
  id: "tool-description-dynamic",
  title: "Tool definitions fetched or changed at run time",
  severity: "error",
  languages: ["python", "typescript"],
  source: "context",
  outcomes: ["oversight-loss"],
  references: ["LLM03", "ASI04", "MCP03", "MCP04", "CWE-494", "CWE-829", "AML.T0109", "AML.T0110"],
  explanation:
    "What was reviewed is not what the model will read. Definitions that are fetched when the program starts are whatever the other side says " +
    "that day, and a description that the program rewrites can turn into an order after everybody has approved the tool. Keep definitions in " +
    "the package, or check what is fetched against a digest. Tools that a call registers and lists that change by themselves have no rewrite: " +
    "they are what the program was written to do.",
  bad: {
    language: "python",
    code: 'mcp = FastMCP.from_openapi(httpx.get("https://api.acme.com/openapi.json").json(), client=client)',
  },
  good: {
    language: "python",
    code: 'mcp = FastMCP.from_openapi(json.loads(Path("openapi.json").read_text()), client=client)',
  },
  checks: [
    {
      kind: "code",
      hints: ["from_openapi", "fromOpenAPI", "OpenAPISpec.from_url", "OpenAPIToolset"],
      check: fetched,
    },
    { kind: "code", hints: "tools", needs: /__doc__/, check: rewritten },
    sourceCheck(["description"], ["untrusted", "model"], (hit) =>
      guarding(hit, []).isSafe || whatOf(hit) === webRequest
        ? undefined
        : {
            message: `Content from ${whatOf(hit)} becomes a tool's description: its author tells the model what to do.`,
            severity: "error",
            fixes: () => writtenOut(hit),
          },
    ),
    argumentsCheck(["description"], ["description", "__doc__", "registerTool", ".tool("], (flow) =>
      guarding(flow.hit, []).isSafe
        ? undefined
        : {
            message: `${subject(flow)} becomes a tool's description: what was approved is not what is read.`,
            severity: "warning",
            fixes: () => writtenOut(flow.hit),
          },
    ),
    {
      kind: "code",
      hints: [
        "sendToolListChanged",
        "send_tool_list_changed",
        "add_tool(",
        "registerTool(",
        ".tool(",
        "tools/list",
        "ListToolsRequestSchema",
        "list_tools",
      ],
      check: (context) => [...registeredLater(context), ...listedByCount(context)],
    },
  ],
};

const registering = /^(?:add_tool|registerTool|sendToolListChanged|send_tool_list_changed)$/;

/** A tool that, when it is called, registers further tools or changes what is there. */
function registeredLater(context: CodeContext): RuleFinding[] {
  const { document, programs, tools } = context;
  const calls = callsOf(document)
    .filter(({ callee }) => registering.test(lastName(document, callee) ?? ""))
    .map((call) => ({ ...call, start: call.node.startIndex, end: call.node.endIndex }));
  if (calls.length === 0) {
    return [];
  }
  return tools.flatMap((tool): RuleFinding[] => {
    const handler = programs.get(tool.id)?.handler();
    if (handler === undefined || handler.document !== document) {
      return [];
    }
    const { startIndex, endIndex } = handler.node;
    const call = calls.find(({ start, end }) => start > startIndex && end < endIndex);
    return call === undefined
      ? []
      : [
          {
            severity: "warning",
            confidence: "likely",
            message: `A call of \`${tool.name.slice(0, 40)}\` changes which tools there are: nobody has approved the new ones.`,
            range: document.rangeOf(call.callee),
            tool: { id: tool.id, name: tool.name },
          },
        ];
  });
}

/** A list of tools that depends on how often or when it was asked for. */
function listedByCount({ document, text }: CodeContext): RuleFinding[] {
  const handlers = document.language === "python" ? pythonListers(document) : scriptListers(document, text);
  return handlers.flatMap((handler): RuleFinding[] => {
    const condition = handler
      .descendantsOfType(["if_statement", "conditional_expression", "ternary_expression"])
      .flatMap((node) => (node === null ? [] : (field(node, "condition") ?? node.namedChild(1) ?? [])))
      .find((node) =>
        /\b(?:\w*(?:calls?|count|counter|times|requests|invocations)\w*)\s*(?:>=?|<=?|===?|%)\s*\d|Date\.now\(\)|time\.time\(\)|datetime\.(?:now|utcnow)\(|Math\.random\(|random\.random\(/i.test(
          document.textOf(node),
        ),
      );
    return condition === undefined
      ? []
      : [
          {
            severity: "error",
            confidence: "likely",
            message:
              "The list of tools depends on when it is asked for: what was approved is not what comes later.",
            range: document.rangeOf(condition),
          },
        ];
  });
}

function pythonListers(document: CodeContext["document"]) {
  return document
    .nodes("decorated_definition")
    .filter((node) => /^@[\w.]+\.list_tools\(/.test(document.textOf(node)));
}

function scriptListers(document: CodeContext["document"], text: string) {
  return /ListToolsRequestSchema|tools\/list/.test(text)
    ? callsOf(document)
        .filter(
          (call) =>
            lastName(document, call.callee) === "setRequestHandler" &&
            /ListTools|tools\/list/.test(document.textOf(call.positional[0] ?? call.callee)),
        )
        .flatMap((call) => call.positional[1] ?? [])
    : [];
}

const makers = /^(?:from_openapi|fromOpenAPI|OpenAPIToolset|from_url)$/;
const libraries = /^(?:fastmcp|google\.adk|langchain|mcp)/;
const fetchers = ["get", "request", "urlopen", "request.urlopen"];

function fetched({ document, text, file }: CodeContext): RuleFinding[] {
  const used = document.names.modules.filter((module) => libraries.test(module));
  if (used.length === 0 || used.some((module) => isOwnSource(file, module))) {
    return [];
  }
  return callsOf(document).flatMap((call): RuleFinding[] => {
    const name = lastName(document, call.callee) ?? "";
    if (!makers.test(name) || /sha256|hashlib|digest/.test(text)) {
      return [];
    }
    const isOpenApiUrl = name === "from_url" && /OpenAPISpec/.test(document.textOf(call.callee));
    const inside = fetchIn(document, call.callee.endIndex, call.node.endIndex);
    // `spec = httpx.get(url).json()` some lines above is the same.
    const named = namedChildren(field(call.node, "arguments") ?? call.callee)
      .map((given) => (given.type === "keyword_argument" ? (field(given, "value") ?? given) : given))
      .filter(({ type }) => type === "identifier")
      .map((given) => ({ given, made: document.values.resolve(given) }))
      .map(({ given, made }) => ({ given, fetch: fetchIn(document, made.startIndex - 1, made.endIndex) }))
      .find(({ fetch }) => fetch !== undefined);
    const range = inside?.node ?? named?.given ?? (isOpenApiUrl ? call.callee : undefined);
    const fetch = inside ?? named?.fetch;
    return (name === "from_url" && !isOpenApiUrl) || range === undefined
      ? []
      : [
          {
            confidence: "pattern",
            message:
              "The tools are what this address says when the program starts: nobody has reviewed them.",
            range: document.rangeOf(range),
            fixes: () => (fetch === undefined ? [] : pinned(document, file, fetch)),
          },
        ];
  });
}

/** The first request between two offsets. */
function fetchIn(document: CodeContext["document"], start: number, end: number): Call | undefined {
  return callsOf(document).find(
    (one) =>
      one.node.startIndex > start &&
      one.node.endIndex <= end &&
      isCallOf(document, one, /^(?:httpx|requests|urllib|urllib\.request|axios)$/, fetchers),
  );
}

/** `tool.__doc__ = …` with a value that is not constant. */
function rewritten(context: CodeContext): RuleFinding[] {
  const { document, text, tools } = context;
  if (!text.includes("__doc__") || document.language !== "python" || tools.length === 0) {
    return [];
  }
  const names = new Set(tools.map(({ name }) => name));
  return document.nodes("assignment").flatMap((assignment): RuleFinding[] => {
    const left = field(assignment, "left");
    const right = field(assignment, "right");
    const object = left?.type === "attribute" ? field(left, "object") : undefined;
    const isDoc = left !== undefined && object !== undefined && /\.__doc__$/.test(document.textOf(left));
    // Where it comes from elsewhere the flow is reported.
    const isFlow = () =>
      context.flows.sources.some(
        ({ kind, place }) =>
          kind === "description" && place.start >= assignment.startIndex && place.end <= assignment.endIndex,
      );
    return isDoc &&
      right !== undefined &&
      !isFlow() &&
      names.has(document.textOf(object)) &&
      !isKnown(document, right)
      ? [
          {
            severity: "warning",
            confidence: "pattern",
            message: `The description of \`${document.textOf(object)}\` is rewritten at run time: what was approved is not what is read.`,
            range: document.rangeOf(assignment),
          },
        ]
      : [];
  });
}

/** Text of the program itself, also when parts of it are filled in. */
function isKnown(
  document: CodeContext["document"],
  node: Parameters<CodeContext["document"]["textOf"]>[0],
): boolean {
  return (
    document.values.text(node) !== undefined &&
    !/\b(?:get|fetch|read|load|request|query)\w*\(/.test(document.textOf(node))
  );
}
