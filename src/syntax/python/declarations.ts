import type { CodeDocument, Declaration } from "../code-document.ts";
import type { Node } from "../node.ts";
import type { PlacedDeclaration, Span } from "../scopes.ts";
import { field, namedChildren } from "../tree.ts";

const binding = [
  "assignment",
  "augmented_assignment",
  "named_expression",
  "for_statement",
  "for_in_clause",
  "as_pattern_target",
  "type_alias_statement",
  "function_definition",
  "class_definition",
  "lambda",
] as const;

/** Identifiers that a target such as `a, (b, *c)` binds; attributes and subscripts bind no name. */
function targets(node: Node, depth = 0): Node[] {
  if (node.type === "identifier") {
    return [node];
  }
  const isPattern = /(^|_)(pattern|list|tuple)$|^pattern_list$|^type$|^as_pattern_target$/.test(node.type);
  return isPattern && depth < 20 ? namedChildren(node).flatMap((child) => targets(child, depth + 1)) : [];
}

function variable(document: CodeDocument, node: Node, value?: Node, type?: Node): PlacedDeclaration {
  const declaration: Declaration = { name: document.textOf(node), kind: "variable", node, constant: true };
  if (value !== undefined) {
    declaration.value = value;
  }
  if (type !== undefined) {
    declaration.type = type;
  }
  return { declaration, offset: node.startIndex };
}

function parameter(document: CodeDocument, node: Node): PlacedDeclaration[] {
  const name = node.type === "identifier" ? node : (field(node, "name") ?? namedChildren(node)[0]);
  if (name?.type !== "identifier") {
    return [];
  }
  const placed = variable(document, name, field(node, "value"), field(node, "type"));
  return [{ ...placed, declaration: { ...placed.declaration, kind: "parameter" } }];
}

function callable(document: CodeDocument, node: Node, spans: Span[]): PlacedDeclaration[] {
  const parameters = field(node, "parameters");
  spans.push({ start: (parameters ?? node).startIndex, end: node.endIndex, kind: "function" });
  return parameters === undefined
    ? []
    : namedChildren(parameters).flatMap((child) => parameter(document, child));
}

function named(document: CodeDocument, node: Node, kind: "function" | "class"): PlacedDeclaration[] {
  const name = field(node, "name");
  if (name === undefined) {
    return [];
  }
  const declaration: Declaration = {
    name: document.textOf(name),
    kind,
    node: name,
    value: node,
    constant: true,
  };
  return [{ declaration, offset: name.startIndex }];
}

function declared(document: CodeDocument, node: Node, spans: Span[]): PlacedDeclaration[] {
  switch (node.type) {
    case "function_definition":
      return [...named(document, node, "function"), ...callable(document, node, spans)];
    case "lambda":
      return callable(document, node, spans);
    case "class_definition": {
      const body = field(node, "body");
      if (body !== undefined) {
        spans.push({ start: body.startIndex, end: body.endIndex, kind: "class" });
      }
      return named(document, node, "class");
    }
    case "as_pattern_target":
      return targets(node).map((target) => variable(document, target));
    default: {
      const left = field(node, "left") ?? field(node, "name");
      if (left === undefined) {
        return [];
      }
      const single =
        node.type === "assignment" ||
        node.type === "named_expression" ||
        node.type === "type_alias_statement";
      const value =
        single && targets(left).length === 1 ? (field(node, "right") ?? field(node, "value")) : undefined;
      return targets(left).map((target) => variable(document, target, value, field(node, "type")));
    }
  }
}

/** Every name the file binds other than by import, and the spans in which names live. */
export function readPythonDeclarations(document: CodeDocument): {
  spans: Span[];
  declarations: PlacedDeclaration[];
} {
  const spans: Span[] = [];
  const declarations = document.nodes(...binding).flatMap((node) => declared(document, node, spans));
  return { spans, declarations };
}
