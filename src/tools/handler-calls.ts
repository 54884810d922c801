import type { CodeDocument } from "../syntax/code-document.ts";
import type { Node } from "../syntax/node.ts";
import { fileOf } from "../syntax/owner.ts";
import { functions } from "../syntax/script/functions.ts";
import { field, namedChildren } from "../syntax/tree.ts";
import type { ToolHandler } from "./format.ts";
import type { SeenCall } from "./labels/code-effects.ts";
import { functionOf } from "./python/function-tool.ts";

const maxCalls = 300;
const maxWritten = 500;
/** Functions of the project that are followed, one inside the other. */
const maxDepth = 2;
const assignments = ["assignment", "named_expression", "variable_declarator", "assignment_expression"];
/** These hand a text on as it is, whatever else they do. */
const handingOn =
  /^(?:str|String|shlex\.split|os\.path\.(?:join|abspath|realpath|expanduser)|path\.(?:join|resolve)|Path|pathlib\.Path|new URL|URL|textwrap\.dedent)$/;
/** What is done when something went wrong is no purpose of the tool. */
const asides = /^(?:catch_clause|except_clause|finally_clause)$/;

/** What names of a function hold of what the model gives. */
interface Given {
  /** Something made of it. */
  some: ReadonlySet<string>;
  /** It, whole. */
  whole: ReadonlySet<string>;
}

/** The calls in a tool's own function, and in those of the project it calls, with what they have to do with what the model gives. */
export function callsIn({ document, node, parameters }: ToolHandler): SeenCall[] {
  const names = new Set(parameters.filter(({ fromModel }) => fromModel).map(({ name }) => name));
  const calls: SeenCall[] = [];
  follow(document, node, { some: names, whole: names }, calls, new Set());
  return calls;
}

function follow(
  document: CodeDocument,
  node: Node,
  given: Given,
  calls: SeenCall[],
  open: ReadonlySet<number>,
): void {
  let grown: Given | undefined;
  const known = () => {
    grown ??= withAssigned(document, node, given);
    return grown;
  };
  for (const call of present(node.descendantsOfType(["call", "call_expression", "new_expression"]))) {
    if (calls.length >= maxCalls) {
      return;
    }
    const callee = field(call, "function") ?? field(call, "constructor");
    const list = field(call, "arguments");
    if (callee === undefined || list === undefined || isAside(call, node)) {
      continue;
    }
    calls.push(seen(document, callee, list, known));
    const own = open.size < maxDepth ? ownFunction(document, callee) : undefined;
    if (own !== undefined && !open.has(own.id)) {
      const inner = handedOver(document, own, list, known());
      if (inner.some.size > 0) {
        follow(fileOf(document, own), own, inner, calls, new Set([...open, own.id]));
      }
    }
  }
}

function isAside(call: Node, within: Node): boolean {
  for (let at = call.parent; at !== null && at.id !== within.id; at = at.parent) {
    if (asides.test(at.type)) {
      return true;
    }
  }
  return false;
}

/** What is worked out of an argument is the model's, too. */
function withAssigned(document: CodeDocument, node: Node, { some, whole }: Given): Given {
  const grown = new Set(some);
  const plain = new Set(whole);
  for (const assigned of present(node.descendantsOfType(assignments))) {
    const left = field(assigned, "left") ?? field(assigned, "name");
    const value = field(assigned, "right") ?? field(assigned, "value");
    if (left !== undefined && value !== undefined && mentions(document, value, grown)) {
      const isWhole = isGiven(document, value, plain);
      for (const name of document.textOf(left).match(/[\p{L}_$][\p{L}\p{N}_$]*/gu) ?? []) {
        grown.add(name);
        if (isWhole) {
          plain.add(name);
        }
      }
    }
  }
  return { some: grown, whole: plain };
}

function ownFunction(document: CodeDocument, callee: Node): Node | undefined {
  if (document.language === "python") {
    return functionOf(document, callee);
  }
  const found = document.values.resolve(callee);
  return functions.test(found.type) ? found : undefined;
}

