import type { ToolAnnotations } from "../../ots/tool.ts";
import type { CodeDocument } from "../../syntax/code-document.ts";
import type { Node } from "../../syntax/node.ts";
import { staticJson } from "../../syntax/static-json.ts";
import { namedChildren } from "../../syntax/tree.ts";
import { codeTool, descriptionFrom, nameFrom } from "../code-tool.ts";
import type { CodeFormat, FoundTool } from "../format.ts";
import { inputSchemaOf, noArguments, unknownArguments } from "../input-schema.ts";
import { decoratedFunctions } from "../python/decorated-functions.ts";
import { functionTool } from "../python/function-tool.ts";
import { argument } from "../python/keyword.ts";
import { comesFrom } from "../python/origins.ts";
import { toolClasses } from "../python/tool-classes.ts";

const framework = "tau-bench";
const baseClass = /^tau_bench(\.\w+)*\.Tool$/;
const decoratorName = /^tau2(\.\w+)*\.is_tool$/;

/** tau-bench: `Tool` subclasses whose `get_info` returns the definition; tau2: methods marked `@is_tool(ToolType.…)`. */
export const tauBenchFormat: CodeFormat = {
  kind: "code",
  id: framework,
  languages: ["python"],
  hints: ["tau_bench", "tau2"],
  find: (document) => [...classes(document), ...methods(document)],
};

function classes(document: CodeDocument): FoundTool[] {
  return toolClasses(document, baseClass).flatMap(({ node, method }) => {
    const returned = method("get_info")
      ?.descendantsOfType("return_statement")
      .flatMap((statement) => (statement === null ? [] : namedChildren(statement)))[0];
    const inner = returned && document.values.members(returned)?.get("function");
    const info = inner && document.values.members(inner);
    const named = nameFrom(document, info?.get("name"));
    return info === undefined || named === undefined
      ? []
      : codeTool(document, {
          framework,
          node,
          named,
          description: descriptionFrom(document, info.get("description")),
          schema: parameters(document, info.get("parameters")),
        });
  });
}

function parameters(document: CodeDocument, node: Node | undefined) {
  const reasons = new Set<string>();
  const json = node && staticJson(document, node, reasons);
  if (node === undefined) {
    return noArguments();
  }
  return json === undefined ? unknownArguments([...reasons].join("; ")) : inputSchemaOf(json, [...reasons]);
}

function methods(document: CodeDocument): FoundTool[] {
  return decoratedFunctions(document).flatMap(({ node, definition, decorator, arguments: given }) => {
    if (!comesFrom(document, decorator, decoratorName)) {
      return [];
    }
    const kind = argument(given, 0, "tool_type");
    const mutates = given.named.get("mutates_state");
    const annotations = annotationsOf(
      kind === undefined ? "" : document.textOf(kind),
      mutates === undefined ? undefined : document.values.scalar(mutates),
    );
    return functionTool(document, { framework, node, definition, annotations }) ?? [];
  });
}

/** The tool's own word on whether it changes anything, in the terms of MCP's annotations. */
function annotationsOf(kind: string, mutates: unknown): ToolAnnotations | undefined {
  if (typeof mutates === "boolean") {
    return { readOnlyHint: !mutates };
  }
  const name = kind.slice(kind.lastIndexOf(".") + 1);
  return name === "READ" || name === "THINK"
    ? { readOnlyHint: true }
    : name === "WRITE"
      ? { readOnlyHint: false }
      : undefined;
}
