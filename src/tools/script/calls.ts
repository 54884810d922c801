import type { CodeDocument } from "../../syntax/code-document.ts";
import type { Node } from "../../syntax/node.ts";
import { memberName } from "../../syntax/script/names.ts";
import { unwrap } from "../../syntax/script/unwrap.ts";
import { field, namedChildren } from "../../syntax/tree.ts";
import { wrappedCallee } from "./wrappers.ts";

/** A call or a `new` expression taken apart. */
export interface ScriptCall {
  readonly node: Node;
  readonly callee: Node;
  readonly arguments: readonly Node[];
}

/** Takes a call or `new` expression apart; undefined for anything else. A tagged template has no arguments. */
export function scriptCall(node: Node): ScriptCall | undefined {
  const callee = field(node, "function") ?? field(node, "constructor");
  if (callee === undefined) {
    return undefined;
  }
  let given: readonly Node[] | undefined;
  return {
    node,
    callee: unwrap(callee),
    // Read when asked for: of most calls only the callee matters.
    get arguments() {
      const list = field(node, "arguments");
      given ??= list === undefined || list.type === "template_string" ? [] : namedChildren(list);
      return given;
    },
  };
}

const calls = new WeakMap<CodeDocument, readonly ScriptCall[]>();

/** Every call and `new` expression of the file. */
export function scriptCalls(document: CodeDocument): readonly ScriptCall[] {
  let found = calls.get(document);
  if (found === undefined) {
    found = document.nodes("call_expression", "new_expression").flatMap((node) => scriptCall(node) ?? []);
    calls.set(document, found);
  }
  return found;
}

/** `receiver.method` taken apart; undefined for a plain name. */
export function methodParts(
  document: CodeDocument,
  callee: Node,
): { receiver: Node; method: string } | undefined {
  const receiver = field(callee, "object");
  const method = memberName(document, callee);
  return receiver === undefined || method === undefined ? undefined : { receiver, method };
}

/** True when the callee, or what a function of the project hands its arguments on to, is imported from a module that matches, under one of the names. */
export function isImported(
  document: CodeDocument,
  callee: Node,
  module: RegExp,
  names: readonly string[],
): boolean {
  const isNamed = (node: Node) =>
    document.names
      .origins(node)
      .some((origin) => module.test(origin.module) && names.includes(origin.path.join(".")));
  return isNamed(callee) || isNamed(wrappedCallee(document, callee));
}

/** True when the file imports a module that matches. */
export function importsModule(document: CodeDocument, pattern: RegExp): boolean {
  return document.names.modules.some((module) => pattern.test(module));
}

const functionTypes = new Set([
  "arrow_function",
  "function_expression",
  "generator_function",
  "function_declaration",
  "method_definition",
]);

/** True for a function, wherever the expression leads within the file. */
export function isFunction(document: CodeDocument, node: Node | undefined): boolean {
  return node !== undefined && functionTypes.has(document.values.resolve(node).type);
}

/** False for literals, which no framework takes for a function; an unknown name may be one. */
export function mayBeFunction(document: CodeDocument, node: Node | undefined): boolean {
  if (node === undefined) {
    return false;
  }
  const { type } = document.values.resolve(node);
  return (
    functionTypes.has(type) ||
    /^(identifier|member_expression|call_expression|shorthand_property_identifier)$/.test(type)
  );
}
