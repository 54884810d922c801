import type { Expression, ImportBinding, Statement } from "./ir.ts";
import {
  type PythonLowering,
  pythonClass,
  pythonDecorators,
  pythonExpression,
  pythonFunction,
  pythonPattern,
} from "./lower-python.ts";
import { named, part, parts, type Snapshot } from "./snapshot.ts";

const at = ({ start, end }: Snapshot) => ({ start, end });

/** Lowers a Python module: its statements, in order. */
export function lowerPython(text: string, root: Snapshot): Statement[] {
  const context: PythonLowering = { text, body: (node) => lowerBody(context, node) };
  return lowerBody(context, root);
}

/** The statements of a block; a lambda's body is what it returns. */
function lowerBody(context: PythonLowering, body: Snapshot): Statement[] {
  return body.type === "block" || body.type === "module"
    ? named(body).flatMap((child) => pythonStatement(context, child))
    : [{ kind: "return", value: pythonExpression(context, body), ...at(body) }];
}

function block(context: PythonLowering, node: Snapshot | undefined): Statement[] {
  return node === undefined ? [] : lowerBody(context, node);
}

function pythonStatement(context: PythonLowering, node: Snapshot): Statement[] {
  const read = (child: Snapshot) => pythonExpression(context, child);
  const children = named(node);
  const [first] = children;
  switch (node.type) {
    case "expression_statement":
      return children.flatMap((child) => expressionStatement(context, child));
    case "return_statement":
      return [{ kind: "return", ...(first === undefined ? {} : { value: read(first) }), ...at(node) }];
    case "raise_statement":
      return [{ kind: "raise", ...(first === undefined ? {} : { value: read(first) }), ...at(node) }];
    case "break_statement":
    case "continue_statement":
      return [{ kind: "jump", ...at(node) }];
    case "assert_statement":
      return first === undefined ? [] : [unless(read(first), node)];
    case "if_statement":
      return [branches(context, node, parts(node, "alternative"))];
    case "for_statement": {
      const left = part(node, "left");
      const right = part(node, "right");
      const each =
        left === undefined || right === undefined
          ? {}
          : { each: { pattern: pythonPattern(context, left), over: read(right) } };
      return [{ kind: "loop", ...each, body: block(context, part(node, "body")), ...at(node) }];
    }
    case "while_statement": {
      const test = part(node, "condition");
      const tested = test === undefined ? {} : { test: read(test) };
      return [{ kind: "loop", ...tested, body: block(context, part(node, "body")), ...at(node) }];
    }
    case "try_statement":
      return [pythonTry(context, node)];
    case "with_statement":
      return withStatement(context, node);
    case "match_statement":
      return [match(context, node)];
    case "function_definition":
      return [{ kind: "function", definition: pythonFunction(context, node, []), ...at(node) }];
    case "class_definition":
      return [{ kind: "class", definition: pythonClass(context, node), ...at(node) }];
    case "decorated_definition": {
      const inner = part(node, "definition");
      const decorators = pythonDecorators(context, node);
      return inner?.type === "function_definition"
        ? [{ kind: "function", definition: pythonFunction(context, inner, decorators), ...at(node) }]
        : inner === undefined
          ? []
          : pythonStatement(context, inner);
    }
    case "import_statement":
    case "import_from_statement":
      return [imports(context, node)];
    default:
      return [];
  }
}

/** `assert test`: what follows runs only when it holds. */
function unless(test: Expression, node: Snapshot): Statement {
  return { kind: "if", test, whenTrue: [], whenFalse: [{ kind: "raise", ...at(node) }], ...at(node) };
}

function expressionStatement(context: PythonLowering, node: Snapshot): Statement[] {
  const left = part(node, "left");
  const right = part(node, "right");
  if ((node.type !== "assignment" && node.type !== "augmented_assignment") || left === undefined) {
    return [{ kind: "evaluate", value: pythonExpression(context, node), ...at(node) }];
  }
  const type = part(node, "type");
  const operator = part(node, "operator");
  const nothing: Expression = { kind: "other", parts: [], ...at(node) };
  const assigned: Statement = {
    kind: "assign",
    target: pythonPattern(context, left),
    value: right === undefined ? nothing : assignedValue(context, right),
    ...(operator === undefined ? {} : { operator: context.text.slice(operator.start, operator.end) }),
    ...(type === undefined ? {} : { type: pythonExpression(context, type) }),
    ...at(node),
  };
  return [assigned];
}

