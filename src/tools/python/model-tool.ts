import type { CodeDocument } from "../../syntax/code-document.ts";
import type { Node } from "../../syntax/node.ts";
import { definitionOf } from "../../syntax/python/classes.ts";
import { docstringOf } from "../../syntax/python/docstrings.ts";
import { field } from "../../syntax/tree.ts";
import { codeTool, descriptionFrom, nameFrom, nameOfNode } from "../code-tool.ts";
import type { FoundTool } from "../format.ts";
import { pythonCode } from "./code.ts";
import { modelSchema } from "./model-schema.ts";

/** A class of arguments that is a tool: its name and docstring are the tool's unless others are given. */
export interface ModelTool {
  framework: string;
  /** The expression that names the class. */
  model: Node;
  /** The whole definition. */
  node: Node;
  name?: Node | undefined;
  description?: Node | undefined;
}

/** The tool a class of arguments makes; undefined when no name is known. */
export function modelTool(document: CodeDocument, tool: ModelTool): FoundTool | undefined {
  const { framework, model, node, description } = tool;
  const definition = definitionOf(document, model, "class");
  const nameNode = definition && field(definition, "name");
  const named = nameFrom(document, tool.name) ?? (nameNode && nameOfNode(document, nameNode));
  return (
    named &&
    codeTool(document, {
      framework,
      node,
      named,
      description:
        descriptionFrom(document, description) || (definition ? docstringOf(document, definition) : ""),
      schema: modelSchema(document, model),
      code: pythonCode(document, { nameNode: named.node, description, documented: definition, model }),
    })
  );
}
