import type { CodeDocument } from "../code-document.ts";
import type { Node } from "../node.ts";
import { field, namedChildren } from "../tree.ts";
import { baseClasses, classAttributes } from "./classes.ts";

/** What a list is made of: another list, the keys or values of a dictionary, or nodes. */
export type ListSource = { list: Node } | { keysOf: Node } | { valuesOf: Node } | { items: Node[] };

type Resolve = (node: Node) => Node;

/**
 * The list behind `list(x)`, `sorted(x)`, `d.keys()`, `get_args(Mode)`, and behind `[member.value for member in Mode]` for an
 * enumeration. What a call is given may be a list or a dictionary, so both are to be tried.
 */
export function listSource(document: CodeDocument, node: Node, resolve: Resolve): ListSource | undefined {
  if (node.type === "list_comprehension") {
    return enumValues(document, node, resolve);
  }
  const callee = node.type === "call" ? field(node, "function") : undefined;
  const given = namedChildren(field(node, "arguments") ?? node);
  if (callee === undefined) {
    return undefined;
  }
  const [first] = given;
  if (callee.type === "attribute") {
    const object = field(callee, "object");
    const name = document.textOf(field(callee, "attribute") ?? callee);
    const isView = object !== undefined && given.length === 0;
    return isView && name === "keys"
      ? { keysOf: object }
      : isView && name === "values"
        ? { valuesOf: object }
        : undefined;
  }
  const name = document.textOf(callee);
  if (name === "get_args" && first !== undefined) {
    return literalValues(document, resolve(first));
  }
  if (!/^(list|tuple|sorted|set)$/.test(name) || first === undefined) {
    return undefined;
  }
  const members = enumMembers(document, resolve(first));
  return members === undefined ? { list: first } : { items: members };
}

/** The values in `Literal["a", "b"]`. */
function literalValues(document: CodeDocument, type: Node): ListSource | undefined {
  const name = field(type, "value") ?? type.firstNamedChild;
  const isLiteral = name !== null && name !== undefined && /(?:^|\.)Literal$/.test(document.textOf(name));
  if (!isLiteral || !/^(subscript|generic_type)$/.test(type.type)) {
    return undefined;
  }
  const parts = namedChildren(type).slice(1);
  return { items: parts.flatMap((part) => (part.type === "type_parameter" ? namedChildren(part) : part)) };
}

function enumMembers(document: CodeDocument, definition: Node): Node[] | undefined {
  const isEnum =
    definition.type === "class_definition" &&
    baseClasses(definition).some((base) => /Enum$/.test(document.textOf(base)));
  return isEnum ? classAttributes(document, definition).flatMap(({ value }) => value ?? []) : undefined;
}

function enumValues(document: CodeDocument, comprehension: Node, resolve: Resolve): ListSource | undefined {
  const [body, clause, ...others] = namedChildren(comprehension);
  const left = clause && field(clause, "left");
  const right = clause && field(clause, "right");
  const isPlain = clause?.type === "for_in_clause" && others.length === 0;
  if (body === undefined || left === undefined || right === undefined || !isPlain) {
    return undefined;
  }
  const wanted = document.textOf(left);
  const text = document.textOf(body);
  const members =
    text === wanted || text === `${wanted}.value` ? enumMembers(document, resolve(right)) : undefined;
  return members && { items: members };
}
