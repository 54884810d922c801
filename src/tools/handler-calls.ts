import type { Node } from "@vscode/tree-sitter-wasm";
import type { CodeDocument } from "../syntax/code-document.ts";
import { field, namedChildren } from "../syntax/tree.ts";
import type { ToolHandler } from "./format.ts";
import type { SeenCall } from "./labels/code-effects.ts";

const maxCalls = 300;
const maxWritten = 500;
const assignments = ["assignment", "named_expression", "variable_declarator", "assignment_expression"];
/** These hand a text on as it is, whatever else they do. */
const handingOn =
  /^(?:str|String|shlex\.split|os\.path\.(?:join|abspath|realpath|expanduser)|path\.(?:join|resolve)|Path|pathlib\.Path|new URL|URL|textwrap\.dedent)$/;

/** The calls in a tool's own function, with what they have to do with what the model gives. */
export function callsIn({ document, node, parameters }: ToolHandler): SeenCall[] {
  const given = new Set(parameters.filter(({ fromModel }) => fromModel).map(({ name }) => name));
  // What is worked out of an argument is the model's, too.
  for (const assigned of present(node.descendantsOfType(assignments))) {
    const left = field(assigned, "left") ?? field(assigned, "name");
    const value = field(assigned, "right") ?? field(assigned, "value");
    if (left !== undefined && value !== undefined && mentions(document, value, given)) {
      for (const name of document.textOf(left).match(/[\p{L}_$][\p{L}\p{N}_$]*/gu) ?? []) {
        given.add(name);
      }
    }
  }
  return present(node.descendantsOfType(["call", "call_expression", "new_expression"]))
    .slice(0, maxCalls)
    .flatMap((call) => seen(document, call, given) ?? []);
}

function seen(document: CodeDocument, call: Node, given: ReadonlySet<string>): SeenCall | undefined {
  const callee = field(call, "function") ?? field(call, "constructor");
  const list = field(call, "arguments");
  if (callee === undefined || list === undefined) {
    return undefined;
  }
  const first = namedChildren(list)[0];
  const argument = first?.type === "keyword_argument" ? field(first, "value") : first;
  const receiver = field(callee, "object");
  const madeOf = [argument, receiver].filter((part) => part !== undefined);
  return {
    name: nameOf(document, callee, receiver),
    text: (argument && document.values.text(argument)?.text) ?? "",
    written: madeOf
      .flatMap((part) => [part, document.values.resolve(part)])
      .map(document.textOf)
      .join(" ")
      .slice(0, maxWritten),
    isChosen: madeOf.some((part) => mentions(document, part, given)),
    isWhole: argument !== undefined && isGiven(document, argument, given),
  };
}

/** `os.remove` by its import; `Path(…).unlink` reads `().unlink`; anything else as it is written. */
function nameOf(document: CodeDocument, callee: Node, receiver: Node | undefined): string {
  const [origin] = document.names.origins(callee);
  if (origin !== undefined) {
    return [origin.module.replace(/^node:/, ""), ...origin.path].join(".");
  }
  const member = field(callee, "attribute") ?? field(callee, "property");
  const text = document.textOf(callee).replace(/\s+/g, "");
  const value = receiver === undefined ? undefined : document.values.resolve(receiver);
  const isPath =
    value?.type === "call" && /(?:^|\.)Path$/.test(document.textOf(field(value, "function") ?? value));
  const isJoined = value?.type === "binary_operator" && /^[^"']*\s\/\s/.test(document.textOf(value));
  return member !== undefined && (isPath || isJoined) ? `().${document.textOf(member)}` : text;
}

function mentions(document: CodeDocument, node: Node, names: ReadonlySet<string>): boolean {
  const own = /identifier$/.test(node.type) ? [node] : [];
  return [...own, ...present(node.descendantsOfType(["identifier", "shorthand_property_identifier"]))].some(
    (identifier) => names.has(document.textOf(identifier)),
  );
}

/** The argument itself, a property of it, or either behind what only hands it on. */
function isGiven(document: CodeDocument, node: Node, given: ReadonlySet<string>, depth = 0): boolean {
  if (node.type === "identifier") {
    return given.has(document.textOf(node)) && isPlain(document, node, given, depth);
  }
  const object = field(node, "object") ?? field(node, "value");
  if (
    /^(member_expression|attribute|subscript|subscript_expression)$/.test(node.type) &&
    object !== undefined
  ) {
    return object.type === "identifier" && given.has(document.textOf(object));
  }
  const callee = field(node, "function");
  const list = field(node, "arguments");
  if (callee !== undefined && list !== undefined && handingOn.test(document.textOf(callee)) && depth < 3) {
    return namedChildren(list).some((inner) => isGiven(document, inner, given, depth + 1));
  }
  return false;
}

/** A variable counts as the argument when it is given nothing but the argument. */
function isPlain(document: CodeDocument, node: Node, given: ReadonlySet<string>, depth: number): boolean {
  const value = document.values.resolve(node);
  return value.id === node.id || (depth < 3 && isGiven(document, value, given, depth + 1));
}

function present(nodes: readonly (Node | null)[]): Node[] {
  return nodes.filter((node) => node !== null);
}
