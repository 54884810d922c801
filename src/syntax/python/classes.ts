import type { CodeDocument, Declaration } from "../code-document.ts";
import type { Node } from "../node.ts";
import { ownerOf } from "../owner.ts";
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
export function statements(definition: Node): readonly Node[] {
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

/** The functions directly in a class body. */
export function methodsOf(definition: Node): Node[] {
  return statements(definition).flatMap((statement) => {
    const inner = statement.type === "decorated_definition" ? field(statement, "definition") : statement;
    return inner?.type === "function_definition" ? [inner] : [];
  });
}

/** The base class expressions: positional arguments of the class, generics without their parameters. */
export function baseClasses(definition: Node): Node[] {
  const list = field(definition, "superclasses");
  return (list === undefined ? [] : namedChildren(list))
    .filter((base) => base.type !== "keyword_argument")
    .map((base) => (base.type === "subscript" ? (field(base, "value") ?? base) : base));
}

/** The class or function definition that a name, or a member of an imported module, leads to or stands for. */
export function definitionOf(
  document: CodeDocument,
  node: Node,
  kind: "class" | "function",
): Node | undefined {
  const found =
    node.type === "identifier"
      ? document.names.lookup(document.textOf(node), node)
      : node.type === "attribute"
        ? document.names.linked(node)
        : [];
  const defined = found.find((declaration) => declaration.kind === kind)?.value;
  const stands = defined === undefined && found.length > 0 ? document.values.resolve(node) : undefined;
  if (defined !== undefined || stands?.type === `${kind}_definition`) {
    return defined ?? stands;
  }
  return found.length > 1 ? firstMeant(document, node, found, kind) : undefined;
}

/** `find = search`, and then `find = limited(find)`: what a name stood for before it was wrapped. */
function firstMeant(
  document: CodeDocument,
  node: Node,
  found: readonly Declaration[],
  kind: "class" | "function",
): Node | undefined {
  const [first, ...later] = found.flatMap(({ value }) => value ?? []);
  const name = document.textOf(node);
  const wraps = later.every(
    (value) => value.type === "call" && new RegExp(`\\(\\s*${name}\\b`).test(document.textOf(value)),
  );
  return first?.type === "identifier" && wraps && document.textOf(first) !== name
    ? definitionOf(document, first, kind)
    : undefined;
}

const maxFamily = 20;
const families = new WeakMap<CodeDocument, Map<number, ClassFamily>>();

/** A class with its ancestors, nearest first, and the bases that nothing known defines. */
export interface ClassFamily {
  classes: readonly Node[];
  outside: readonly Node[];
}

/** Follows the bases of a class, through imports as well; each class is visited once, at most 20 of them. */
export function classFamily(from: CodeDocument, definition: Node): ClassFamily {
  const document = ownerOf(from, definition);
  const known = families.get(document) ?? new Map<number, ClassFamily>();
  families.set(document, known);
  const family = known.get(definition.id) ?? readFamily(document, definition);
  known.set(definition.id, family);
  return family;
}

function readFamily(document: CodeDocument, definition: Node): ClassFamily {
  const classes = [definition];
  const seen = new Set([definition.id]);
  const outside: Node[] = [];
  for (let index = 0; index < classes.length; index++) {
    for (const base of baseClasses(classes[index] ?? definition)) {
      const parent = definitionOf(document, base, "class");
      if (parent === undefined) {
        outside.push(base);
      } else if (!seen.has(parent.id) && classes.length < maxFamily) {
        seen.add(parent.id);
        classes.push(parent);
      }
    }
  }
  return { classes, outside };
}
