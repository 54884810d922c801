import { moduleName } from "../../syntax/script/module-name.ts";
import { unescapeScript } from "../../syntax/script/strings.ts";
import type { Expression, ImportBinding, Statement } from "./ir.ts";
import {
  type ScriptLowering,
  scriptClass,
  scriptExpression,
  scriptFunction,
  scriptPattern,
} from "./lower-script.ts";
import { commonExports, requiredNames } from "./lower-script-commonjs.ts";
import { named, part, parts, type Snapshot } from "./snapshot.ts";

const at = ({ start, end }: Snapshot) => ({ start, end });

/** Lowers a JavaScript or TypeScript module: its statements, in order. */
export function lowerScript(text: string, root: Snapshot): Statement[] {
  const context: ScriptLowering = { text, body: (node) => lowerBody(context, node) };
  return lowerBody(context, root);
}

/** The statements of a block; an arrow function's expression is what it returns. */
function lowerBody(context: ScriptLowering, body: Snapshot): Statement[] {
  return body.type === "statement_block" || body.type === "program"
    ? named(body).flatMap((child) => scriptStatement(context, child))
    : [{ kind: "return", value: scriptExpression(context, body), ...at(body) }];
}

function block(context: ScriptLowering, node: Snapshot | undefined): Statement[] {
  return node === undefined ? [] : scriptStatement(context, node);
}

function scriptStatement(context: ScriptLowering, node: Snapshot): Statement[] {
  const read = (child: Snapshot) => scriptExpression(context, child);
  const children = named(node);
  const [first] = children;
  switch (node.type) {
    case "statement_block":
      return children.flatMap((child) => scriptStatement(context, child));
    case "expression_statement":
      return children.flatMap((child): Statement[] => [
        { kind: "evaluate", value: read(child), ...at(child) },
        ...(child.type === "assignment_expression" ? commonExports(context, child) : []),
      ]);
    case "lexical_declaration":
    case "variable_declaration":
      return children.flatMap((child) => declarator(context, child));
    case "return_statement":
      return [{ kind: "return", ...(first === undefined ? {} : { value: read(first) }), ...at(node) }];
    case "throw_statement":
      return [{ kind: "raise", ...(first === undefined ? {} : { value: read(first) }), ...at(node) }];
    case "break_statement":
    case "continue_statement":
      return [{ kind: "jump", ...at(node) }];
    case "if_statement":
      return [
        {
          kind: "if",
          test: read(part(node, "condition") ?? node),
          whenTrue: block(context, part(node, "consequence")),
          whenFalse: parts(node, "alternative")
            .flatMap(named)
            .flatMap((child) => scriptStatement(context, child)),
          ...at(node),
        },
      ];
    case "for_in_statement":
      return [forIn(context, node)];
    case "for_statement":
    case "while_statement":
    case "do_statement": {
      const start = part(node, "initializer");
      const test = part(node, "condition");
      const loop: Statement = {
        kind: "loop",
        ...(test === undefined || !test.isNamed ? {} : { test: read(test) }),
        body: block(context, part(node, "body")),
        ...at(node),
      };
      return start?.isNamed === true ? [...scriptStatement(context, start), loop] : [loop];
    }
    case "try_statement":
      return [scriptTry(context, node)];
    case "switch_statement":
      return [scriptSwitch(context, node)];
    case "function_declaration":
    case "generator_function_declaration":
      return [{ kind: "function", definition: scriptFunction(context, node), ...at(node) }];
    case "class_declaration":
    case "abstract_class_declaration":
      return [{ kind: "class", definition: scriptClass(context, node), ...at(node) }];
    case "export_statement":
      return exported(context, node);
    case "labeled_statement":
      return block(context, part(node, "body"));
    case "import_statement":
      return [imports(context, node)];
    default:
      return [];
  }
}

function declarator(context: ScriptLowering, node: Snapshot): Statement[] {
  const target = part(node, "name");
  const value = part(node, "value");
  const type = part(node, "type");
  if (
    node.type !== "variable_declarator" ||
    target === undefined ||
    (value === undefined && type === undefined)
  ) {
    return [];
  }
  const bindings = value === undefined ? undefined : requiredNames(context, target, value);
  if (bindings !== undefined) {
    return [{ kind: "import", bindings, stars: [], ...at(node) }];
  }
  const nothing: Expression = { kind: "other", parts: [], ...at(node) };
  return [
    {
      kind: "assign",
      target: scriptPattern(context, target),
      value: value === undefined ? nothing : scriptExpression(context, value),
      ...(type === undefined ? {} : { type: scriptExpression(context, type) }),
      ...at(node),
    },
  ];
}

function exported(context: ScriptLowering, node: Snapshot): Statement[] {
  const declaration = part(node, "declaration");
  if (declaration !== undefined) {
    return scriptStatement(context, declaration);
  }
  const value = part(node, "value");
  return value === undefined
    ? handedOn(context, node)
    : [
        {
          kind: "assign",
          target: { kind: "name", name: "default", ...at(value) },
          value: scriptExpression(context, value),
          ...at(node),
        },
      ];
}

