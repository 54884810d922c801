import type { ToolAnnotations } from "../../ots/tool.ts";
import type { CodeDocument } from "../../syntax/code-document.ts";
import type { Node } from "../../syntax/node.ts";
import { calleeOf, pythonArguments } from "../../syntax/python/calls.ts";
import { annotationsFrom } from "../code-tool.ts";
import type { CodeFormat, FoundTool } from "../format.ts";
import { callTool } from "../python/call-tool.ts";
import { attributeParts, decoratedFunctions } from "../python/decorated-functions.ts";
import { functionTool } from "../python/function-tool.ts";
import { argument } from "../python/keyword.ts";
import { callsOf } from "../python/listed-functions.ts";
import { modelSchema } from "../python/model-schema.ts";
import { comesFrom } from "../python/origins.ts";
import { isInstance } from "../python/receivers.ts";
import { argumentsThrough } from "../python/wrappers.ts";

const framework = "mcp-python";
const server = {
  classes: /^(mcp|fastmcp)(\.\w+)*\.(FastMCP|MCPServer|Apps|FastMCPOpenAPI|LocalProvider)$/,
  modules: /^(mcp\.(server|types)|fastmcp)(\.|$)/,
};
const plainDecorator = /^fastmcp(\.\w+)*\.tool$/;
const toolClass = /^(mcp|mcp_types)(\.\w+)*\.Tool$/;
const fromFunction = /^(mcp|fastmcp)(\.\w+)*\.(Function)?Tool\.from_function$/;

/**
 * Model Context Protocol servers in Python: `@mcp.tool` on FastMCP and MCPServer objects of any name, `add_tool`,
 * and the `types.Tool(…)` a low-level server lists.
 */
export const mcpPythonFormat: CodeFormat = {
  kind: "code",
  id: framework,
  languages: ["python"],
  hints: [/(?<![A-Za-z])mcp|mcp(?![A-Za-z\d])/],
  needs: [/\btool\b|_tool\b|Tool\b/],
  find: (document) => [...decorated(document), ...added(document), ...listed(document)],
};

/** True for a server object, or one imported under a name that says so. */
function isServer(document: CodeDocument, receiver: Node): boolean {
  if (isInstance(document, receiver, server)) {
    return true;
  }
  const [origin] = document.names.origins(receiver);
  return origin === undefined ? isHandedServer(document, receiver) : /mcp/i.test(origin.path.at(-1) ?? "");
}

const anyType = /^(?:typing\.)?Any$|^object$/;

/** A parameter that says by its name what it is, and by its type nothing: `def register(mcp): …`, `def register(mcp: Any): …`. */
function isHandedServer(document: CodeDocument, receiver: Node): boolean {
  const name = receiver.type === "identifier" ? document.textOf(receiver) : "";
  return (
    /^(\w+_)?mcp(_server)?$/i.test(name) &&
    document.names
      .lookup(name, receiver)
      .every(
        ({ kind, type }) =>
          kind === "parameter" && (type === undefined || anyType.test(document.textOf(type).trim())),
      )
  );
}

function decorated(document: CodeDocument): FoundTool[] {
  return decoratedFunctions(document).flatMap(({ node, definition, decorator, arguments: given }) => {
    const parts = attributeParts(document, decorator);
    const onServer = parts?.attribute === "tool" && isServer(document, parts.receiver);
    if (!onServer && !comesFrom(document, decorator, plainDecorator)) {
      return [];
    }
    const name = argument(given, 0, "name");
    const description = argument(given, 2, "description");
    const annotations = annotationsOf(document, given.named);
    return functionTool(document, { framework, node, definition, name, description, annotations }) ?? [];
  });
}

/** `server.add_tool(f, name=…)`, `server.tool(f, …)`, `server.tool(name=…)(f)` and `Tool.from_function(f, …)`. */
function added(document: CodeDocument): FoundTool[] {
  return document.nodes("call").flatMap((call) => {
    const callee = calleeOf(call);
    const isApplied = callee.type === "call";
    const settings = pythonArguments(document, isApplied ? callee : call);
    const implementation = isApplied
      ? argumentsThrough(document, call).positional[0]
      : argument(settings, 0, "fn");
    const isFunction = implementation?.type === "identifier" || implementation?.type === "attribute";
    if (!isFunction || !addsTool(document, calleeOf(callee))) {
      return [];
    }
    const name = argument(settings, isApplied ? 0 : 1, "name");
    const description = settings.named.get("description");
    const annotations = annotationsOf(document, settings.named);
    return callTool(document, { framework, call, implementation, name, description, annotations }) ?? [];
  });
}

function addsTool(document: CodeDocument, callee: Node): boolean {
  const parts = attributeParts(document, callee);
  const adds = parts?.attribute === "add_tool" || parts?.attribute === "tool";
  return (adds && isServer(document, parts.receiver)) || comesFrom(document, callee, fromFunction);
}

function listed(document: CodeDocument): FoundTool[] {
  return callsOf(document, toolClass).flatMap((call) => {
    const given = argumentsThrough(document, call);
    const schemaNode = argument(given, undefined, "inputSchema", "input_schema");
    const schema = schemaNode && modelSchema(document, schemaNode);
    const name = given.named.get("name");
    const description = given.named.get("description");
    const annotations = annotationsOf(document, given.named);
    return callTool(document, { framework, call, name, description, schema, annotations }) ?? [];
  });
}

/** `annotations=ToolAnnotations(readOnlyHint=True)` or a dictionary; `title` beside it counts as well. */
function annotationsOf(
  document: CodeDocument,
  named: ReadonlyMap<string, Node>,
): ToolAnnotations | undefined {
  const node = named.get("annotations");
  const value = node && document.values.resolve(node);
  const keywords = value?.type === "call" ? pythonArguments(document, value).named : undefined;
  const members = value && document.values.members(value);
  return annotationsFrom(document, (key) => {
    const snake = key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    const inside = keywords?.get(key) ?? keywords?.get(snake) ?? members?.get(key);
    return inside ?? (key === "title" ? named.get("title") : undefined);
  });
}
