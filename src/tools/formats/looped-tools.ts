import type { Node } from "@vscode/tree-sitter-wasm";
import type { CodeDocument } from "../../syntax/code-document.ts";
import { annotationsFrom, codeTool, descriptionFrom, nameFrom, nameOfNode } from "../code-tool.ts";
import type { CodeFormat, FoundTool } from "../format.ts";
import { methodParts, type ScriptCall, scriptCalls } from "../script/calls.ts";
import { scriptCode } from "../script/code.ts";
import { type Iteration, iterationsAround } from "../script/iterations.ts";
import { isMcpServer } from "../script/mcp-server.ts";
import { schemaFrom } from "../script/schemas.ts";

const framework = "mcp-typescript";
const maxItems = 500;

/**
 * MCP tools that a loop makes known: `for (const tool of tools) server.registerTool(tool.name, { description: tool.description, … }, …)`.
 * What the list or table holds for each is read there.
 */
export const loopedToolsFormat: CodeFormat = {
  kind: "code",
  id: "looped-tools",
  languages: ["typescript", "tsx", "javascript"],
  hints: ["registerTool", ".tool("],
  needs: [/\bfor\b|forEach|\.map\(/],
  find: (document) => scriptCalls(document).flatMap((call) => looped(document, call)),
};

function looped(document: CodeDocument, { callee, arguments: list }: ScriptCall): FoundTool[] {
  const parts = methodParts(document, callee);
  const [nameNode, second, ...rest] = list;
  const isRegister = parts?.method === "registerTool";
  if (
    parts === undefined ||
    nameNode === undefined ||
    !(isRegister || parts.method === "tool") ||
    document.values.string(nameNode) !== undefined ||
    !isMcpServer(document, parts.receiver, true)
  ) {
    return [];
  }
  return iterationsAround(document, callee)
    .slice(0, maxItems)
    .flatMap((iteration) => {
      const at = (node: Node | undefined) => node && iteration.valueIn(node);
      const config = isRegister ? configOf(document, iteration, second) : undefined;
      const [shape] = rest;
      return made(document, iteration, {
        name: at(nameNode),
        description: config === undefined ? at(second) : config("description"),
        schema: config === undefined ? at(shape) : (config("inputSchema") ?? config("parameters")),
        annotations: config?.("annotations"),
        handler: at(list.at(-1)),
      });
    });
}

/** Members of the configuration, whether it is written in the loop or kept in the list. */
function configOf(document: CodeDocument, iteration: Iteration, config: Node | undefined) {
  const whole = config && (iteration.valueIn(config) ?? config);
  const members = whole && document.values.members(whole);
  return (key: string): Node | undefined => {
    const value = members?.get(key);
    return value && (iteration.valueIn(value) ?? value);
  };
}

interface LoopedParts {
  name: Node | undefined;
  description: Node | undefined;
  schema: Node | undefined;
  annotations: Node | undefined;
  handler: Node | undefined;
}

function made(document: CodeDocument, { item }: Iteration, parts: LoopedParts): FoundTool[] {
  const { name, description, schema, annotations, handler } = parts;
  const isKey = name?.type === "property_identifier";
  const named = isKey && name !== undefined ? nameOfNode(document, name) : nameFrom(document, name);
  const hints = annotations && document.values.members(annotations);
  const text = descriptionFrom(document, description);
  // Much is done in loops; what says nothing of itself is no tool.
  return named === undefined || text === ""
    ? []
    : [
        codeTool(document, {
          framework,
          node: item,
          named,
          description: text,
          schema: schemaFrom(document, schema),
          annotations: annotationsFrom(document, (key) => hints?.get(key)),
          code: scriptCode(document, { nameNode: named.node, description, handler, schema }),
        }),
      ];
}
