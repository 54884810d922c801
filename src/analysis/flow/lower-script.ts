import { unescapeScript } from "../../syntax/script/strings.ts";
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
import { named, part, type Snapshot } from "./snapshot.ts";

/** Lowers expressions, functions and classes of one JavaScript or TypeScript text. */
export interface ScriptLowering {
  readonly text: string;
  /** The statements of a function's body. */
  body(node: Snapshot): Statement[];
}

const at = ({ start, end }: Snapshot) => ({ start, end });
const textOf = ({ text }: ScriptLowering, { start, end }: Snapshot) => text.slice(start, end);
const comparisons = new Set(["==", "===", "!=", "!==", "<", ">", "<=", ">=", "in", "instanceof"]);

/** An expression of any kind; what has no kind of its own keeps its parts. */
export function scriptExpression(context: ScriptLowering, node: Snapshot): Expression {
  const read = (child: Snapshot | undefined): Expression =>
    child === undefined ? { kind: "other", parts: [], ...at(node) } : scriptExpression(context, child);
  const children = named(node);
  switch (node.type) {
    case "identifier":
    case "type_identifier":
    case "shorthand_property_identifier":
    case "this":
    case "super":
    case "import":
      return { kind: "name", name: textOf(context, node), ...at(node) };
    case "member_expression":
    case "nested_type_identifier":
    case "nested_identifier": {
      const property = part(node, "property") ?? part(node, "name");
      return {
        kind: "member",
        object: read(part(node, "object") ?? part(node, "module")),
        property: property === undefined ? "" : textOf(context, property),
        ...at(node),
      };
    }
    case "subscript_expression": {
      const object = read(part(node, "object"));
      const index = read(part(node, "index"));
      return index.kind === "text"
        ? { kind: "member", object, property: index.text, ...at(node) }
        : { kind: "index", object, index, ...at(node) };
    }
    case "call_expression":
    case "new_expression":
      return call(context, node);
    case "string":
      return {
        kind: "text",
        text: unescapeScript(context.text.slice(node.start + 1, node.end - 1)),
        ...at(node),
      };
    case "template_string":
      return { kind: "template", parts: templateParts(context, node), ...at(node) };
    case "number":
      return { kind: "literal", value: Number(textOf(context, node).replaceAll("_", "")), ...at(node) };
    case "true":
    case "false":
      return { kind: "literal", value: node.type === "true", ...at(node) };
    case "null":
    case "undefined":
      return { kind: "literal", value: null, ...at(node) };
    case "regex": {
      const pattern = part(node, "pattern");
      const flags = part(node, "flags");
      return {
        kind: "regex",
        pattern: pattern === undefined ? "" : textOf(context, pattern),
        flags: flags === undefined ? "" : textOf(context, flags),
        ...at(node),
      };
    }
    case "binary_expression":
      return binary(context, node);
    case "unary_expression": {
      const operator = part(node, "operator");
      const operand = read(part(node, "argument"));
      const sign = operator === undefined ? "" : textOf(context, operator);
      return sign === "!"
        ? { kind: "not", operand, ...at(node) }
        : sign === "typeof" || sign === "delete" || sign === "-" || sign === "+"
          ? { kind: "other", parts: [], ...at(node) }
          : { kind: "other", parts: [operand], ...at(node) };
    }
    case "ternary_expression":
      return {
        kind: "choice",
        test: read(part(node, "condition")),
        whenTrue: read(part(node, "consequence")),
        whenFalse: read(part(node, "alternative")),
        ...at(node),
      };
    case "array":
      return { kind: "list", items: children.map((child) => argument(context, child)), ...at(node) };
    case "object":
      return { kind: "object", entries: children.flatMap((child) => entry(context, child)), ...at(node) };
    case "arrow_function":
    case "function_expression":
    case "generator_function":
    case "method_definition":
      return { kind: "function", definition: scriptFunction(context, node), ...at(node) };
    case "class":
      return { kind: "class", definition: scriptClass(context, node), ...at(node) };
    case "assignment_expression":
    case "augmented_assignment_expression": {
      const operator = part(node, "operator");
      return {
        kind: "assign",
        target: scriptPattern(context, part(node, "left") ?? node),
        value: read(part(node, "right")),
        ...(operator === undefined ? {} : { operator: textOf(context, operator) }),
        ...at(node),
      };
    }
    case "parenthesized_expression":
    case "await_expression":
    case "as_expression":
    case "satisfies_expression":
    case "non_null_expression":
    case "type_annotation":
      return children.length === 0 ? { kind: "other", parts: [], ...at(node) } : read(children[0]);
    case "type_assertion":
    case "sequence_expression":
      return { kind: "other", parts: children.map(read), ...at(node) };
    case "jsx_element":
    case "jsx_self_closing_element":
    case "jsx_fragment":
      return jsx(context, node);
    case "generic_type":
      return read(part(node, "name"));
    default:
      return { kind: "other", parts: children.map(read), ...at(node) };
  }
}

