import type { CodeDocument, Members } from "../../syntax/code-document.ts";
import type { Node } from "../../syntax/node.ts";
import { functions, returnedBy } from "../../syntax/script/functions.ts";
import { unwrap } from "../../syntax/script/unwrap.ts";
import { field, namedChildren } from "../../syntax/tree.ts";
import { codeTool, descriptionFrom, nameFrom } from "../code-tool.ts";
import type { CodeFormat, FoundTool } from "../format.ts";
import { handlerNamed } from "../named-function.ts";
import { type ScriptCall, scriptCalls } from "../script/calls.ts";
import { scriptCode } from "../script/code.ts";
import { firstOf } from "../script/config-tool.ts";
import { schemaFrom } from "../script/schemas.ts";

const framework = "mcp-literals";
const schemaKeys = ["inputSchema", "input_schema"];
const maxArguments = 6;
const maxDepth = 4;

/**
 * MCP tools that a function of the project lays out: `listed("read_note", "Reads a note.", ReadNote)` where
 * `listed` returns `{ name, description, inputSchema: toJsonSchema(schema) }` of its arguments.
 */
export const madeLiteralsFormat: CodeFormat = {
  kind: "code",
  id: "made-literals",
  languages: ["typescript", "tsx", "javascript"],
  hints: schemaKeys,
  find: (document) => scriptCalls(document).flatMap((call) => made(document, call) ?? []),
};

function made(document: CodeDocument, { node, callee, arguments: list }: ScriptCall): FoundTool | undefined {
  const isLikely =
    list.length >= 2 && list.length <= maxArguments && list.some(({ type }) => type === "string");
  const helper = isLikely && callee.type === "identifier" ? document.values.resolve(callee) : undefined;
  const returned = helper && functions.test(helper.type) ? returnedBy(helper) : undefined;
  const members = returned && document.values.members(unwrap(returned));
  const nameNode = members?.get("name");
  if (helper === undefined || members === undefined || nameNode === undefined) {
    return undefined;
  }
  const given = argumentsOf(document, helper, list);
  const named = nameFrom(document, given.get(document.textOf(nameNode)));
  const description = argumentFor(document, members, ["description"], given);
  const schema = argumentFor(document, members, schemaKeys, given);
  const text = descriptionFrom(document, description);
  // Of a schema that is written out around what is given, a turn of the helper reads more.
  const isWrittenOut = schema !== undefined && mentions(document, schema, given);
  if (named === undefined || text === "" || schema === undefined || isWrittenOut) {
    return undefined;
  }
  const input = schemaFrom(document, schema);
  const code = scriptCode(document, { nameNode: named.node, description, schema });
  return codeTool(document, {
    framework,
    node,
    named,
    description: text,
    schema: input,
    code: {
      ...code,
      handler: () => code.handler() ?? handlerNamed(document, named.name, input),
    },
  });
}

/** `{ type: "object", properties, required: Object.keys(properties) }` around what the helper is given. */
function mentions(document: CodeDocument, schema: Node, given: ReadonlyMap<string, Node>): boolean {
  const names = schema.descendantsOfType(["identifier", "shorthand_property_identifier"]);
  return (
    unwrap(schema).type === "object" &&
    names.some((name) => name !== null && given.has(document.textOf(name)))
  );
}

/** What a call gives for each parameter, by its name. */
function argumentsOf(document: CodeDocument, helper: Node, list: readonly Node[]): ReadonlyMap<string, Node> {
  const parameters = field(helper, "parameters");
  const names = (parameters === undefined ? [] : namedChildren(parameters)).map((parameter) =>
    document.textOf(field(parameter, "pattern") ?? parameter),
  );
  return new Map(
    names.flatMap((name, index) => (list[index] === undefined ? [] : [[name, list[index]] as const])),
  );
}

/** The argument a member of the result is made of, also through the functions it is handed to; else the member itself. */
function argumentFor(
  document: CodeDocument,
  members: Members,
  keys: readonly string[],
  given: ReadonlyMap<string, Node>,
): Node | undefined {
  const member = firstOf(members, keys);
  let node = member;
  for (let depth = 0; depth < maxDepth && node !== undefined; depth++) {
    const argument = given.get(document.textOf(node));
    if (argument !== undefined) {
      return argument;
    }
    const list = unwrap(node).type === "call_expression" ? field(unwrap(node), "arguments") : undefined;
    node = list === undefined ? undefined : namedChildren(list)[0];
  }
  return member;
}
