import type { CodeDocument } from "../../syntax/code-document.ts";
import type { Node } from "../../syntax/node.ts";
import { calleeOf } from "../../syntax/python/calls.ts";
import { baseClasses, classFamily, definitionOf } from "../../syntax/python/classes.ts";
import { decoratedOf } from "../../syntax/python/decorators.ts";
import { field, namedChildren } from "../../syntax/tree.ts";
import { codeTool, descriptionFrom, nameFrom } from "../code-tool.ts";
import type { CodeFormat, FoundTool } from "../format.ts";
import type { InputSchema } from "../input-schema.ts";
import { pythonCode } from "../python/code.ts";
import { modelSchema } from "../python/model-schema.ts";
import { describesTools, isAboutModels, saysTool } from "../python/own-names.ts";
import { signatureSchema } from "../python/signature.ts";
import { type ToolClass, toolClass } from "../python/tool-classes.ts";

const framework = "tool-classes";
const names = ["name", "tool_name"];
const descriptions = ["description", "tool_description"];
const schemas = ["parameters", "input_schema", "inputs", "args_schema", "parameters_schema", "schema"];
const runners = [
  "execute",
  "run",
  "call",
  "invoke",
  "forward",
  "_run",
  "_execute",
  "__call__",
  "arun",
  "acall",
  "aexecute",
  "ainvoke",
  "_run_base",
  "_call",
  "run_async",
  "execute_async",
  "run_tool",
  "handle",
  "process",
  "perform",
];
const toolBase = /tool|skill$|action$|command$/i;
const notBase = /agent|toolkit|toolset|mixin|error|exception|test/i;

/**
 * Tools as classes of a program's own base in Python: `class ReadFile(BaseTool)` with a name, a description and a method that
 * runs; both may be attributes or properties that give back a text.
 */
export const pythonOwnClassesFormat: CodeFormat = {
  kind: "code",
  id: "python-own-classes",
  languages: ["python"],
  isFallback: true,
  hints: [/\bclass\s+\w+\s*\([^)\n]{0,200}(?:tool|skill|action|command)\w*[^)\n]{0,80}\)/i],
  needs: ["description"],
  find: (document) =>
    document.nodes("class_definition").flatMap((definition) => {
      const isTool = baseClasses(definition).some((base) => isToolBase(document, base));
      return isTool ? (ownTool(document, toolClass(document, definition)) ?? []) : [];
    }),
};

function isToolBase(document: CodeDocument, base: Node): boolean {
  const name = document.textOf(base).split(".").at(-1) ?? "";
  const definition = toolBase.test(name) ? undefined : definitionOf(document, base, "class");
  const inherited = definition === undefined ? [] : baseClasses(definition);
  return (
    (toolBase.test(name) && !notBase.test(name)) ||
    inherited.some((one) => /tool$/i.test(document.textOf(one)))
  );
}

function ownTool(document: CodeDocument, tool: ToolClass): FoundTool | undefined {
  const stated = (keys: readonly string[]) =>
    keys.flatMap((key) => tool.setting(key) ?? returnedBy(tool.method(key)) ?? [])[0];
  const named = nameFrom(document, stated(names));
  const description = stated(descriptions);
  const runner = tool.method(...runners);
  if (named === undefined || description === undefined || runner === undefined) {
    return undefined;
  }
  const model = stated(schemas);
  const stating = model && readable(modelSchema(document, model));
  if (stating === undefined && !isForModels(document, tool.definition)) {
    return undefined;
  }
  return codeTool(document, {
    framework,
    node: tool.node,
    named,
    description: descriptionFrom(document, description) || tool.documentation,
    schema: stating ?? signatureSchema(document, runner),
    code: pythonCode(document, {
      nameNode: named.node,
      description,
      definition: runner,
      documented: tool.definition,
      model,
    }),
  });
}

/** A schema of which something is known. */
function readable(schema: InputSchema): InputSchema | undefined {
  const { inputSchema, schemaCompleteness } = schema;
  const isRead = inputSchema.properties !== undefined || Object.keys(inputSchema).length === 1;
  return schemaCompleteness.level !== "none" && isRead ? schema : undefined;
}

/** The base works with schemas; of one that nobody can see the file has to tell. */
function isForModels(document: CodeDocument, definition: Node): boolean {
  const { classes, outside } = classFamily(document, definition);
  return (
    classes.slice(1).some((base) => describesTools(document, base)) ||
    (outside.length > 0 && (isAboutModels(document) || isRegistered(document, definition)))
  );
}

/** `@register_tool` over the class. */
function isRegistered(document: CodeDocument, definition: Node): boolean {
  return decoratedOf(document, definition).decorators.some((one) => saysTool(document, calleeOf(one)));
}

/** What a method without arguments does nothing but give back: `def name(self): return "read_file"`. */
function returnedBy(method: Node | undefined): Node | undefined {
  const body = method && field(method, "body");
  const statements = (body === undefined ? [] : namedChildren(body)).filter(
    ({ type }) => type !== "comment" && type !== "expression_statement",
  );
  const [only] = statements;
  return statements.length === 1 && only?.type === "return_statement" ? namedChildren(only)[0] : undefined;
}
