import { isJsonObject } from "../ots/json.ts";
import type { CodeDocument } from "../syntax/code-document.ts";
import type { Node } from "../syntax/node.ts";
import { callsOf, lastName } from "./calls.ts";
import type { CodeContext, RuleFinding } from "./rule.ts";

/** How the arguments of a call are read in a handler of all tools. */
const reading =
  /\b(?:args|arguments|params\.arguments)\b[?!)]*(?:\.(?!get\b|hasOwnProperty\b|toString\b|_)(\w+)|\[\s*["'](\w+)["']\s*\]|\.get\(\s*["'](\w+)["'])/g;

/**
 * What a handler of all tools reads although no tool of its list declares it: the model does not know of it. Only where the
 * whole list stands in the same file.
 */
export function undeclaredReads(context: CodeContext): RuleFinding[] {
  const { document, tools } = context;
  const [list, called] = document.language === "python" ? pythonHandlers(document) : scriptHandlers(document);
  if (list === undefined || called === undefined || !isWhole(context, list)) {
    return [];
  }
  const declared = new Set(
    tools.flatMap(({ inputSchema: { properties } }) =>
      isJsonObject(properties) ? Object.keys(properties) : [],
    ),
  );
  const text = document.textOf(called);
  for (const match of text.matchAll(reading)) {
    const key = match[1] ?? match[2] ?? match[3] ?? "";
    if (!declared.has(key)) {
      const start = called.startIndex + match.index;
      return [
        {
          confidence: "likely",
          message: `\`${key.slice(0, 40)}\` is read, and no tool here declares it: the model does not know of it.`,
          range: document.rangeAt(start, start + match[0].length),
        },
      ];
    }
  }
  return [];
}

/** All tools that the list names are known, with all their parameters. */
function isWhole({ document, tools }: CodeContext, list: Node): boolean {
  const text = document.textOf(list);
  const { startLine, endLine } = document.rangeOf(list);
  const named = [...text.matchAll(/["']?\bname["']?\s*[:=]\s*["'`]/g)].length;
  return (
    named > 0 &&
    named === tools.length &&
    !/\.\.\.|\.map\(|\*\*?\w+\s*[,\]]/.test(text) &&
    tools.every(
      ({ schemaCompleteness, source: { range } }) =>
        schemaCompleteness.level === "full" && range.startLine >= startLine && range.endLine <= endLine,
    )
  );
}

function scriptHandlers(document: CodeDocument): (Node | undefined)[] {
  const handlers = callsOf(document).filter(
    (call) => lastName(document, call.callee) === "setRequestHandler",
  );
  const of = (schema: RegExp) =>
    handlers.find(({ positional: [first] }) => first !== undefined && schema.test(document.textOf(first)))
      ?.positional[1];
  return [of(/ListTools|tools\/list/), of(/CallTool|tools\/call/)];
}

function pythonHandlers(document: CodeDocument): (Node | undefined)[] {
  const functions = document.nodes("decorated_definition");
  const of = (decorator: RegExp) => functions.find((node) => decorator.test(document.textOf(node)));
  return [of(/^@[\w.]+\.list_tools\(/), of(/^@[\w.]+\.call_tool\(/)];
}