/** `export { a as b }`, with and without `from`, and `export * from`. */
function handedOn(context: ScriptLowering, node: Snapshot): Statement[] {
  const textOf = ({ start, end }: Snapshot) => context.text.slice(start, end);
  const source = part(node, "source");
  const clause = named(node).find((child) => child.type === "export_clause");
  const pairs = (clause === undefined ? [] : named(clause)).flatMap((specifier) => {
    const name = part(specifier, "name");
    return name === undefined ? [] : [{ name, alias: part(specifier, "alias") ?? name }];
  });
  if (source === undefined) {
    return pairs
      .filter(({ name, alias }) => name !== alias)
      .map(({ name, alias }) => ({
        kind: "assign",
        target: { kind: "name", name: textOf(alias), ...at(alias) },
        value: { kind: "name", name: textOf(name), ...at(name) },
        ...at(node),
      }));
  }
  const module = moduleName(unescapeScript(context.text.slice(source.start + 1, source.end - 1)));
  const bindings = pairs.map(({ name, alias }) => ({ name: textOf(alias), module, path: [textOf(name)] }));
  const isAll = clause === undefined && node.children.some(({ type }) => type === "*");
  return [{ kind: "import", bindings, stars: isAll ? [module] : [], ...at(node) }];
}

function forIn(context: ScriptLowering, node: Snapshot): Statement {
  const left = part(node, "left");
  const right = part(node, "right");
  const isKeys = node.children.some((child) => child.type === "in");
  const over: Expression | undefined = right === undefined ? undefined : scriptExpression(context, right);
  return {
    kind: "loop",
    ...(left === undefined || over === undefined
      ? {}
      : {
          each: {
            pattern: scriptPattern(context, left),
            // `for (k in o)` walks names, which carry what the object carries.
            over: isKeys ? { kind: "other", parts: [over], ...at(node) } : over,
          },
        }),
    body: block(context, part(node, "body")),
    ...at(node),
  };
}

function scriptTry(context: ScriptLowering, node: Snapshot): Statement {
  const handler = part(node, "handler");
  const parameter = handler && part(handler, "parameter");
  const finalizer = part(node, "finalizer");
  return {
    kind: "try",
    body: block(context, part(node, "body")),
    handlers:
      handler === undefined
        ? []
        : [
            {
              ...(parameter === undefined ? {} : { pattern: scriptPattern(context, parameter) }),
              body: block(context, part(handler, "body")),
            },
          ],
    orElse: [],
    finally: finalizer === undefined ? [] : block(context, part(finalizer, "body")),
    ...at(node),
  };
}

/** Cases that fall through share the body of the next one. */
function scriptSwitch(context: ScriptLowering, node: Snapshot): Statement {
  const subject = part(node, "value");
  const body = part(node, "body");
  const cases: { values: Expression[]; body: Statement[] }[] = [];
  let pending: Expression[] = [];
  for (const one of body === undefined ? [] : named(body)) {
    const value = part(one, "value");
    const statements = parts(one, "body").flatMap((child) => scriptStatement(context, child));
    const values = value === undefined ? [] : [...pending, scriptExpression(context, value)];
    if (statements.length === 0 && value !== undefined) {
      pending = values;
    } else {
      cases.push({ values, body: statements });
      pending = [];
    }
  }
  const nothing: Expression = { kind: "other", parts: [], ...at(node) };
  return {
    kind: "switch",
    subject: subject === undefined ? nothing : scriptExpression(context, subject),
    cases,
    ...at(node),
  };
}

function imports(context: ScriptLowering, node: Snapshot): Statement {
  const textOf = ({ start, end }: Snapshot) => context.text.slice(start, end);
  const clauseOf = (type: string) => named(node).find((child) => child.type === type);
  const required = clauseOf("import_require_clause");
  const source = part(required ?? node, "source");
  const module =
    source === undefined
      ? ""
      : moduleName(unescapeScript(context.text.slice(source.start + 1, source.end - 1)));
  const clause = required ?? clauseOf("import_clause");
  const bindings = (clause === undefined ? [] : named(clause)).flatMap((item): ImportBinding[] => {
    if (item.type === "identifier") {
      return [{ name: textOf(item), module, path: required === undefined ? ["default"] : [] }];
    }
    if (item.type === "namespace_import") {
      const [name] = named(item);
      return name === undefined ? [] : [{ name: textOf(name), module, path: [] }];
    }
    return named(item).flatMap((specifier) => {
      const name = part(specifier, "name");
      const alias = part(specifier, "alias");
      return name === undefined ? [] : [{ name: textOf(alias ?? name), module, path: [textOf(name)] }];
    });
  });
  return { kind: "import", bindings, stars: [], ...at(node) };
}