/** `a = b = value`: the inner assignment is an expression here. */
function assignedValue(context: PythonLowering, node: Snapshot): Expression {
  const left = part(node, "left");
  const right = part(node, "right");
  return node.type === "assignment" && left !== undefined && right !== undefined
    ? {
        kind: "assign",
        target: pythonPattern(context, left),
        value: assignedValue(context, right),
        ...at(node),
      }
    : pythonExpression(context, node);
}

function branches(context: PythonLowering, node: Snapshot, alternatives: readonly Snapshot[]): Statement {
  const test = part(node, "condition");
  const [next, ...rest] = alternatives;
  return {
    kind: "if",
    test: test === undefined ? { kind: "other", parts: [], ...at(node) } : pythonExpression(context, test),
    whenTrue: block(context, part(node, "consequence")),
    whenFalse:
      next === undefined
        ? []
        : next.type === "elif_clause"
          ? [branches(context, next, rest)]
          : block(context, part(next, "body")),
    ...at(node),
  };
}

function pythonTry(context: PythonLowering, node: Snapshot): Statement {
  const clauses = (pattern: RegExp) => named(node).filter((child) => pattern.test(child.type));
  const blockOf = (clause: Snapshot) => named(clause).find((child) => child.type === "block");
  return {
    kind: "try",
    body: block(context, part(node, "body")),
    handlers: clauses(/^except/).map((clause) => {
      const value = part(clause, "value");
      const alias = value === undefined ? undefined : part(value, "alias");
      return {
        ...(alias === undefined ? {} : { pattern: pythonPattern(context, alias) }),
        body: block(context, blockOf(clause)),
      };
    }),
    orElse: clauses(/^else_clause$/).flatMap((clause) => block(context, part(clause, "body"))),
    finally: clauses(/^finally_clause$/).flatMap((clause) => block(context, blockOf(clause))),
    ...at(node),
  };
}

function withStatement(context: PythonLowering, node: Snapshot): Statement[] {
  const clause = named(node).find((child) => child.type === "with_clause");
  const items = (clause === undefined ? [] : named(clause)).flatMap((item): Statement[] => {
    const value = part(item, "value");
    const alias = value?.type === "as_pattern" ? part(value, "alias") : undefined;
    const inner = value?.type === "as_pattern" ? named(value)[0] : value;
    if (inner === undefined) {
      return [];
    }
    const expression = pythonExpression(context, inner);
    return alias === undefined
      ? [{ kind: "evaluate", value: expression, ...at(item) }]
      : [{ kind: "assign", target: pythonPattern(context, alias), value: expression, ...at(item) }];
  });
  return [...items, ...block(context, part(node, "body"))];
}

function match(context: PythonLowering, node: Snapshot): Statement {
  const subject = part(node, "subject");
  const body = part(node, "body");
  const nothing: Expression = { kind: "other", parts: [], ...at(node) };
  return {
    kind: "switch",
    subject: subject === undefined ? nothing : pythonExpression(context, subject),
    cases: (body === undefined ? [] : named(body))
      .filter((child) => child.type === "case_clause")
      .map((clause) => ({
        values: caseValues(context, clause),
        body: block(context, part(clause, "consequence")),
      })),
    ...at(node),
  };
}

function caseValues(context: PythonLowering, clause: Snapshot): Expression[] {
  const pattern = named(clause).find((child) => child.type === "case_pattern");
  const [inner] = pattern === undefined ? [] : named(pattern);
  const options = inner?.type === "union_pattern" ? named(inner) : inner === undefined ? [] : [inner];
  return options.every((option) => /^(string|integer|true|false|none|concatenated_string)$/.test(option.type))
    ? options.map((option) => pythonExpression(context, option))
    : [];
}

function imports(context: PythonLowering, node: Snapshot): Statement {
  const textOf = ({ start, end }: Snapshot) => context.text.slice(start, end);
  const source = part(node, "module_name");
  const module = source === undefined ? "" : textOf(source);
  const stars = named(node).some((child) => child.type === "wildcard_import") ? [module] : [];
  const items = source === undefined ? named(node) : parts(node, "name");
  const bindings = items.map((item): ImportBinding => {
    const alias = part(item, "alias");
    const name = textOf(part(item, "name") ?? item);
    if (source !== undefined) {
      return { name: alias === undefined ? name : textOf(alias), module, path: [name] };
    }
    // `import a.b` binds `a`; the rest is reached through it.
    const top = name.split(".", 1)[0] ?? name;
    return alias === undefined
      ? { name: top, module: top, path: [] }
      : { name: textOf(alias), module: name, path: [] };
  });
  return { kind: "import", bindings, stars, ...at(node) };
}
