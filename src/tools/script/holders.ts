import type { CodeDocument } from "../../syntax/code-document.ts";
import type { Node } from "../../syntax/node.ts";
import { ownerOf } from "../../syntax/owner.ts";
import { returnedBy } from "../../syntax/script/functions.ts";
import { unwrap } from "../../syntax/script/unwrap.ts";
import { field } from "../../syntax/tree.ts";

/** What an expression is stored under: the key of a property, or the name of a variable, field or function. */
export interface Holder {
  nameNode: Node;
  /** The property, declaration or function as a whole. */
  node: Node;
  isProperty: boolean;
}

const known = new WeakMap<CodeDocument, ReadonlyMap<number, Holder>>();
const keys = /identifier$|^string$|^computed_property_name$/;
const holding = [
  "pair",
  "variable_declarator",
  "public_field_definition",
  "field_definition",
  "function_declaration",
  "assignment_expression",
];

/** The expression itself, or what it gives when it is a function that makes the value. */
function heldExpressions(value: Node): Node[] {
  const inner = unwrap(value);
  const isFactory = /^(arrow_function|function_expression|function_declaration)$/.test(inner.type);
  const made = isFactory ? returnedBy(inner) : undefined;
  return made === undefined ? [inner] : [inner, unwrap(made)];
}

function readHolders(document: CodeDocument): ReadonlyMap<number, Holder> {
  const holders = new Map<number, Holder>();
  for (const node of document.nodes(...holding)) {
    const nameNode =
      field(node, "key") ?? field(node, "name") ?? field(node, "property") ?? assignedName(document, node);
    const value =
      node.type === "function_declaration" ? node : (field(node, "value") ?? field(node, "right"));
    if (nameNode !== undefined && value !== undefined && keys.test(nameNode.type)) {
      for (const held of heldExpressions(value)) {
        holders.set(held.id, { nameNode, node, isProperty: node.type === "pair" });
      }
    }
  }
  return holders;
}

/** `exports.search = …`, `tools.search = …`, `search = …`; `module.exports = …` names nothing. */
function assignedName(document: CodeDocument, node: Node): Node | undefined {
  const left = field(node, "left");
  const name = left?.type === "member_expression" ? field(left, "property") : left;
  return name !== undefined && /^(?:exports|default|prototype)$/.test(document.textOf(name))
    ? undefined
    : name;
}

/** The holder of an expression, also through a function whose result it is. */
export function holderOf(from: CodeDocument, expression: Node): Holder | undefined {
  const { turn } = from;
  const isResult =
    turn !== undefined &&
    heldExpressions(turn.region)
      .slice(1)
      .some(({ id }) => id === expression.id);
  const { site, from: caller } = turn?.inner ?? turn ?? { site: expression, from };
  const outside = isResult ? holderOf(caller, site) : undefined;
  return outside ?? ownHolder(ownerOf(from, expression), expression);
}

function ownHolder(document: CodeDocument, expression: Node): Holder | undefined {
  let holders = known.get(document);
  if (holders === undefined) {
    holders = readHolders(document);
    known.set(document, holders);
  }
  return holders.get(expression.id);
}
