import type { Node } from "@vscode/tree-sitter-wasm";
import type { CodeDocument } from "../../syntax/code-document.ts";
import { calleeOf, pythonArguments } from "../../syntax/python/calls.ts";
import { definitionOf } from "../../syntax/python/classes.ts";
import type { FoundTool } from "../format.ts";
import { functionTool } from "./function-tool.ts";
import { argument } from "./keyword.ts";
import { comesFrom } from "./origins.ts";
import type { SignatureOptions } from "./signature.ts";

/** Calls of functions and classes imported under a dotted name that matches. */
export function callsOf(document: CodeDocument, pattern: RegExp): Node[] {
  return document.nodes("call").filter((call) => comesFrom(document, calleeOf(call), pattern));
}

/** Plain functions of the file that an agent is given in a list: `Agent(tools=[get_weather])`. */
export function listedFunctions(
  document: CodeDocument,
  {
    framework,
    agents,
    keyword,
    ...options
  }: SignatureOptions & { framework: string; agents: RegExp; keyword: string },
): FoundTool[] {
  return callsOf(document, agents).flatMap((call) => {
    const list = argument(pythonArguments(document, call), undefined, keyword);
    const items = list === undefined ? undefined : document.values.items(list)?.items;
    return (items ?? []).flatMap((item) => {
      const definition = definitionOf(document, item, "function");
      return definition === undefined
        ? []
        : (functionTool(document, { framework, node: definition, definition, ...options }) ?? []);
    });
  });
}
