import type { CodeDocument } from "../../syntax/code-document.ts";
import type { Node } from "../../syntax/node.ts";
import { annotationsFrom, codeTool, descriptionFrom, nameFrom } from "../code-tool.ts";
import type { CodeFormat, FoundTool } from "../format.ts";
import {
  isFunction,
  isImported,
  mayBeFunction,
  methodParts,
  type ScriptCall,
  scriptCalls,
} from "../script/calls.ts";
import { scriptCode } from "../script/code.ts";
import { configTool } from "../script/config-tool.ts";
import { isMcpServer } from "../script/mcp-server.ts";
import { schemaFrom } from "../script/schemas.ts";
import { wrappedCallee } from "../script/wrappers.ts";
import { isZod } from "../script/zod.ts";

const framework = "mcp-typescript";
const schemaKeys = ["inputSchema", "paramsSchema"];

/** MCP servers in TypeScript and JavaScript, SDK 1 and 2: `registerTool` and the deprecated overloads of `tool`. */
export const mcpTypescriptFormat: CodeFormat = {
  kind: "code",
  id: framework,
  languages: ["typescript", "tsx", "javascript"],
  hints: ["registerTool", ".tool(", "registerAppTool", "inputSchema"],
  find: (document) =>
    scriptCalls(document).flatMap(
      (call) => registered(document, call) ?? overloaded(document, call) ?? handedOver(document, call) ?? [],
    ),
};

/** `server.registerTool(name, { description, inputSchema }, callback)`, and helpers that take the server first. */
function registered(
  document: CodeDocument,
  { node, callee: called, arguments: list }: ScriptCall,
): FoundTool | undefined {
  const callee = wrappedCallee(document, called);
  const parts = methodParts(document, callee);
  const isMethod = parts !== undefined && /^registerTool(Task)?$/.test(parts.method);
  const isHelper = isImported(document, callee, /^@modelcontextprotocol\//, ["registerAppTool"]);
  const [name, config, handler] = isHelper ? list.slice(1) : list;
  if ((!isMethod && !isHelper) || config === undefined || handler === undefined) {
    return undefined;
  }
  const members = document.values.members(config);
  const looksRight = members?.entries.some(({ key }) =>
    /^(description|inputSchema|title|annotations)$/.test(key),
  );
  // A bundle has the SDK's class in it; what takes a description and an input schema is a server by that.
  const isServer =
    parts === undefined ||
    isConfig(document, config) ||
    isMcpServer(document, parts.receiver, looksRight === true);
  if (!isHelper && !isServer) {
    return undefined;
  }
  const owner = ownerOfName(document, name);
  const named = nameFrom(document, owner?.name ?? name);
  return (
    named &&
    configTool(document, { framework, node: owner?.node ?? node, config, named, schemaKeys, handler })
  );
}

/** `register(server, "move", { description, inputSchema }, run)`: the arguments of `registerTool`, given to a helper in this order. */
function handedOver(
  document: CodeDocument,
  { node, callee, arguments: list }: ScriptCall,
): FoundTool | undefined {
  const at = list.findIndex(
    (argument, index) => index > 0 && argument.type === "object" && isConfig(document, argument),
  );
  const handler = list[at + 1];
  const isOwn = /^registerTool(Task)?$/.test(methodParts(document, callee)?.method ?? "");
  const named =
    at > 0 && !isOwn && mayBeFunction(document, handler) ? nameFrom(document, list[at - 1]) : undefined;
  return (
    named && configTool(document, { framework, node, config: list[at] ?? node, named, schemaKeys, handler })
  );
}

function isConfig(document: CodeDocument, argument: Node): boolean {
  const members = document.values.members(argument);
  return (
    members?.get("inputSchema") !== undefined &&
    (members.get("description") ?? members.get("title")) !== undefined
  );
}

/** `registerTool(move.name, …)`: the object `move` of the file is the definition, the call only makes it known. */
function ownerOfName(document: CodeDocument, name: Node | undefined): { node: Node; name: Node } | undefined {
  const parts = name && methodParts(document, name);
  const node = parts?.method === "name" ? document.values.resolve(parts.receiver) : undefined;
  const own = node?.type === "object" ? document.values.members(node)?.get("name") : undefined;
  return node && own && document.values.string(own) !== undefined ? { node, name: own } : undefined;
}

/** `server.tool(name, [description], [shape], [annotations], callback)`. */
function overloaded(
  document: CodeDocument,
  { node, callee, arguments: list }: ScriptCall,
): FoundTool | undefined {
  const parts = methodParts(document, callee);
  const callback = list.at(-1);
  const [first, ...between] = list.slice(0, -1);
  if (parts?.method !== "tool" || first === undefined || !mayBeFunction(document, callback)) {
    return undefined;
  }
  const said = between[0] === undefined ? undefined : document.values.text(between[0])?.text;
  const isText = said !== undefined;
  // What a text describes may be run by what a wrapper makes of a function.
  const runs = isFunction(document, callback) || (isText && callback?.type === "call_expression");
  const [shape, annotations] = settings(document, isText ? between.slice(1) : between);
  const isSpelledOut = isText && shape !== undefined && document.values.members(shape)?.entries.length === 0;
  const isCalledServer = isText && /server|mcp/i.test(document.textOf(parts.receiver));
  const looksRight =
    runs &&
    said !== "" &&
    (shape === undefined
      ? isCalledServer
      : isSpelledOut || isShapeOfZod(document, shape) || (isCalledServer && isOfSchemas(document, shape)));
  const named = nameFrom(document, first);
  if (named === undefined || list.length > 5 || !isMcpServer(document, parts.receiver, looksRight)) {
    return undefined;
  }
  const members = annotations && document.values.members(annotations);
  return codeTool(document, {
    framework,
    node,
    named,
    description: isText ? descriptionFrom(document, between[0]) : "",
    schema: schemaFrom(document, shape),
    annotations: annotationsFrom(document, (key) => members?.get(key)),
    code: scriptCode(document, {
      nameNode: named.node,
      description: isText ? between[0] : undefined,
      handler: callback,
      schema: shape,
    }),
  });
}

/** Which of the arguments in the middle is the shape and which the annotations: one object may be either. */
function settings(document: CodeDocument, nodes: readonly Node[]): [Node | undefined, Node | undefined] {
  const [only, second] = nodes;
  if (only === undefined || second !== undefined) {
    return [only, second];
  }
  const members = document.values.members(only);
  const isAnnotations =
    members !== undefined &&
    members.entries.length > 0 &&
    members.entries.every(
      ({ key, value }) => /^title$|Hint$/.test(key) && document.values.scalar(value) !== undefined,
    );
  return isAnnotations ? [undefined, only] : [only, undefined];
}

/** Every member is a call or a name: a schema that another module makes, which nobody here can see. */
function isOfSchemas(document: CodeDocument, shape: Node): boolean {
  const entries = document.values.members(shape)?.entries ?? [];
  return (
    entries.length > 0 &&
    entries.every(({ value }) =>
      /^(?:call_expression|identifier|member_expression|shorthand_property_identifier)$/.test(value.type),
    )
  );
}

function isShapeOfZod(document: CodeDocument, shape: Node): boolean {
  const members = document.values.members(shape);
  if (members === undefined) {
    return isZod(document, shape);
  }
  const { entries } = members;
  return entries.length > 0 && entries.every(({ value }) => isZod(document, value));
}
