import { unescapePython } from "../../syntax/python/strings.ts";
import type {
  Argument,
  ClassDefinition,
  Entry,
  Expression,
  FunctionDefinition,
  Parameter,
  Pattern,
  Statement,
} from "./ir.ts";
import { named, part, parts, type Snapshot } from "./snapshot.ts";

/** Lowers Python expressions, functions and classes of one text. */
export interface PythonLowering {
  readonly text: string;
  /** The statements of a function's body. */
  body(node: Snapshot): Statement[];
}

const at = ({ start, end }: Snapshot) => ({ start, end });

function textOf({ text }: PythonLowering, { start, end }: Snapshot): string {
  return text.slice(start, end);
}

/** An expression of any kind; what has no kind of its own keeps its parts. */
export function pythonExpression(context: PythonLowering, node: Snapshot): Expression {
  const read = (child: Snapshot | undefined): Expression =>
    child === undefined ? { kind: "other", parts: [], ...at(node) } : pythonExpression(context, child);
  const children = named(node);
  switch (node.type) {
    case "identifier":
      return { kind: "name", name: textOf(context, node), ...at(node) };
    case "attribute": {
      const property = part(node, "attribute");
      return {
        kind: "member",
        object: read(part(node, "object")),
        property: property === undefined ? "" : textOf(context, property),
        ...at(node),
      };
    }
    case "subscript":
      if (part(node, "subscript")?.type === "slice") {
        // `x[a:b]` is what `x.slice(a, b)` is elsewhere.
        const callee = {
          kind: "member" as const,
          object: read(part(node, "value")),
          property: "slice",
          ...at(node),
        };
        return { kind: "call", callee, args: [], isNew: false, ...at(node) };
      }
      return {
        kind: "index",
        object: read(part(node, "value")),
        index: read(part(node, "subscript")),
        ...at(node),
      };
    case "call": {
      const list = part(node, "arguments");
      const args =
        list === undefined
          ? []
          : list.type === "argument_list"
            ? named(list).map((child) => argument(context, child))
            : [{ value: read(list) }];
      return { kind: "call", callee: read(part(node, "function")), args, isNew: false, ...at(node) };
    }
    case "string":
      return pythonString(context, node);
    case "concatenated_string":
      return {
        kind: "template",
        parts: children.flatMap((child): (string | Expression)[] => {
          const one = pythonExpression(context, child);
          return one.kind === "text" ? [one.text] : one.kind === "template" ? [...one.parts] : [one];
        }),
        ...at(node),
      };
    case "integer":
    case "float":
      return { kind: "literal", value: Number(textOf(context, node).replaceAll("_", "")), ...at(node) };
    case "true":
    case "false":
      return { kind: "literal", value: node.type === "true", ...at(node) };
    case "none":
      return { kind: "literal", value: null, ...at(node) };
    case "binary_operator":
      return {
        kind: "binary",
        operator: operatorOf(context, node),
        left: read(part(node, "left")),
        right: read(part(node, "right")),
        ...at(node),
      };
    case "boolean_operator":
      return {
        kind: "logic",
        operator: operatorOf(context, node) === "or" ? "or" : "and",
        operands: [read(part(node, "left")), read(part(node, "right"))],
        ...at(node),
      };
    case "not_operator":
      return { kind: "not", operand: read(part(node, "argument")), ...at(node) };
    case "comparison_operator":
      return comparison(context, node);
    case "conditional_expression":
      return {
        kind: "choice",
        whenTrue: read(children[0]),
        test: read(children[1]),
        whenFalse: read(children[2]),
        ...at(node),
      };
    case "list":
    case "tuple":
    case "set":
    case "expression_list":
    case "pattern_list":
    case "tuple_pattern":
      return { kind: "list", items: children.map((child) => argument(context, child)), ...at(node) };
    case "dictionary":
      return { kind: "object", entries: children.map((child) => entry(context, child)), ...at(node) };
    case "list_comprehension":
    case "set_comprehension":
    case "dictionary_comprehension":
    case "generator_expression":
      return comprehension(context, node);
    case "lambda":
      return { kind: "function", definition: pythonFunction(context, node, []), ...at(node) };
    case "named_expression":
      return {
        kind: "assign",
        target: pythonPattern(context, part(node, "name") ?? node),
        value: read(part(node, "value")),
        ...at(node),
      };
    case "parenthesized_expression":
    case "await":
    case "type":
      return children.length === 1
        ? { ...read(children[0]) }
        : { kind: "other", parts: children.map(read), ...at(node) };
    case "pair":
      return { kind: "other", parts: [read(part(node, "value"))], ...at(node) };
    default:
      return { kind: "other", parts: children.map(read), ...at(node) };
  }
}

