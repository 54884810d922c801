import type { ToolAnnotations, ToolDefinition } from "../../ots/tool.ts";
import { field, namedChildren } from "../../syntax/tree.ts";
import { callsOf, lastName } from "../calls.ts";
import { type Fix, offsetsOf, type TextEdit } from "../fix.ts";
import type { CodeContext } from "../rule.ts";
import { pythonImport } from "./imports.ts";

/** What the code and the name of a tool say of its effects. */
export function inferredHint(
  { flows }: CodeContext,
  tool: ToolDefinition,
): keyof ToolAnnotations & `${string}Hint` {
  const effects = new Set(flows.effectsOf(tool).map(({ kind }) => kind));
  const labels = new Set(tool.capabilities.map(({ label }) => label));
  const reaches = flows.arguments.some(
    ({ hit, tool: one }) => one.id === tool.id && /^(?:shell|code|argv)$/.test(hit.kind),
  );
  effects.delete("fetches");
  const changes = [
    "destructive",
    "moves-money",
    "grants-access",
    "executes-code",
    "changes-records",
    "writes-external",
    "publishes-content",
    "physical-effect",
  ] as const;
  return effects.size === 0 && !reaches && !changes.some((label) => labels.has(label))
    ? "readOnlyHint"
    : "destructiveHint";
}

/** Annotations for tools that have none. Where the effect is not clear they are taken for destructive. */
export function annotationFixes(context: CodeContext, tools: readonly ToolDefinition[]): Fix[] {
  const isPython = context.document.language === "python";
  const edits = tools.flatMap((tool) => (isPython ? inPython(context, tool) : inScript(context, tool)));
  if (edits.length === 0) {
    return [];
  }
  const imported = isPython ? importEdit(context) : undefined;
  return [
    {
      title:
        tools.length === 1
          ? "Say what the tool does to the world"
          : `Say what these ${tools.length} tools do to the world`,
      kind: "alternative",
      edits: [...(imported === undefined ? [] : [imported]), ...edits],
    },
  ];
}

function importEdit({ document, file, text }: CodeContext): TextEdit | undefined {
  return /\bToolAnnotations\b/.test(text)
    ? undefined
    : pythonImport(document, file, "from mcp.types import ToolAnnotations", "");
}

/** `@mcp.tool()` and `@mcp.tool`. */
function inPython(context: CodeContext, tool: ToolDefinition): TextEdit[] {
  const { document, file, text } = context;
  const { start, end } = offsetsOf(text, tool.source.range);
  const decorator = document
    .nodes("decorator")
    .find(
      (node) => node.startIndex >= start && node.endIndex <= end && /\.tool\b/.test(document.textOf(node)),
    );
  const called = decorator && namedChildren(decorator)[0];
  if (called === undefined) {
    return [];
  }
  const option = `annotations=ToolAnnotations(${inferredHint(context, tool)}=True)`;
  const list = called.type === "call" ? field(called, "arguments") : undefined;
  const last = list === undefined ? undefined : namedChildren(list).at(-1);
  const at = list === undefined ? called.endIndex : (last?.endIndex ?? list.startIndex + 1);
  const newText = list === undefined ? `(${option})` : last === undefined ? option : `, ${option}`;
  return [{ file, range: document.rangeAt(at, at), newText }];
}

/** The settings of `registerTool`, or before the callback of `tool`. */
function inScript(context: CodeContext, tool: ToolDefinition): TextEdit[] {
  const { document, file, text } = context;
  const { start, end } = offsetsOf(text, tool.source.range);
  const call = callsOf(document).find(({ node }) => node.startIndex >= start && node.endIndex <= end);
  const name = call === undefined ? undefined : lastName(document, call.callee);
  const hint = `{ ${inferredHint(context, tool)}: true }`;
  const settings = call?.positional[1];
  if (name === "registerTool" && settings?.type === "object") {
    const first = namedChildren(settings)[0];
    const at = first?.startIndex ?? settings.startIndex + 1;
    const gap = first === undefined ? "" : text.slice(settings.startIndex + 1, first.startIndex);
    const newText = `annotations: ${hint}${first === undefined ? "" : `,${gap.includes("\n") ? gap : " "}`}`;
    return [{ file, range: document.rangeAt(at, at), newText }];
  }
  const callback = call?.positional.at(-1);
  return name === "tool" && callback !== undefined && call !== undefined && call.positional.length >= 3
    ? [{ file, range: document.rangeAt(callback.startIndex, callback.startIndex), newText: `${hint}, ` }]
    : [];
}
