import type { CodeDocument } from "../../syntax/code-document.ts";
import type { Node } from "../../syntax/node.ts";
import { memberName } from "../../syntax/script/names.ts";
import { unwrap } from "../../syntax/script/unwrap.ts";
import { field, namedChildren } from "../../syntax/tree.ts";

/** One link of a chain of calls: `.min(1)` has the name `min` and one argument. */
export interface Link {
  name: string;
  arguments: readonly Node[];
}

/** A schema built by chaining: what stands in front of the first call, and the calls, first one first. */
export interface Chain {
  /** `z` of `z.string()`, `z.coerce` of `z.coerce.number()`, the function itself of `object({…})`. */
  start: Node;
  /** The identifier that `start` begins with. */
  root: Node;
  links: readonly Link[];
  /** The first call, where it is one of a plain name: `object({…})`. */
  call?: Node;
}

const maxLinks = 60;

/** Takes `z.string().min(1).optional()` apart; undefined when the expression is no chain of calls. */
export function readChain(document: CodeDocument, expression: Node): Chain | undefined {
  const links: Link[] = [];
  let node = unwrap(expression);
  while (node.type === "call_expression" && links.length < maxLinks) {
    const callee = unwrap(field(node, "function") ?? node);
    const list = field(node, "arguments");
    const given = list === undefined ? [] : namedChildren(list);
    const object = field(callee, "object");
    // `memberName` reads `z["enum"]` as well, which compilers write for older engines.
    const name = memberName(document, callee);
    if (name === undefined || object === undefined) {
      links.unshift({ name: document.textOf(callee), arguments: given });
      return { start: callee, root: callee, links, call: node };
    }
    links.unshift({ name, arguments: given });
    node = unwrap(object);
  }
  const start = node;
  while (node.type === "member_expression") {
    node = unwrap(field(node, "object") ?? node.child(0) ?? node);
  }
  return links.length === 0 ? undefined : { start, root: node, links };
}
