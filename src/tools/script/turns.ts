import type { CodeDocument, Turn } from "../../syntax/code-document.ts";
import type { Node } from "../../syntax/node.ts";
import { ownerOf } from "../../syntax/owner.ts";
import { functions } from "../../syntax/script/functions.ts";
import { unwrap } from "../../syntax/script/unwrap.ts";
import { field, namedChildren } from "../../syntax/tree.ts";
import { bind, bindAll, parametersOf } from "./binding.ts";
import { methodParts, type ScriptCall, scriptCalls } from "./calls.ts";
import { loopAt, tableOf } from "./loops.ts";

/** Methods of the language's own objects. */
const everyday =
  /^(?:get|has|bind|call|apply|map|filter|forEach|push|join|slice|split|trim|test|exec|match|includes|indexOf|startsWith|endsWith|toString|keys|values|entries|then|catch|finally|next|isArray|stringify|log|warn|error|reject|freeze|defineProperty|concat|find|some|every|reduce|sort|reverse|replace|replaceAll|toLowerCase|toUpperCase)$/;

/** Every turn of the functions, classes and loops whose region `isWanted`, in the order of the file. */
export function* scriptTurns(document: CodeDocument, isWanted: (region: Node) => boolean): Generator<Turn> {
  const unwanted = new Set<string>();
  const away = createModuleCheck(document);
  for (const call of scriptCalls(document)) {
    const name = document.textOf(call.callee);
    if (unwanted.has(name) || name.length > 80) {
      continue;
    }
    const region = away.mayMake(call.callee) ? calledBy(document, call) : undefined;
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

/** A file that says nothing of these has no function that makes tools; one that hands on what others export may. */
const ofTools =
  /tool|input_?schema|function_?declaration|description|export\s*(?:\*|\{[^}]*\}\s*from\b)|__exportStar\(|(?:exports\s*=|\.\.\.)\s*require\(/i;
/** What asks a question makes no tool. */
const asking = /(?:^|[.\w]\.)_?(?:is|has|assert|can|should)[A-Z]\w*$/;

/** Looks at the text of the module a function comes from before the module is parsed for it: most make no tools. */
function createModuleCheck({ names, textOf }: CodeDocument) {
  const known = new Map<string, boolean>();
  return {
    mayMake(callee: Node): boolean {
      if (asking.test(textOf(callee))) {
        return false;
      }
      const source = names.leadsTo(callee);
      if (source === undefined) {
        return true;
      }
      const may = known.get(source.module) ?? ofTools.test(source.text);
      known.set(source.module, may);
      return may;
    },
  };
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
