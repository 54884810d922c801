import { field } from "../../syntax/tree.ts";
import { callsOf, isCallOf, lastName } from "../calls.ts";
import { isOwnSource } from "../option-checks.ts";
import type { CodeContext, Rule, RuleFinding } from "../rule.ts";

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
    "the package, or check what is fetched against a digest.",
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
      hints: ["from_openapi", "fromOpenAPI", "OpenAPISpec.from_url", "OpenAPIToolset", "__doc__"],
      check: (context) => [...fetched(context), ...rewritten(context)],
    },
  ],
};

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
    const inside = callsOf(document).find(
      (one) =>
        one.node.startIndex > call.callee.endIndex &&
        one.node.endIndex <= call.node.endIndex &&
        isCallOf(document, one, /^(?:httpx|requests|urllib|urllib\.request|axios)$/, fetchers),
    );
    const range = inside === undefined ? (isOpenApiUrl ? call.callee : undefined) : inside.node;
    return (name === "from_url" && !isOpenApiUrl) || range === undefined
      ? []
      : [
          {
            confidence: "pattern",
            message:
              "The tools are what this address says when the program starts: nobody has reviewed them.",
            range: document.rangeOf(range),
          },
        ];
  });
}

/** `tool.__doc__ = …` with a value that is not constant. */
function rewritten({ document, text, tools }: CodeContext): RuleFinding[] {
  if (!text.includes("__doc__") || document.language !== "python" || tools.length === 0) {
    return [];
  }
  const names = new Set(tools.map(({ name }) => name));
  return document.nodes("assignment").flatMap((assignment): RuleFinding[] => {
    const left = field(assignment, "left");
    const right = field(assignment, "right");
    const object = left?.type === "attribute" ? field(left, "object") : undefined;
    const isDoc = left !== undefined && object !== undefined && /\.__doc__$/.test(document.textOf(left));
    return isDoc && right !== undefined && names.has(document.textOf(object)) && !isKnown(document, right)
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
