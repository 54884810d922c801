import type { CodeDocument } from "../../syntax/code-document.ts";
import type { Node } from "../../syntax/node.ts";
import { codeTool, descriptionFrom, nameFrom } from "../code-tool.ts";
import type { CodeFormat, FoundTool } from "../format.ts";
import { mayBeFunction, methodParts, type ScriptCall, scriptCalls } from "../script/calls.ts";
import { scriptCode } from "../script/code.ts";
import { isJsonSchema, schemaFrom } from "../script/schemas.ts";
import { isZod } from "../script/zod.ts";

const framework = "tool-objects";
const maxArguments = 6;

/**
 * What a program's own helper takes in order: `createTool("list_files", "Lists files.", { path: z.string() }, run)`. A name, a
 * text, a schema that can be read and a function must be there, and the helper must be called something with "tool".
 */
export const positionalToolsFormat: CodeFormat = {
  kind: "code",
  id: "positional-tools",
  languages: ["typescript", "tsx", "javascript"],
  hints: [/tool\w*\s*(?:<[^>\n]{0,80}>)?\(\s*["'`]/i, /\(\s*\w+:\s*\w*Tool\w*\s*[),]/],
  find: (document) => scriptCalls(document).flatMap((call) => positional(document, call) ?? []),
};

function positional(
  document: CodeDocument,
  { node, callee, arguments: list }: ScriptCall,
): FoundTool | undefined {
  const method = methodParts(document, callee)?.method;
  const name = callee.type === "identifier" ? document.textOf(callee) : method;
  // Of a server's own methods another format decides, by what the server is.
  const isServers = method === "tool" || method === "registerTool";
  if (
    name === undefined ||
    isServers ||
    !(/tool$/i.test(name) || isHandedMaker(document, callee)) ||
    list.length < 4 ||
    list.length > maxArguments
  ) {
    return undefined;
  }
  const named = nameFrom(document, list[0]);
  const handler = list.findLast((argument) => mayBeFunction(document, argument));
  const rest = list.slice(1).filter((argument) => argument !== handler);
  // Some helpers take settings before the words.
  const description = rest.slice(0, 2).find((argument) => spokenText(document, argument) !== "");
  const schemaNode = rest.find((argument) => argument !== description && isSchema(document, argument));
  const text = spokenText(document, description);
  if (named === undefined || handler === undefined || schemaNode === undefined || text === "") {
    return undefined;
  }
  return codeTool(document, {
    framework,
    node,
    named,
    description: text,
    schema: schemaFrom(document, schemaNode),
    code: scriptCode(document, { nameNode: named.node, description, handler, schema: schemaNode }),
  });
}

/** A parameter that says by its type what it makes: `(reg: ToolRegistrar) => reg("list_files", …)`. */
function isHandedMaker(document: CodeDocument, callee: Node): boolean {
  return (
    callee.type === "identifier" &&
    document.names
      .lookup(document.textOf(callee), callee)
      .some(
        ({ kind, type }) => kind === "parameter" && type !== undefined && /tool/i.test(document.textOf(type)),
      )
  );
}

function isSchema(document: CodeDocument, node: Node): boolean {
  const shape = document.values.members(node);
  return shape === undefined
    ? isZod(document, node)
    : isJsonSchema(document, node) ||
        (shape.entries.length > 0 && shape.entries.every(({ value }) => isZod(document, value)));
}

/** A text, or the `description` of what is laid out into one: `format({ description: "…", seeAlso: […] })`. */
function spokenText(document: CodeDocument, node: Node | undefined): string {
  const plain = descriptionFrom(document, node);
  if (plain !== "" || node?.type !== "call_expression") {
    return plain;
  }
  const given = scriptCalls(document).find((call) => call.node.id === node.id)?.arguments[0];
  const members = given && document.values.members(given);
  return descriptionFrom(document, members?.get("description"));
}