function operatorOf(context: PythonLowering, node: Snapshot): string {
  const operator = part(node, "operator");
  return operator === undefined ? "" : textOf(context, operator);
}

function comparison(context: PythonLowering, node: Snapshot): Expression {
  const operators = parts(node, "operators").map((child) => textOf(context, child).replace(/\s+/g, " "));
  const operands = node.children.filter((child) => child.isNamed && child.field !== "operators");
  const compared = operands.slice(1).flatMap((right, index): Expression[] => {
    const left = operands[index];
    return left === undefined
      ? []
      : [
          {
            kind: "compare",
            operator: operators[index] ?? "==",
            left: pythonExpression(context, left),
            right: pythonExpression(context, right),
            ...at(node),
          },
        ];
  });
  const [only] = compared;
  return compared.length === 1 && only !== undefined
    ? only
    : { kind: "logic", operator: "and", operands: compared, ...at(node) };
}

function comprehension(context: PythonLowering, node: Snapshot): Expression {
  const body = part(node, "body");
  let inner: Expression =
    body === undefined ? { kind: "other", parts: [], ...at(node) } : pythonExpression(context, body);
  for (const clause of named(node).toReversed()) {
    if (clause.type === "if_clause") {
      const [test] = named(clause);
      if (test !== undefined) {
        const nothing: Expression = { kind: "other", parts: [], ...at(clause) };
        inner = {
          kind: "choice",
          test: pythonExpression(context, test),
          whenTrue: inner,
          whenFalse: nothing,
          ...at(node),
        };
      }
    } else if (clause.type === "for_in_clause") {
      const left = part(clause, "left");
      const right = part(clause, "right");
      if (left !== undefined && right !== undefined) {
        const over = pythonExpression(context, right);
        inner = { kind: "each", pattern: pythonPattern(context, left), over, inner, ...at(node) };
      }
    }
  }
  return inner;
}

function argument(context: PythonLowering, node: Snapshot): Argument {
  if (node.type === "keyword_argument") {
    const name = part(node, "name");
    const value = part(node, "value");
    if (name !== undefined && value !== undefined) {
      return { name: textOf(context, name), value: pythonExpression(context, value) };
    }
  }
  if (/^(list|dictionary)_splat/.test(node.type)) {
    const [inner] = named(node);
    return { isSpread: true, value: pythonExpression(context, inner ?? node) };
  }
  return { value: pythonExpression(context, node) };
}

function entry(context: PythonLowering, node: Snapshot): Entry {
  if (node.type === "dictionary_splat") {
    const [inner] = named(node);
    return { isSpread: true, value: pythonExpression(context, inner ?? node) };
  }
  const keyNode = part(node, "key");
  const value = pythonExpression(context, part(node, "value") ?? node);
  const key = keyNode === undefined ? undefined : pythonExpression(context, keyNode);
  return key?.kind === "text"
    ? { key: key.text, value }
    : key === undefined
      ? { value }
      : { computed: key, value };
}

function pythonString(context: PythonLowering, node: Snapshot): Expression {
  const [open] = node.children;
  const prefix = open === undefined ? "" : textOf(context, open).toLowerCase();
  const close = node.children.at(-1);
  const isRaw = prefix.includes("r");
  const isFormat = /^[a-z]*[ft]/.test(prefix);
  const decode = (from: number, to: number) => {
    const raw = context.text.slice(from, to);
    const plain = isRaw ? raw : unescapePython(raw);
    return isFormat ? plain.replaceAll("{{", "{").replaceAll("}}", "}") : plain;
  };
  const end = close?.type === "string_end" ? close.start : node.end;
  let position = open?.end ?? node.start;
  const found: (string | Expression)[] = [];
  for (const child of node.children) {
    const expression = child.type === "interpolation" ? part(child, "expression") : undefined;
    if (expression !== undefined) {
      found.push(decode(position, child.start), pythonExpression(context, expression));
      position = child.end;
    }
  }
  const rest = decode(position, end);
  return found.length === 0
    ? { kind: "text", text: rest, ...at(node) }
    : { kind: "template", parts: [...found, rest], ...at(node) };
}

