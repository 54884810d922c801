import type { CodeDocument } from "../../syntax/code-document.ts";
import type { Node } from "../../syntax/node.ts";
import { fileOf } from "../../syntax/owner.ts";
import { calleeOf, pythonArguments } from "../../syntax/python/calls.ts";
import { definitionOf, statements } from "../../syntax/python/classes.ts";
import { namedChildren } from "../../syntax/tree.ts";
import { inTurn } from "../../syntax/turn-document.ts";
import { parametersOf } from "./signature.ts";

/**
 * What a function of the project gives back that does nothing but lay out its arguments: `object_schema({…}, ["x"])` where it
 * returns `{"type": "object", "properties": properties, "required": required}`. Its names mean what the call hands over.
 */
export function laidOut(
  document: CodeDocument,
  expression: Node,
): { document: CodeDocument; node: Node } | undefined {
  const call = document.values.resolve(expression);
  const region = call.type === "call" ? definitionOf(document, calleeOf(call), "function") : undefined;
  const body = region === undefined ? [] : statements(region).filter(({ type }) => !isRemark(type));
  const [only] = body;
  const returned =
    body.length === 1 && only?.type === "return_statement" ? namedChildren(only)[0] : undefined;
  if (region === undefined || returned?.type !== "dictionary") {
    return undefined;
  }
  const { positional, named } = pythonArguments(document, call);
  const bound = new Map(document.turn?.bound);
  for (const [index, { name, node, value }] of parametersOf(document, region).list.entries()) {
    const given = positional[index] ?? named.get(name) ?? value;
    if (given !== undefined) {
      bound.set(node.id, given);
    }
  }
  const owner = fileOf(document, region);
  return { document: inTurn(owner, { region, bound, site: call, from: document }), node: returned };
}

function isRemark(type: string): boolean {
  return type === "comment" || type === "expression_statement";
}
