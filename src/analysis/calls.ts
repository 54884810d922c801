import type { CodeDocument, Members, Origin } from "../syntax/code-document.ts";
import type { Node } from "../syntax/node.ts";
import { pythonArguments } from "../syntax/python/calls.ts";
import { field, namedChildren } from "../syntax/tree.ts";
import { scriptCalls } from "../tools/script/calls.ts";

/** A keyword argument of Python, or a property of an object that a JavaScript call is given. */
export interface Option {
  /** The keyword or key. */
  key: Node;
  value: Node;
  /** Keyword and value together. */
  node: Node;
}

/** A call in either language, taken apart the same way. */
export interface Call {
  node: Node;
  callee: Node;
  positional: readonly Node[];
  /** By name: keyword arguments, or properties of the objects among the arguments. */
  option(name: string): Option | undefined;
  /** False when `*args`, `**kwargs` or a spread may say more. */
  complete(): boolean;
}

const known = new WeakMap<CodeDocument, readonly Call[]>();

/** Every call of the file, `new` expressions among them, in text order. */
export function callsOf(document: CodeDocument): readonly Call[] {
  let calls = known.get(document);
  if (calls === undefined) {
    calls = document.language === "python" ? pythonCalls(document) : javascriptCalls(document);
    known.set(document, calls);
  }
  return calls;
}

function pythonCalls(document: CodeDocument): Call[] {
  return document.nodes("call").flatMap((node): Call[] => {
    const callee = field(node, "function");
    if (callee === undefined) {
      return [];
    }
    let args: ReturnType<typeof pythonArguments> | undefined;
    const read = () => {
      args ??= pythonArguments(document, node);
      return args;
    };
    return [
      {
        node,
        callee,
        get positional() {
          return read().positional;
        },
        option(name) {
          const value = read().named.get(name);
          const whole = value?.parent ?? undefined;
          const key = whole === undefined ? undefined : field(whole, "name");
          return value === undefined || whole === undefined || key === undefined
            ? undefined
            : { key, value, node: whole };
        },
        complete: () => read().complete,
      },
    ];
  });
}

function javascriptCalls(document: CodeDocument): Call[] {
  return scriptCalls(document).map((call): Call => {
    let known: readonly Members[] | undefined;
    const objects = () => {
      known ??= call.arguments.flatMap((argument) => document.values.members(argument) ?? []);
      return known;
    };
    return {
      node: call.node,
      callee: call.callee,
      get positional() {
        return call.arguments;
      },
      option(name) {
        for (const members of objects()) {
          const member = members.entries.findLast((entry) => entry.key === name);
          if (member !== undefined) {
            return { key: member.keyNode, value: member.value, node: member.keyNode.parent ?? member.value };
          }
        }
        return undefined;
      },
      complete: () =>
        objects().every((members) => members.complete) &&
        call.arguments.every(({ type }) => type !== "spread_element"),
    };
  });
}

/** Where the called function or class is imported from. */
export function calleeOrigins(document: CodeDocument, call: Pick<Call, "callee">): readonly Origin[] {
  return document.names.origins(call.callee);
}

/** True when the callee is imported from a module that matches, under one of the dotted names. */
export function isCallOf(
  document: CodeDocument,
  call: Pick<Call, "callee">,
  module: RegExp,
  names: readonly string[],
): boolean {
  const last = lastName(document, call.callee);
  // Working out an origin is the dear part; an alias hides the name, so only members can be told apart by it.
  if (last !== undefined && call.callee.type !== "identifier" && !names.some((name) => name.endsWith(last))) {
    return false;
  }
  return calleeOrigins(document, call).some(
    (origin) => module.test(origin.module) && names.includes(origin.path.join(".")),
  );
}

/** `c` of `a.b.c`, or the name itself. */
export function lastName(document: CodeDocument, callee: Node): string | undefined {
  const name = field(callee, "attribute") ?? field(callee, "property");
  return name === undefined
    ? callee.type === "identifier"
      ? document.textOf(callee)
      : undefined
    : document.textOf(name);
}

/** The nearest node around one that `accepts` it; undefined at the top. */
export function ancestor(node: Node, accepts: (candidate: Node) => boolean): Node | undefined {
  for (let up = node.parent; up !== null; up = up.parent) {
    if (accepts(up)) {
      return up;
    }
  }
  return undefined;
}

const functionTypes = new Set([
  "function_definition",
  "lambda",
  "arrow_function",
  "function_expression",
  "generator_function",
  "function_declaration",
  "generator_function_declaration",
  "method_definition",
]);

/** Whether the node defines a function. */
export function isFunction(node: Node): boolean {
  return functionTypes.has(node.type);
}

/** The function a node is in; undefined at the top of a file. */
export function enclosingFunction(node: Node): Node | undefined {
  return ancestor(node, isFunction);
}

/** Children of an argument list, comments left out. */
export function argumentList(call: Pick<Call, "node">): readonly Node[] {
  const list = field(call.node, "arguments");
  return list === undefined ? [] : namedChildren(list);
}
