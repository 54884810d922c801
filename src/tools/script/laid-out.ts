import type { CodeDocument } from "../../syntax/code-document.ts";
import type { Node } from "../../syntax/node.ts";
import { fileOf } from "../../syntax/owner.ts";
import { functions, returnedBy } from "../../syntax/script/functions.ts";
import { inTurn } from "../../syntax/turn-document.ts";
import { bindAll, parametersOf } from "./binding.ts";
import { scriptCall } from "./calls.ts";

/** Functions that call functions that call functions. */
const maxNesting = 5;

/** An expression and the document in which its names mean what they mean in one call. */
export interface LaidOut {
  document: CodeDocument;
  node: Node;
}

/**
 * What a function of the project gives back for what this call hands over: `paged({ query: z.string() })` where it returns
 * `{ ...shape, cursor: z.string().optional() }`. Undefined when it leaves in more than one place, since then it decides.
 */
export function laidOut(document: CodeDocument, expression: Node): LaidOut | undefined {
  const node = document.values.resolve(expression);
  const call = node.type === "call_expression" ? scriptCall(node) : undefined;
  if (call === undefined || nestingOf(document) >= maxNesting) {
    return undefined;
  }
  const region = document.values.resolve(call.callee);
  const returned = functions.test(region.type) && leavesOnce(region) ? returnedBy(region) : undefined;
  if (returned === undefined) {
    return undefined;
  }
  const bound = new Map(document.turn?.bound);
  bindAll(document, bound, parametersOf(region), call.arguments);
  const owner = fileOf(document, region);
  return { document: inTurn(owner, { region, bound, site: call.node, from: document }), node: returned };
}

function nestingOf({ turn }: CodeDocument): number {
  return turn === undefined ? 0 : 1 + nestingOf(turn.from);
}

function leavesOnce(region: Node): boolean {
  return region.descendantsOfType("return_statement").length <= 1;
}