function call(context: ScriptLowering, node: Snapshot): Expression {
  const calleeNode = part(node, "function") ?? part(node, "constructor") ?? node;
  const callee: Expression =
    calleeNode === node ? { kind: "other", parts: [], ...at(node) } : scriptExpression(context, calleeNode);
  const list = part(node, "arguments");
  if (list?.type === "template_string") {
    return { kind: "template", parts: templateParts(context, list), tag: callee, ...at(node) };
  }
  const args = list === undefined ? [] : named(list).map((child) => argument(context, child));
  return { kind: "call", callee, args, isNew: node.type === "new_expression", ...at(node) };
}

function binary(context: ScriptLowering, node: Snapshot): Expression {
  const operatorNode = part(node, "operator");
  const operator = operatorNode === undefined ? "" : textOf(context, operatorNode);
  const sides = [part(node, "left"), part(node, "right")].map(
    (child): Expression =>
      child === undefined ? { kind: "other", parts: [], ...at(node) } : scriptExpression(context, child),
  );
  const [left, right] = sides;
  if (left === undefined || right === undefined) {
    return { kind: "other", parts: sides, ...at(node) };
  }
  if (operator === "&&" || operator === "||" || operator === "??") {
    const logic = operator === "&&" ? "and" : operator === "||" ? "or" : "??";
    return { kind: "logic", operator: logic, operands: [left, right], ...at(node) };
  }
  return comparisons.has(operator)
    ? { kind: "compare", operator: operator.replace(/^([!=]=)=$/, "$1"), left, right, ...at(node) }
    : { kind: "binary", operator, left, right, ...at(node) };
}

function templateParts(context: ScriptLowering, node: Snapshot): (string | Expression)[] {
  const found: (string | Expression)[] = [];
  let position = node.start + 1;
  for (const child of node.children) {
    if (child.type === "template_substitution") {
      const [inner] = named(child);
      found.push(unescapeScript(context.text.slice(position, child.start)));
      found.push(inner === undefined ? "" : scriptExpression(context, inner));
      position = child.end;
    }
  }
  return [...found, unescapeScript(context.text.slice(position, node.end - 1))];
}

function argument(context: ScriptLowering, node: Snapshot): Argument {
  const [inner] = node.type === "spread_element" ? named(node) : [];
  return inner === undefined
    ? { value: scriptExpression(context, node) }
    : { isSpread: true, value: scriptExpression(context, inner) };
}

function entry(context: ScriptLowering, node: Snapshot): Entry[] {
  const [first] = named(node);
  if (node.type === "spread_element") {
    return first === undefined ? [] : [{ isSpread: true, value: scriptExpression(context, first) }];
  }
  if (node.type === "shorthand_property_identifier") {
    return [{ key: textOf(context, node), value: scriptExpression(context, node) }];
  }
  const keyNode = part(node, "key") ?? part(node, "name");
  const value = node.type === "method_definition" ? node : part(node, "value");
  if (keyNode === undefined || value === undefined) {
    return [];
  }
  const [computed] = keyNode.type === "computed_property_name" ? named(keyNode) : [];
  return computed === undefined
    ? [{ key: propertyName(context, keyNode), value: scriptExpression(context, value) }]
    : [{ computed: scriptExpression(context, computed), value: scriptExpression(context, value) }];
}

function propertyName(context: ScriptLowering, node: Snapshot): string {
  return node.type === "string" ? context.text.slice(node.start + 1, node.end - 1) : textOf(context, node);
}

/** An element is a call of `jsx:name` with its attributes as one object; children are further arguments. */
function jsx(context: ScriptLowering, node: Snapshot): Expression {
  const open = part(node, "open_tag") ?? node;
  const name = part(open, "name");
  const entries = open.children
    .filter(({ field }) => field === "attribute")
    .flatMap((attribute): Entry[] => {
      const [key, value] = named(attribute);
      if (attribute.type !== "jsx_attribute" || key === undefined) {
        const [spread] = key === undefined ? [] : named(key);
        return spread === undefined ? [] : [{ isSpread: true, value: scriptExpression(context, spread) }];
      }
      const inner = value?.type === "jsx_expression" ? named(value)[0] : value;
      return inner === undefined
        ? []
        : [{ key: textOf(context, key), value: scriptExpression(context, inner) }];
    });
  const children = named(node)
    .filter(({ field, type }) => field === "" && type !== "jsx_text")
    .map((child) => ({
      value: scriptExpression(context, child.type === "jsx_expression" ? (named(child)[0] ?? child) : child),
    }));
  const callee: Expression = {
    kind: "name",
    name: `jsx:${name === undefined ? "" : textOf(context, name)}`,
    ...at(name ?? node),
  };
  const attributes: Argument = { value: { kind: "object", entries, ...at(open) } };
  return { kind: "call", callee, args: [attributes, ...children], isNew: false, ...at(node) };
}

