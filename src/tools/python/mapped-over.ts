import type { CodeDocument } from "../../syntax/code-document.ts";
import type { Node } from "../../syntax/node.ts";
import { calleeOf, pythonArguments } from "../../syntax/python/calls.ts";
import { decoratedOf } from "../../syntax/python/decorators.ts";
import type { FoundTool } from "../format.ts";
import { functionOf, functionTool } from "./function-tool.ts";
import { comesFrom } from "./origins.ts";
import type { SignatureOptions } from "./signature.ts";

/** Tools of the functions that a maker is mapped over: `list(map(StructuredTool.from_function, [read, write]))`. */
export function mappedOver(
  document: CodeDocument,
  maker: RegExp,
  { framework, ...options }: SignatureOptions & { framework: string },
): FoundTool[] {
  return document.nodes("call").flatMap((call) => {
    if (document.textOf(calleeOf(call)) !== "map") {
      return [];
    }
    const [made, list] = pythonArguments(document, call).positional;
    const isMaker = made !== undefined && comesFrom(document, made, maker);
    const items: readonly Node[] =
      isMaker && list !== undefined ? (document.values.items(list)?.items ?? []) : [];
    return items.flatMap((item) => {
      const definition = functionOf(document, item);
      return definition === undefined
        ? []
        : (functionTool(document, {
            framework,
            node: decoratedOf(document, definition).node,
            definition,
            ...options,
          }) ?? []);
    });
  });
}
