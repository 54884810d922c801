import type { CodeDocument } from "../../syntax/code-document.ts";
import { contentRange } from "../../syntax/literal-range.ts";
import type { Node } from "../../syntax/node.ts";
import { field } from "../../syntax/tree.ts";
import type { CodeFormat, FoundTool } from "../format.ts";
import { isImported, type ScriptCall, scriptCalls } from "../script/calls.ts";
import { type ConfigShape, configTool, heldName } from "../script/config-tool.ts";

/** A framework that names a tool after its file: `agent/tools/read_sheet.ts` holds `read_sheet`. */
interface FileNamedFramework extends Omit<ConfigShape, "framework"> {
  id: string;
  hint: string;
  modules: RegExp;
  functions: readonly string[];
  /** What else than the default a module exports is a tool too, called after the file and the export. */
  exports?: true;
}

const frameworks: readonly FileNamedFramework[] = [
  {
    id: "eve",
    hint: "eve/tools",
    modules: /^eve(\/|$)/,
    functions: ["defineTool"],
    schemaKeys: ["inputSchema"],
    approvalKeys: ["needsApproval"],
  },
  {
    id: "opencode",
    hint: "@opencode-ai/plugin",
    modules: /^@opencode-ai\/plugin(\/|$)/,
    functions: ["tool"],
    schemaKeys: ["args"],
    exports: true,
  },
];

/** One format per framework of the table. What stands under a key of an object goes by the key. */
export const fileNamedToolFormats: readonly CodeFormat[] = frameworks.map((framework) => ({
  kind: "code",
  id: framework.id,
  languages: ["typescript", "tsx", "javascript"],
  hints: [framework.hint],
  find: (document) => scriptCalls(document).flatMap((call) => tool(document, call, framework) ?? []),
}));

function tool(
  document: CodeDocument,
  { node, callee, arguments: [config] }: ScriptCall,
  { id, modules, functions, exports, ...shape }: FileNamedFramework,
): FoundTool | undefined {
  if (config === undefined || !isImported(document, callee, modules, functions)) {
    return undefined;
  }
  const held = heldName(document, node);
  const isExported = exportAround(node) !== undefined;
  const file = /([^/]+?)(?:\.[cm]?[jt]sx?)?$/.exec(document.file)?.[1] ?? "";
  const name = isDefault(document, node)
    ? file
    : isExported && held !== undefined
      ? exports && `${file}_${held.named.name}`
      : held?.named.name;
  return name === undefined || name === ""
    ? undefined
    : configTool(document, {
        framework: id,
        ...shape,
        node,
        config,
        named: { name, nameRange: contentRange(document, callee), node: callee },
      });
}

/** The `export` statement that a call stands in, directly or as the value of a variable. */
function exportAround(node: Node): Node | undefined {
  let around = node.parent;
  while (
    around !== null &&
    /^(variable_declarator|lexical_declaration|satisfies_expression|as_expression)$/.test(around.type)
  ) {
    around = around.parent;
  }
  return around?.type === "export_statement" ? around : undefined;
}

/** `export default defineTool({…})`, and a variable that is exported as the default further down. */
function isDefault(document: CodeDocument, node: Node): boolean {
  const around = exportAround(node);
  if (around !== undefined && /^export\s+default\b/.test(document.textOf(around))) {
    return true;
  }
  const holder = node.parent?.type === "variable_declarator" ? field(node.parent, "name") : undefined;
  const name = holder && document.textOf(holder);
  return (
    name !== undefined &&
    document
      .nodes("export_statement")
      .some((statement) => new RegExp(`^export\\s+default\\s+${name}\\b`).test(document.textOf(statement)))
  );
}
