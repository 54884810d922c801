import type { CodeDocument } from "../../syntax/code-document.ts";
import type { Node } from "../../syntax/node.ts";
import { ownerOf } from "../../syntax/owner.ts";
import { definitionOf } from "../../syntax/python/classes.ts";
import { docstringNode } from "../../syntax/python/docstrings.ts";
import { field } from "../../syntax/tree.ts";
import type { HandlerParameter, ToolCode, ToolHandler } from "../format.ts";
import { descriptionsIn, visibleAt } from "../visible-text.ts";
import { parametersOf, type SignatureOptions, visibleParameters } from "./signature.ts";

/** What a Python format knows of the program behind a tool. */
export interface PythonCodeParts {
  /** The expression or identifier that is the name. */
  nameNode: Node;
  description?: Node | undefined;
  /** The function that runs. */
  definition?: Node | undefined;
  /** What the docstring is taken from, when it is not the function. */
  documented?: Node | undefined;
  /** The class or literal the schema is read from. */
  model?: Node | undefined;
  signature?: SignatureOptions;
}

/** The program behind a Python tool. */
export function pythonCode(document: CodeDocument, parts: PythonCodeParts): ToolCode {
  const { nameNode, description, definition, documented = definition, model } = parts;
  let handler: ToolHandler | undefined;
  return {
    handler() {
      handler ??= definition && handlerOf(document, definition, parts.signature);
      return handler;
    },
    visibleText() {
      const docstring = documented && docstringNode(documented);
      const parameters = definition && field(definition, "parameters");
      const schema = model && (definitionOf(document, model, "class") ?? document.values.resolve(model));
      return [
        ...nameText(document, nameNode),
        ...visibleAt(document, "description", description),
        ...visibleAt(document, "docstring", docstring),
        ...[parameters, schema].flatMap((node) => (node === undefined ? [] : descriptionsIn(document, node))),
      ];
    },
  };
}

function nameText(document: CodeDocument, node: Node) {
  const named = visibleAt(document, "name", node);
  const place = { file: ownerOf(document, node).file, range: document.rangeOf(node) };
  return named.length > 0 ? named : [{ part: "name" as const, text: document.textOf(node), ...place }];
}

function handlerOf(document: CodeDocument, node: Node, signature: SignatureOptions = {}): ToolHandler {
  const { list, rest } = parametersOf(document, node);
  const visible = new Set(
    visibleParameters(document, node, signature).list.map((parameter) => parameter.name),
  );
  const own = /^(self|cls)$/.test(list[0]?.name ?? "") ? list.slice(1) : list;
  const parameters = own.map(
    ({ name, node: bound, type }): HandlerParameter => ({
      name,
      node: bound,
      type,
      key: signature.takesObject === true ? undefined : name,
      fromModel: visible.has(name),
    }),
  );
  // Whatever the signature does not name comes in by the names the model gives.
  const others: HandlerParameter[] =
    rest === undefined ? [] : [{ name: document.textOf(rest), node: rest, fromModel: true }];
  return { document: ownerOf(document, node), node, parameters: [...parameters, ...others] };
}