/** What the parameters of a function hold when it is called so. */
function handedOver(document: CodeDocument, definition: Node, list: Node, given: Given): Given {
  const parameters = field(definition, "parameters") ?? field(definition, "parameter");
  const named = parameters?.type === "identifier" ? [parameters] : namedChildren(parameters ?? definition);
  const own = named.filter((node) => !/^(self|cls)$/.test(document.textOf(node)));
  const some = new Set<string>();
  const whole = new Set<string>();
  for (const [index, argument] of namedChildren(list).entries()) {
    const keyword = argument.type === "keyword_argument" ? field(argument, "name") : undefined;
    const value = keyword === undefined ? argument : (field(argument, "value") ?? argument);
    const parameter = keyword ?? own[index];
    const text = parameter === undefined ? "" : document.textOf(field(parameter, "pattern") ?? parameter);
    for (const name of text.replace(/:.*|=.*/s, "").match(/[\p{L}_$][\p{L}\p{N}_$]*/gu) ?? []) {
      if (mentions(document, value, given.some)) {
        some.add(name);
      }
      if (isGiven(document, value, given.whole)) {
        whole.add(name);
      }
    }
  }
  return { some, whole };
}

/** Most calls do nothing that matters by their name alone: the rest is worked out when asked for. */
function seen(document: CodeDocument, callee: Node, list: Node, known: () => Given): SeenCall {
  const receiver = field(callee, "object");
  const argumentOf = () => {
    const first = namedChildren(list)[0];
    return first?.type === "keyword_argument" ? field(first, "value") : first;
  };
  const madeOf = () => [argumentOf(), receiver].filter((part) => part !== undefined);
  return {
    name: nameOf(document, callee, receiver),
    get text() {
      const argument = argumentOf();
      return (argument && document.values.text(argument)?.text) ?? "";
    },
    get written() {
      return madeOf()
        .flatMap((part) => [part, document.values.resolve(part)])
        .map(document.textOf)
        .join(" ")
        .slice(0, maxWritten);
    },
    get isChosen() {
      return madeOf().some((part) => mentions(document, part, known().some));
    },
    get isWhole() {
      const argument = argumentOf();
      return argument !== undefined && isGiven(document, argument, known().whole);
    },
  };
}

/** `os.remove` by its import; `Path(…).unlink` reads `().unlink`; anything else as it is written. */
function nameOf(document: CodeDocument, callee: Node, receiver: Node | undefined): string {
  const [origin] = document.names.origins(callee);
  if (origin !== undefined) {
    return [origin.module.replace(/^node:/, ""), ...origin.path].join(".");
  }
  const member = field(callee, "attribute") ?? field(callee, "property");
  const value = receiver === undefined ? undefined : document.values.resolve(receiver);
  const isPath =
    value?.type === "call" && /(?:^|\.)Path$/.test(document.textOf(field(value, "function") ?? value));
  const isJoined = value?.type === "binary_operator" && /^[^"']*\s\/\s/.test(document.textOf(value));
  return member !== undefined && (isPath || isJoined)
    ? `().${document.textOf(member)}`
    : document.textOf(callee).replace(/\s+/g, "");
}

function mentions(document: CodeDocument, node: Node, names: ReadonlySet<string>): boolean {
  const own = /identifier$/.test(node.type) ? [node] : [];
  const inner = present(node.descendantsOfType(["identifier", "shorthand_property_identifier"]));
  return [...own, ...inner].some((identifier) => names.has(document.textOf(identifier)));
}

/** The argument itself, a property of it, or either behind what only hands it on. */
function isGiven(document: CodeDocument, node: Node, whole: ReadonlySet<string>, depth = 0): boolean {
  if (node.type === "identifier") {
    return whole.has(document.textOf(node));
  }
  const object = field(node, "object") ?? field(node, "value");
  if (/^(member_expression|attribute|subscript|subscript_expression)$/.test(node.type)) {
    return object?.type === "identifier" && whole.has(document.textOf(object));
  }
  const callee = field(node, "function") ?? field(node, "constructor");
  const list = field(node, "arguments");
  return (
    callee !== undefined &&
    list !== undefined &&
    depth < maxDepth &&
    handingOn.test(document.textOf(callee)) &&
    namedChildren(list).some((inner) => isGiven(document, inner, whole, depth + 1))
  );
}

function present(nodes: readonly (Node | null)[]): Node[] {
  return nodes.filter((node) => node !== null);
}
