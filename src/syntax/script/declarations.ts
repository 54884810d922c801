import type { CodeDocument, Declaration } from "../code-document.ts";
import type { Node } from "../node.ts";
import type { PlacedDeclaration, Span } from "../scopes.ts";
import { field, namedChildren } from "../tree.ts";
import { requiredModule } from "./imports.ts";
import { boundNames } from "./patterns.ts";

const functions = [
  "function_declaration",
  "generator_function_declaration",
  "function_expression",
  "generator_function",
  "arrow_function",
  "method_definition",
] as const;
const classes = ["class_declaration", "abstract_class_declaration", "class", "enum_declaration"] as const;
const blocks = [
  "statement_block",
  "for_statement",
  "for_in_statement",
  "switch_body",
  "catch_clause",
] as const;

function bind(
  document: CodeDocument,
  kind: Declaration["kind"],
  node: Node,
  rest: { value?: Node | undefined; type?: Node | undefined; key?: string | undefined },
): PlacedDeclaration {
  const declaration: Declaration = { name: document.textOf(node), kind, node, constant: true };
  if (rest.value !== undefined) {
    declaration.value = rest.value;
  }
  if (rest.type !== undefined) {
    declaration.type = rest.type;
  }
  if (rest.key !== undefined) {
    declaration.key = rest.key;
  }
  return { declaration, offset: node.startIndex };
}

function parameters(document: CodeDocument, callable: Node): PlacedDeclaration[] {
  const single = field(callable, "parameter");
  const list = field(callable, "parameters");
  const nodes = single !== undefined ? [single] : list === undefined ? [] : namedChildren(list);
  return nodes.flatMap((node) => {
    // TypeScript wraps each parameter to carry its type; JavaScript has the bare pattern.
    const pattern = field(node, "pattern") ?? node;
    const type = field(node, "type");
    const value = field(node, "value") ?? field(node, "right");
    return boundNames(document, pattern).map(({ node: name, key }) =>
      // A default inside a destructuring is not the value of the whole parameter.
      bind(document, "parameter", name, key === undefined ? { type, value } : { type, key }),
    );
  });
}

/** Names the variables of `const`, `let` and `var`; what `require` binds is an import and not repeated here. */
function variables(document: CodeDocument, statement: Node): PlacedDeclaration[] {
  const hoisted = statement.type === "variable_declaration";
  return namedChildren(statement).flatMap((declarator) => {
    const pattern = declarator.type === "variable_declarator" ? field(declarator, "name") : undefined;
    const value = field(declarator, "value");
    if (pattern === undefined || (value !== undefined && requiredModule(document, value) !== undefined)) {
      return [];
    }
    const type = field(declarator, "type");
    const isPattern = pattern.type !== "identifier";
    return boundNames(document, pattern).map(({ node, key }) => ({
      ...bind(document, "variable", node, isPattern && key === undefined ? {} : { value, type, key }),
      hoisted,
    }));
  });
}

function declared(document: CodeDocument, node: Node, spans: Span[]): PlacedDeclaration[] {
  if (node.type === "lexical_declaration" || node.type === "variable_declaration") {
    return variables(document, node);
  }
  if (blocks.some((type) => type === node.type)) {
    spans.push({ start: node.startIndex, end: node.endIndex, kind: "block" });
    const caught =
      field(node, "parameter") ?? (node.type === "for_in_statement" ? field(node, "left") : undefined);
    return caught === undefined
      ? []
      : boundNames(document, caught).map((bound) => bind(document, "variable", bound.node, {}));
  }
  const name = field(node, "name");
  const isClass = classes.some((type) => type === node.type);
  const isDeclaration = node.type.endsWith("_declaration");
  const kind = node.type === "enum_declaration" ? "enum" : isClass ? "class" : "function";
  const own = isDeclaration && name !== undefined ? [bind(document, kind, name, { value: node })] : [];
  if (isClass) {
    return own;
  }
  const list = field(node, "parameter") ?? field(node, "parameters") ?? node;
  spans.push({ start: list.startIndex, end: node.endIndex, kind: "function" });
  return [...own, ...parameters(document, node)];
}

/** Every name the file binds other than by import, and the spans in which names live. */
export function readScriptDeclarations(document: CodeDocument): {
  spans: Span[];
  declarations: PlacedDeclaration[];
} {
  const spans: Span[] = [];
  const types = ["lexical_declaration", "variable_declaration", ...functions, ...classes, ...blocks];
  const declarations = document.nodes(...types).flatMap((node) => declared(document, node, spans));
  return { spans, declarations };
}