/** What an assignment, a loop or `as` binds. */
export function pythonPattern(context: PythonLowering, node: Snapshot): Pattern {
  switch (node.type) {
    case "identifier":
      return { kind: "name", name: textOf(context, node), ...at(node) };
    case "pattern_list":
    case "tuple_pattern":
    case "list_pattern":
    case "tuple":
    case "list":
      return { kind: "list", items: named(node).map((child) => pythonPattern(context, child)), ...at(node) };
    case "as_pattern_target":
    case "list_splat_pattern":
    case "dictionary_splat_pattern":
    case "parenthesized_expression":
    case "type": {
      const [inner] = named(node);
      return inner === undefined ? { kind: "list", items: [], ...at(node) } : pythonPattern(context, inner);
    }
    default:
      return { kind: "place", target: pythonExpression(context, node), ...at(node) };
  }
}

/** A function or lambda. Its body is lowered on first use. */
export function pythonFunction(
  context: PythonLowering,
  node: Snapshot,
  decorators: readonly Expression[],
): FunctionDefinition {
  const name = part(node, "name");
  const list = part(node, "parameters");
  let body = part(node, "body");
  const returns = part(node, "return_type");
  let lowered: FunctionDefinition["body"] | undefined;
  return {
    name: name === undefined ? "" : textOf(context, name),
    parameters: list === undefined ? [] : named(list).flatMap((child) => pythonParameter(context, child)),
    get body() {
      if (lowered === undefined) {
        lowered = body === undefined ? [] : context.body(body);
        body = undefined; // it holds everything below it
      }
      return lowered;
    },
    decorators,
    isStatic: decorators.some((one) => one.kind === "name" && one.name === "staticmethod"),
    ...(returns === undefined ? {} : { returns: pythonExpression(context, returns) }),
    ...at(node),
  };
}

function pythonParameter(context: PythonLowering, node: Snapshot): Parameter[] {
  const inner = node.type === "typed_parameter" ? named(node)[0] : (part(node, "name") ?? node);
  const identifier = inner?.type === "identifier" ? inner : inner && named(inner)[0];
  if (inner === undefined || identifier?.type !== "identifier") {
    return [];
  }
  const value = part(node, "value");
  const type = part(node, "type");
  const name = textOf(context, identifier);
  return [
    {
      name,
      pattern: { kind: "name", name, ...at(identifier) },
      kind:
        inner.type === "list_splat_pattern"
          ? "rest"
          : inner.type === "dictionary_splat_pattern"
            ? "keywords"
            : "plain",
      ...(value === undefined ? {} : { fallback: pythonExpression(context, value) }),
      ...(type === undefined ? {} : { type: pythonExpression(context, type) }),
      ...at(identifier),
    },
  ];
}

/** A class with the functions and assignments directly in it. */
export function pythonClass(context: PythonLowering, node: Snapshot): ClassDefinition {
  const name = part(node, "name");
  const list = part(node, "superclasses");
  const methods = new Map<string, FunctionDefinition>();
  const attributes = new Map<string, Expression>();
  const types = new Map<string, Expression>();
  for (const statement of named(part(node, "body") ?? node)) {
    const inner = statement.type === "decorated_definition" ? part(statement, "definition") : statement;
    if (inner?.type === "function_definition") {
      const definition = pythonFunction(context, inner, pythonDecorators(context, statement));
      methods.set(definition.name, definition);
    }
    const assignment = statement.type === "expression_statement" ? named(statement)[0] : undefined;
    const left = assignment?.type === "assignment" ? part(assignment, "left") : undefined;
    if (assignment !== undefined && left?.type === "identifier") {
      const value = part(assignment, "right");
      const type = part(assignment, "type");
      if (value !== undefined) {
        attributes.set(textOf(context, left), pythonExpression(context, value));
      }
      if (type !== undefined) {
        types.set(textOf(context, left), pythonExpression(context, type));
      }
    }
  }
  return {
    name: name === undefined ? "" : textOf(context, name),
    bases: list === undefined ? [] : named(list).flatMap((child) => base(context, child)),
    methods,
    attributes,
    types,
    ...at(node),
  };
}

function base(context: PythonLowering, node: Snapshot): Expression[] {
  return node.type === "keyword_argument" ? [] : [pythonExpression(context, node)];
}

/** The expressions behind each `@`. */
export function pythonDecorators(context: PythonLowering, node: Snapshot): Expression[] {
  return named(node)
    .filter((child) => child.type === "decorator")
    .flatMap((child) => named(child).map((inner) => pythonExpression(context, inner)));
}
