import type { CodeDocument } from "../../syntax/code-document.ts";
import type { Node } from "../../syntax/node.ts";
import { calleeOf, type PythonArguments } from "../../syntax/python/calls.ts";
import { decoratedDefinitions } from "../../syntax/python/decorators.ts";
import { field } from "../../syntax/tree.ts";
import { argumentsThrough } from "./wrappers.ts";

/** One decorator on one function. */
export interface DecoratedFunction {
  /** Decorators and function together. */
  node: Node;
  definition: Node;
  /** The decorator without its arguments. */
  decorator: Node;
  arguments: PythonArguments;
}

const known = new WeakMap<CodeDocument, readonly DecoratedFunction[]>();

/** Every decorator on every function of the file, methods included. */
export function decoratedFunctions(document: CodeDocument): readonly DecoratedFunction[] {
  let found = known.get(document);
  if (found === undefined) {
    found = decoratedDefinitions(document)
      .filter(({ definition }) => definition.type === "function_definition")
      .flatMap(({ node, definition, decorators }) =>
        decorators.map((expression) => ({
          node,
          definition,
          decorator: calleeOf(expression),
          arguments: argumentsThrough(document, expression),
        })),
      );
    known.set(document, found);
  }
  return found;
}

/** `receiver.attribute` taken apart; undefined for a plain name. */
export function attributeParts(
  document: CodeDocument,
  node: Node,
): { receiver: Node; attribute: string } | undefined {
  const receiver = node.type === "attribute" ? field(node, "object") : undefined;
  const attribute = field(node, "attribute");
  return receiver === undefined || attribute === undefined
    ? undefined
    : { receiver, attribute: document.textOf(attribute) };
}