/** What a declaration, a parameter or an assignment binds. */
export function scriptPattern(context: ScriptLowering, node: Snapshot): Pattern {
  const inner = (child: Snapshot | undefined): Pattern =>
    child === undefined ? { kind: "list", items: [], ...at(node) } : scriptPattern(context, child);
  switch (node.type) {
    case "identifier":
    case "shorthand_property_identifier_pattern":
      return { kind: "name", name: textOf(context, node), ...at(node) };
    case "assignment_pattern":
    case "object_assignment_pattern": {
      const right = part(node, "right");
      const pattern = inner(part(node, "left"));
      return right === undefined
        ? pattern
        : { kind: "default", pattern, value: scriptExpression(context, right), ...at(node) };
    }
    case "array_pattern":
      return { kind: "list", items: named(node).map(inner), ...at(node) };
    case "rest_pattern":
      return inner(named(node)[0]);
    case "object_pattern": {
      const rest = named(node).find((child) => child.type === "rest_pattern");
      return {
        kind: "object",
        entries: named(node).flatMap((child) => patternEntry(context, child)),
        ...(rest === undefined ? {} : { rest: inner(rest) }),
        ...at(node),
      };
    }
    default:
      return { kind: "place", target: scriptExpression(context, node), ...at(node) };
  }
}

function patternEntry(context: ScriptLowering, node: Snapshot): { key: string; pattern: Pattern }[] {
  if (node.type === "rest_pattern") {
    return [];
  }
  if (node.type === "pair_pattern") {
    const key = part(node, "key");
    const value = part(node, "value");
    return key === undefined || value === undefined
      ? []
      : [{ key: propertyName(context, key), pattern: scriptPattern(context, value) }];
  }
  const pattern = scriptPattern(context, node);
  const name = pattern.kind === "default" ? pattern.pattern : pattern;
  return name.kind === "name" ? [{ key: name.name, pattern }] : [];
}

/** A function of any form. Its body is lowered on first use. */
export function scriptFunction(context: ScriptLowering, node: Snapshot): FunctionDefinition {
  const name = part(node, "name");
  let body = part(node, "body");
  const single = part(node, "parameter");
  const list = part(node, "parameters");
  const nodes = single !== undefined ? [single] : list === undefined ? [] : named(list);
  let lowered: FunctionDefinition["body"] | undefined;
  return {
    name: name === undefined ? "" : propertyName(context, name),
    parameters: nodes.filter((child) => child.type !== "this").map((child) => parameter(context, child)),
    get body() {
      if (lowered === undefined) {
        lowered = body === undefined ? [] : context.body(body);
        body = undefined; // it holds everything below it
      }
      return lowered;
    },
    decorators: [],
    isStatic: node.children.some(({ type }) => type === "static"),
    ...at(node),
  };
}

function parameter(context: ScriptLowering, node: Snapshot): Parameter {
  // TypeScript wraps each parameter to carry its type; JavaScript has the bare pattern.
  const inner =
    part(node, "pattern") ?? (node.type === "assignment_pattern" ? part(node, "left") : node) ?? node;
  const value = part(node, "value") ?? (node.type === "assignment_pattern" ? part(node, "right") : undefined);
  const type = part(node, "type");
  const pattern = scriptPattern(context, inner);
  return {
    name: pattern.kind === "name" ? pattern.name : "",
    pattern,
    kind: inner.type === "rest_pattern" ? "rest" : "plain",
    ...(value === undefined ? {} : { fallback: scriptExpression(context, value) }),
    ...(type === undefined ? {} : { type: scriptExpression(context, type) }),
    ...at(inner),
  };
}

/** A class with its methods, fields and the parameter properties of its constructor. */
export function scriptClass(context: ScriptLowering, node: Snapshot): ClassDefinition {
  const name = part(node, "name");
  const heritage = named(node).find((child) => child.type === "class_heritage");
  const clause = heritage && (named(heritage).find((child) => child.type === "extends_clause") ?? heritage);
  const base = clause && (part(clause, "value") ?? named(clause)[0]);
  const methods = new Map<string, FunctionDefinition>();
  const attributes = new Map<string, Expression>();
  const types = new Map<string, Expression>();
  for (const member of named(part(node, "body") ?? node)) {
    const key = part(member, "name") ?? part(member, "property");
    const value = part(member, "value");
    const type = part(member, "type");
    if (member.type === "method_definition") {
      const definition = scriptFunction(context, member);
      methods.set(definition.name, definition);
      for (const { name: property, type: declared } of definition.name === "constructor"
        ? definition.parameters
        : []) {
        if (property !== "" && declared !== undefined) {
          types.set(property, declared);
        }
      }
    } else if (key !== undefined) {
      if (value !== undefined) {
        attributes.set(propertyName(context, key), scriptExpression(context, value));
      }
      if (type !== undefined) {
        types.set(propertyName(context, key), scriptExpression(context, type));
      }
    }
  }
  return {
    name: name === undefined ? "" : textOf(context, name),
    bases: base === undefined ? [] : [scriptExpression(context, base)],
    methods,
    attributes,
    types,
    ...at(node),
  };
}
