import { subject } from "./argument-rule.ts";
import { argumentFinding } from "./finding-of-flow.ts";
import type { Fix } from "./fix.ts";
import { pythonImport } from "./fixes/imports.ts";
import { callParts } from "./fixes/parts.ts";
import type { Hit } from "./flow/engine.ts";
import type { CodeContext, RuleFinding } from "./rule.ts";

const printing = /^(?:print|console\.(?:log|info))$/;
/** The server speaks over its standard output, as the file itself says. */
const speaksThere =
  /\bStdioServerTransport\b|\bstdio_server\b|transport\s*=\s*["']stdio["']|\bmcp\.run\(\s*\)/;
const speaksHttp =
  /transport\s*=\s*["'](?:http|sse|streamable-http)["']|HTTPServerTransport|SSEServerTransport/;

/** What a model says to a tool of a stdio server, printed where the protocol is spoken. */
export function writtenToStdout(context: CodeContext): RuleFinding[] {
  const { text } = context;
  if (!speaksThere.test(text) || speaksHttp.test(text)) {
    return [];
  }
  return context.flows.arguments
    .filter(
      ({ hit, tool }) =>
        hit.kind === "log" &&
        hit.detail === undefined &&
        printing.test(hit.what) &&
        /^mcp/.test(tool.framework),
    )
    .map((flow) =>
      argumentFinding(context, flow, {
        message: `${subject(flow)} is printed where the protocol is spoken.`,
        severity: "warning",
        confidence: "likely",
        fixes: () => elsewhere(flow.hit),
      }),
    );
}

/** The same line on the error output. */
function elsewhere(hit: Hit): Fix[] {
  const { unit } = hit.place;
  const { document, file, isPython } = unit;
  const parts = callParts(hit);
  const title = "Print it to the error output";
  if (parts === undefined) {
    return [];
  }
  if (!isPython) {
    const range = document.rangeAt(parts.callee.start, parts.callee.end);
    return [{ title, kind: "safe", edits: [{ file, range, newText: "console.error" }] }];
  }
  const end = parts.args.at(-1)?.endIndex ?? parts.argument.end;
  const imported = pythonImport(document, file, "import sys", "sys");
  const edit = { file, range: document.rangeAt(end, end), newText: ", file=sys.stderr" };
  return [{ title, kind: "safe", edits: [...(imported === undefined ? [] : [imported]), edit] }];
}
