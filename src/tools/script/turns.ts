import type { CodeDocument, Turn } from "../../syntax/code-document.ts";
import type { Node } from "../../syntax/node.ts";
import { ownerOf } from "../../syntax/owner.ts";
import { functions } from "../../syntax/script/functions.ts";
import { unwrap } from "../../syntax/script/unwrap.ts";
import { field, namedChildren } from "../../syntax/tree.ts";
import { methodParts, type ScriptCall, scriptCalls } from "./calls.ts";
import { loopAt, tableOf } from "./loops.ts";

const maxDepth = 6;
/** Methods of the language's own objects. */
const everyday =
  /^(?:get|has|bind|call|apply|map|filter|forEach|push|join|slice|split|trim|test|exec|match|includes|indexOf|startsWith|endsWith|toString|keys|values|entries|then|catch|finally|next|isArray|stringify|log|warn|error|reject|freeze|defineProperty|concat|find|some|every|reduce|sort|reverse|replace|replaceAll|toLowerCase|toUpperCase)$/;

/** Every turn of the functions, classes and loops whose region `isWanted`, in the order of the file. */
export function* scriptTurns(document: CodeDocument, isWanted: (region: Node) => boolean): Generator<Turn> {
  const unwanted = new Set<string>();
  for (const call of scriptCalls(document)) {
    const name = document.textOf(call.callee);
    if (unwanted.has(name) || name.length > 80) {
      continue;
    }
    const region = calledBy(document, call);
    const parameters = region === undefined ? [] : parametersOf(region);
    if (region === undefined || !isWanted(region)) {
      unwanted.add(name);
      continue;
    }
    // What takes nothing makes the same at each call, but may be named by where it is put.
    if (parameters.length === 0 && call.node.parent?.type !== "pair") {
      continue;
    }
    const bound = new Map(document.turn?.bound);
    bindAll(document, bound, parameters, call.arguments);
    yield { region, bound, site: call.node, from: document };
  }
  for (const node of document.nodes("for_in_statement", "arrow_function", "function_expression")) {
    const loop = loopAt(document, node);
    if (loop !== undefined && isWanted(node)) {
      yield* loopTurns(document, node, loop);
    }
  }
}

/** The function or class of the project that a call runs; of `this.add(…)` the method of the class around it. */
function calledBy(document: CodeDocument, { node, callee }: ScriptCall): Node | undefined {
  const parts = callee.type === "member_expression" ? methodParts(document, callee) : undefined;
  // What a field of an object holds is made at run time, and what every object has makes no tools.
  const isField =
    parts?.receiver.type === "member_expression" && /^this\s*\./.test(document.textOf(parts.receiver));
  if (parts !== undefined && (isField || everyday.test(parts.method))) {
    return undefined;
  }
  const found =
    parts?.receiver.type === "this"
      ? methodAround(document, node, parts.method)
      : document.values.resolve(callee);
  return found !== undefined && (functions.test(found.type) || /^class/.test(found.type)) ? found : undefined;
}

function methodAround(document: CodeDocument, inside: Node, name: string): Node | undefined {
  let at = inside.parent;
  while (at !== null && at.type !== "class_body") {
    at = at.parent;
  }
  return at === null
    ? undefined
    : namedChildren(at).find(
        (member) =>
          member.type === "method_definition" && document.textOf(field(member, "name") ?? member) === name,
      );
}

function parametersOf(region: Node): readonly Node[] {
  const body = /^class/.test(region.type) ? field(region, "body") : undefined;
  const callable =
    body === undefined
      ? region
      : namedChildren(body).find(
          (member) => member.type === "method_definition" && field(member, "name")?.text === "constructor",
        );
  const single = callable && field(callable, "parameter");
  const list = callable && field(callable, "parameters");
  return single !== undefined ? [single] : list === undefined ? [] : namedChildren(list);
}

type Bound = Map<number, Node>;

function bindAll(
  document: CodeDocument,
  bound: Bound,
  parameters: readonly Node[],
  given: readonly Node[],
): void {
  const spread = given.findIndex(({ type }) => type === "spread_element");
  const known = spread < 0 ? given : given.slice(0, spread);
  for (const [index, parameter] of parameters.entries()) {
    // TypeScript wraps each parameter to carry its type; JavaScript has the bare pattern.
    const pattern = field(parameter, "pattern") ?? parameter;
    bind(document, bound, pattern, known[index] ?? field(parameter, "value"));
  }
}

/** Notes what the names of a pattern take out of a value. */
function bind(document: CodeDocument, bound: Bound, pattern: Node, value: Node | undefined, depth = 0): void {
  if (depth > maxDepth) {
    return;
  }
  if (pattern.type === "assignment_pattern" || pattern.type === "object_assignment_pattern") {
    const left = field(pattern, "left");
    if (left !== undefined) {
      bind(document, bound, left, value ?? field(pattern, "right"), depth + 1);
    }
  } else if (pattern.type === "object_pattern") {
    const members = value && document.values.members(value);
    for (const part of namedChildren(pattern)) {
      const inner = part.type === "object_assignment_pattern" ? (field(part, "left") ?? part) : part;
      const key = document.textOf(field(inner, "key") ?? inner);
      bind(document, bound, field(part, "value") ?? part, members?.get(key), depth + 1);
    }
  } else if (pattern.type === "array_pattern") {
    const items = value && document.values.items(value)?.items;
    for (const [index, part] of namedChildren(pattern).entries()) {
      bind(document, bound, part, items?.[index], depth + 1);
    }
  } else if (value !== undefined && /identifier/.test(pattern.type)) {
    bound.set(pattern.id, value);
  }
}

/** What a loop over a list or table that is written down does for each of its items. */
function* loopTurns(
  document: CodeDocument,
  region: Node,
  { binding, over }: { binding: Node; over: Node },
): Generator<Turn> {
  const table = tableOf(document, over);
  const entries = table && document.values.members(table.object)?.entries;
  const items = document.values.items(over)?.items ?? [];
  for (const { keyNode, value } of entries ?? []) {
    const bound = new Map(document.turn?.bound);
    const pair = [keyNode, value];
    if (table?.gives === "values") {
      bind(document, bound, binding, value);
    } else if (table?.gives === "keys") {
      bind(document, bound, binding, keyNode);
    } else if (binding.type === "array_pattern") {
      for (const [index, part] of namedChildren(binding).entries()) {
        bind(document, bound, part, pair[index]);
      }
    }
    yield { region, bound, site: keyNode.parent ?? value, from: document };
  }
  for (const node of items) {
    const item = document.values.resolve(node);
    const bound = new Map(document.turn?.bound);
    bind(document, bound, binding, node);
    // What stands in the list by its name is defined where the name is.
    const site = item.type === "object" || ownerOf(document, item) === ownerOf(document, node) ? item : node;
    yield { region, bound, site: unwrap(site), from: document };
  }
}
