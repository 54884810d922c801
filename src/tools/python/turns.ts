import type { CodeDocument, Turn } from "../../syntax/code-document.ts";
import type { Node } from "../../syntax/node.ts";
import { calleeOf, pythonArguments } from "../../syntax/python/calls.ts";
import { definitionOf, methodsOf, statements } from "../../syntax/python/classes.ts";
import { decoratedDefinitions } from "../../syntax/python/decorators.ts";
import { field, namedChildren } from "../../syntax/tree.ts";
import { functionOf } from "./function-tool.ts";
import { type Parameter, parametersOf } from "./signature.ts";

type Bound = Map<number, Node>;

/** Every turn of the functions, classes and loops whose region `isWanted`, in the order of the file. */
export function* pythonTurns(document: CodeDocument, isWanted: (region: Node) => boolean): Generator<Turn> {
  const unwanted = new Set<string>();
  for (const call of document.nodes("call")) {
    const callee = calleeOf(call);
    const name = document.textOf(callee);
    if (unwanted.has(name) || name.length > 80) {
      continue;
    }
    const region = functionOf(document, callee) ?? definitionOf(document, callee, "class");
    const parameters = region === undefined ? [] : givenTo(document, region);
    if (region === undefined || parameters.length === 0 || !isWanted(region)) {
      unwanted.add(name);
      continue;
    }
    yield { region, bound: boundBy(document, parameters, call), site: call, from: document };
  }
  yield* decoratorTurns(document, isWanted);
  for (const loop of document.nodes("for_statement", "for_in_clause")) {
    const left = field(loop, "left");
    const right = field(loop, "right");
    const region = loop.type === "for_statement" ? loop : loop.parent;
    if (left !== undefined && right !== undefined && region !== null && isWanted(region)) {
      yield* loopTurns(document, region, left, right);
    }
  }
}

/** What a decorator of the project does for each function it stands at: `@audited(target="path")`, `@audited`. */
function* decoratorTurns(document: CodeDocument, isWanted: (region: Node) => boolean): Generator<Turn> {
  for (const { node, definition, decorators } of decoratedDefinitions(document)) {
    for (const decorator of definition.type === "function_definition" ? decorators : []) {
      const region = functionOf(document, calleeOf(decorator));
      if (region === undefined || !isWanted(region)) {
        continue;
      }
      const isFactory = decorator.type === "call";
      const bound = isFactory
        ? boundBy(document, givenTo(document, region), decorator)
        : new Map(document.turn?.bound);
      const applied = isFactory ? returnedFunction(document, region) : region;
      const [taken] = applied === undefined ? [] : givenTo(document, applied);
      if (taken !== undefined) {
        bound.set(taken.node.id, definition);
        yield { region, bound, site: node, from: document };
      }
    }
  }
}

/** The function of its body that a function gives back. */
function returnedFunction(document: CodeDocument, region: Node): Node | undefined {
  const body = statements(region);
  const result = body.findLast(({ type }) => type === "return_statement");
  const name = result && namedChildren(result)[0];
  return body.find(
    (inner) =>
      inner.type === "function_definition" &&
      name !== undefined &&
      document.textOf(field(inner, "name") ?? inner) === document.textOf(name),
  );
}

/** The parameters a call of a function, or of a class, is for. */
function givenTo(document: CodeDocument, region: Node): readonly Parameter[] {
  const isClass = region.type === "class_definition";
  const callable = isClass
    ? methodsOf(region).find((method) => document.textOf(field(method, "name") ?? method) === "__init__")
    : region;
  const { list } = callable === undefined ? { list: [] } : parametersOf(document, callable);
  return /^(self|cls)$/.test(list[0]?.name ?? "") ? list.slice(1) : list;
}

/** What a call hands over for the parameters; their defaults for the rest. */
function boundBy(document: CodeDocument, parameters: readonly Parameter[], call: Node): Bound {
  const { positional, named } = pythonArguments(document, call);
  const bound = new Map(document.turn?.bound);
  for (const [index, { name, node, value }] of parameters.entries()) {
    const given = positional[index] ?? named.get(name) ?? value;
    if (given !== undefined) {
      bound.set(node.id, given);
    }
  }
  return bound;
}

/** What a loop or comprehension over a list or dictionary that is written down does for each of its items. */
function* loopTurns(document: CodeDocument, region: Node, left: Node, right: Node): Generator<Turn> {
  const over = reordered(document, right);
  const table = tableOf(document, over);
  const entries = table && document.values.members(written(document, table.object))?.entries;
  for (const { keyNode, value } of entries ?? []) {
    const bound = new Map(document.turn?.bound);
    const targets = /^(pattern_list|tuple_pattern)$/.test(left.type) ? namedChildren(left) : [];
    if (table?.gives === "values" || table?.gives === "keys") {
      bind(document, bound, left, table.gives === "keys" ? keyNode : value);
    } else {
      bind(document, bound, targets[0], keyNode);
      bind(document, bound, targets[1], value);
    }
    yield { region, bound, site: keyNode.parent ?? value, from: document };
  }
  for (const item of document.values.items(written(document, over))?.items ?? []) {
    const bound = new Map(document.turn?.bound);
    bind(document, bound, left, item);
    yield { region, bound, site: item, from: document };
  }
}

function bind(document: CodeDocument, bound: Bound, target: Node | undefined, value: Node): void {
  if (target?.type === "identifier") {
    bound.set(target.id, value);
  } else if (target !== undefined && /^(pattern_list|tuple_pattern|list_pattern)$/.test(target.type)) {
    const items = document.values.items(value)?.items ?? [];
    for (const [index, part] of namedChildren(target).entries()) {
      const item = items[index];
      if (item !== undefined) {
        bind(document, bound, part, item);
      }
    }
  }
}

/** What `sorted(table.items())` and its like go over. */
function reordered(document: CodeDocument, over: Node): Node {
  const isReordered =
    over.type === "call" && /^(?:sorted|list|tuple|reversed)$/.test(document.textOf(calleeOf(over)));
  return (isReordered ? pythonArguments(document, over).positional[0] : undefined) ?? over;
}

/** The list or dictionary that a function of the project writes down and returns, for a call of it. */
function written(document: CodeDocument, node: Node): Node {
  const value = document.values.resolve(node);
  const made = value.type === "call" ? functionOf(document, calleeOf(value)) : undefined;
  const result = made && statements(made).findLast(({ type }) => type === "return_statement");
  return (result && namedChildren(result)[0]) ?? node;
}

/** The dictionary of `table.items()` and its like. */
function tableOf(
  document: CodeDocument,
  over: Node,
): { object: Node; gives: "items" | "keys" | "values" } | undefined {
  const callee = over.type === "call" ? calleeOf(over) : undefined;
  const object = callee?.type === "attribute" ? field(callee, "object") : undefined;
  const name = callee && field(callee, "attribute");
  const gives = name && document.textOf(name);
  return object !== undefined && (gives === "items" || gives === "keys" || gives === "values")
    ? { object, gives }
    : undefined;
}
