import type { CodeDocument } from "../../syntax/code-document.ts";
import type { Node } from "../../syntax/node.ts";
import { calleeOf, pythonArguments } from "../../syntax/python/calls.ts";
import { decoratedOf } from "../../syntax/python/decorators.ts";
import type { FoundTool } from "../format.ts";
import { functionOf, functionTool } from "./function-tool.ts";
import { argument } from "./keyword.ts";
import { comesFrom } from "./origins.ts";
import type { SignatureOptions } from "./signature.ts";

/** Calls of functions and classes imported under a dotted name that matches. */
export function callsOf(document: CodeDocument, pattern: RegExp): Node[] {
  return document.nodes("call").filter((call) => comesFrom(document, calleeOf(call), pattern));
}

/** How a framework's agents are given functions that are tools as they are. */
export interface ListedFunctions extends SignatureOptions {
  framework: string;
  /** What takes the list, by the dotted name it is imported under. */
  agents: RegExp;
  keyword: string;
  /** The place of the list among the positional arguments. */
  position?: number;
}

/** Plain functions that an agent is given in a list, or one alone: `Agent(tools=[get_weather])`. */
export function listedFunctions(document: CodeDocument, listed: ListedFunctions): FoundTool[] {
  return callsOf(document, listed.agents).flatMap((call) => functionsGiven(document, call, listed));
}

/** The functions in the list that one call is given. */
export function functionsGiven(
  document: CodeDocument,
  call: Node,
  { framework, keyword, position, ...options }: Omit<ListedFunctions, "agents">,
): FoundTool[] {
  const list = argument(pythonArguments(document, call), position, keyword);
  const items = list === undefined ? [] : (document.values.items(list)?.items ?? [list]);
  return items.flatMap((item) => {
    const definition = functionOf(document, item);
    const node = definition && decoratedOf(document, definition).node;
    return definition === undefined || node === undefined
      ? []
      : (functionTool(document, { framework, node, definition, ...options }) ?? []);
  });
}
