import type { Node } from "@vscode/tree-sitter-wasm";
import type { CodeDocument } from "../code-document.ts";
import { field, namedChildren } from "../tree.ts";

/** `name: type = value` directly in a class body. */
export interface ClassAttribute {
  name: string;
  nameNode: Node;
  type?: Node;
  value?: Node;
  /** The bare string after the attribute, which tools take as its documentation. */
  docstring?: Node;
}

/** The statements of a class or function body, or of a module. */
export function statements(definition: Node): Node[] {
  return namedChildren(field(definition, "body") ?? definition);
}

/** The assignments in a class body, in order, with and without a value. */
export function classAttributes(document: CodeDocument, definition: Node): ClassAttribute[] {
  const body = statements(definition);
  return body.flatMap((statement, index) => {
    const assignment = statement.type === "expression_statement" ? namedChildren(statement)[0] : undefined;
    const left = assignment?.type === "assignment" ? field(assignment, "left") : undefined;
    if (assignment === undefined || left?.type !== "identifier") {
      return [];
    }
    const attribute: ClassAttribute = { name: document.textOf(left), nameNode: left };
    const type = field(assignment, "type");
    const value = field(assignment, "right");
    const next = body[index + 1];
    const documentation = next?.type === "expression_statement" ? namedChildren(next)[0] : undefined;
    if (type !== undefined) {
      attribute.type = type;
    }
    if (value !== undefined) {
      attribute.value = value;
    }
    if (documentation?.type === "string") {
      attribute.docstring = documentation;
    }
    return [attribute];
  });
}

/** A function in a class body, with its decorators. */
export interface Method {
  name: string;
  definition: Node;
  decorators: readonly Node[];
}

/** The functions directly in a class body. */
export function methodsOf(document: CodeDocument, definition: Node): Method[] {
  return statements(definition).flatMap((statement) => {
    const inner = statement.type === "decorated_definition" ? field(statement, "definition") : statement;
    const name = inner?.type === "function_definition" ? field(inner, "name") : undefined;
    if (inner === undefined || name === undefined) {
      return [];
    }
    const decorators = namedChildren(statement)
      .filter((child) => child.type === "decorator")
      .flatMap((decorator) => namedChildren(decorator).slice(0, 1));
    return [{ name: document.textOf(name), definition: inner, decorators }];
  });
}

/** The base class expressions: positional arguments of the class, generics without their parameters. */
export function baseClasses(definition: Node): Node[] {
  const list = field(definition, "superclasses");
  return (list === undefined ? [] : namedChildren(list))
    .filter((base) => base.type !== "keyword_argument")
    .map((base) => (base.type === "subscript" ? (field(base, "value") ?? base) : base));
}

/** The class or function definition that a name leads to in this file. */
export function definitionOf(
  document: CodeDocument,
  node: Node,
  kind: "class" | "function",
): Node | undefined {
  if (node.type !== "identifier") {
    return undefined;
  }
  const found = document.names.lookup(document.textOf(node), node);
  return found.find((declaration) => declaration.kind === kind)?.value;
}
