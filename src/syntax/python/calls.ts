import type { CodeDocument } from "../code-document.ts";
import type { Node } from "../node.ts";
import { field, namedChildren } from "../tree.ts";

/** The arguments of a Python call. */
export interface PythonArguments {
  positional: readonly Node[];
  named: ReadonlyMap<string, Node>;
  /** False when `*args` or `**kwargs` may add more. */
  complete: boolean;
}

const none: PythonArguments = { positional: [], named: new Map(), complete: true };

/** Reads the arguments of a call node; a node that is no call has none. */
export function pythonArguments(document: CodeDocument, call: Node): PythonArguments {
  const list = call.type === "call" ? field(call, "arguments") : undefined;
  if (list === undefined) {
    return none;
  }
  const positional: Node[] = [];
  const named = new Map<string, Node>();
  let complete = true;
  for (const argument of namedChildren(list)) {
    if (argument.type === "keyword_argument") {
      const name = field(argument, "name");
      const value = field(argument, "value");
      if (name !== undefined && value !== undefined) {
        named.set(document.textOf(name), value);
      }
    } else if (argument.type === "dictionary_splat") {
      const [spread] = namedChildren(argument);
      const members = spread && document.values.members(spread);
      for (const { key, value } of members?.entries ?? []) {
        named.set(key, value);
      }
      complete &&= members?.complete === true;
    } else if (argument.type === "list_splat") {
      complete = false;
    } else {
      positional.push(argument);
    }
  }
  return { positional, named, complete };
}

/** The function expression of a call, or the node itself when it is not a call. */
export function calleeOf(node: Node): Node {
  return node.type === "call" ? (field(node, "function") ?? node) : node;
}
