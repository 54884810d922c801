import type { CodeDocument } from "../../syntax/code-document.ts";
import type { Node } from "../../syntax/node.ts";
import { ownerOf } from "../../syntax/owner.ts";
import { unwrap } from "../../syntax/script/unwrap.ts";
import { field, namedChildren } from "../../syntax/tree.ts";
import { type NamedAt, nameOfNode } from "../code-tool.ts";
import type { CodeFormat, FoundTool } from "../format.ts";
import { isImported, scriptCall, scriptCalls } from "../script/calls.ts";
import { configTool, firstOf, heldName } from "../script/config-tool.ts";

const framework = "vercel-ai";
const modules = /^(ai|@ai-sdk\/provider-utils)(\/|$)/;
const callers = [
  "generateText",
  "streamText",
  "generateObject",
  "streamObject",
  "ToolLoopAgent",
  "Experimental_Agent",
  "Agent",
];
const schemaKeys = ["inputSchema", "parameters"];
const approvalKeys = ["needsApproval"];

/**
 * Vercel's AI SDK: `tool({…})` and `dynamicTool({…})`, named by the key of the tool set they are put in, else by the
 * variable; and plain objects in the `tools` of a call.
 */
export const vercelAiFormat: CodeFormat = {
  kind: "code",
  id: framework,
  languages: ["typescript", "tsx", "javascript"],
  hints: [/["'`:/]ai(?:@[\w.^~-]+)?(?:\/[\w-]+)?(?:[?#][^"'`]*)?["'`]/, "@ai-sdk/provider-utils"],
  find: (document) => [...made(document), ...written(document), ...imported(document)],
};

function made(document: CodeDocument): FoundTool[] {
  const keys = keysOfVariables(document);
  return scriptCalls(document).flatMap(({ node, callee, arguments: [config] }) => {
    if (config === undefined || !isImported(document, callee, modules, ["tool", "dynamicTool"])) {
      return [];
    }
    const held = heldName(document, node);
    if (held === undefined || (!keys.has(held.named.name) && isFactory(document, held))) {
      return [];
    }
    // The variable's place stays the tool's place; the key it is offered under is its name.
    const name = keys.get(held.named.name) ?? held.named.name;
    const named: NamedAt = { ...held.named, name };
    return (
      configTool(document, { framework, node: held.node, config, named, schemaKeys, approvalKeys }) ?? []
    );
  });
}

/** `const searchTool = (client) => tool({…})`: what it makes is named where it is called. */
function isFactory(document: CodeDocument, { named, node }: { named: NamedAt; node: Node }): boolean {
  const callable = field(node, "value") ?? node;
  const parameters = field(callable, "parameters");
  const takes = parameters !== undefined && namedChildren(parameters).length > 0;
  return (
    node.type !== "pair" &&
    document.turn === undefined &&
    /Tool$|^(?:create|make|build)[A-Z]/.test(named.name) &&
    (takes || field(callable, "parameter") !== undefined)
  );
}

/** Variables and functions that stand as the value of a key in a `tools` object, by name. */
function keysOfVariables(document: CodeDocument): Map<string, string> {
  const found = new Map<string, string>();
  for (const { keyNode, value, key } of toolSets(document).flatMap(
    (set) => document.values.members(set)?.entries ?? [],
  )) {
    const callee = value.type === "call_expression" ? field(value, "function") : value;
    if (callee?.type === "identifier" && callee.id !== keyNode.id) {
      found.set(document.textOf(callee), key);
    }
  }
  return found;
}

/** `tools = { faq: searchFaq }` of tools that another file defines: they go by the key they are offered under. */
function imported(document: CodeDocument): FoundTool[] {
  return toolSets(document).flatMap((set) => {
    const entries = unwrap(set).type === "object" ? (document.values.members(set)?.entries ?? []) : [];
    return entries.flatMap(({ key, value }) => {
      const call = /identifier$/.test(value.type) ? scriptCall(document.values.resolve(value)) : undefined;
      const [config] = call?.arguments ?? [];
      const isElsewhere = call !== undefined && ownerOf(document, call.node) !== document;
      const isTool = isElsewhere && isImported(document, call.callee, modules, ["tool", "dynamicTool"]);
      const held = isTool ? heldName(document, call.node) : undefined;
      if (config === undefined || held === undefined || held.named.name === key) {
        return [];
      }
      const named: NamedAt = { ...held.named, name: key };
      const shape = { framework, node: held.node, config, named, schemaKeys, approvalKeys };
      const tool = configTool(document, shape);
      return tool === undefined ? [] : { ...tool, renamed: true as const };
    });
  });
}

/** The values of properties and variables that are called tools. */
function toolSets(document: CodeDocument): Node[] {
  return document.nodes("pair", "variable_declarator").flatMap((holder) => {
    const name = field(holder, "key") ?? field(holder, "name");
    const value = field(holder, "value");
    return name !== undefined && value !== undefined && /tools$/i.test(document.textOf(name)) ? [value] : [];
  });
}

/** `generateText({ tools: { weather: { description, inputSchema, execute } } })`. */
function written(document: CodeDocument): FoundTool[] {
  return scriptCalls(document).flatMap(({ callee, arguments: list }) => {
    const options = list.at(-1);
    const members = options && document.values.members(options);
    const tools = members?.get("tools");
    if (tools === undefined || !isImported(document, callee, modules, callers)) {
      return [];
    }
    return (document.values.members(tools)?.entries ?? []).flatMap(({ keyNode, value }) => {
      const inner = value.type === "object" ? document.values.members(value) : undefined;
      if (inner === undefined || firstOf(inner, schemaKeys) === undefined) {
        return [];
      }
      const named = nameOfNode(document, keyNode);
      const node = keyNode.parent ?? value;
      const config = { framework, node, config: value, named, schemaKeys, approvalKeys };
      return (named && configTool(document, config)) ?? [];
    });
  });
}
