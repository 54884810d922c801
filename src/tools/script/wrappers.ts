import { byNodeIn } from "../../syntax/by-node.ts";
import type { CodeDocument } from "../../syntax/code-document.ts";
import type { Node } from "../../syntax/node.ts";
import { functions } from "../../syntax/script/functions.ts";
import { unwrap } from "../../syntax/script/unwrap.ts";
import { field, namedChildren } from "../../syntax/tree.ts";

const maxWrappers = 3;

/**
 * What a function of the project calls in the end, when it does nothing but hand its arguments on in their order:
 * `const defineTool = (config) => tool(config)`. The callee itself for anything else.
 */
export function wrappedCallee(document: CodeDocument, callee: Node): Node {
  const inner = callsThrough(document, callee).at(-1);
  const at = inner && field(inner, "function");
  return at === undefined ? callee : unwrap(at);
}

/** The objects that functions of the project make of the one they are given, the innermost first: `{ ...config, needsApproval: true }`. */
export function wrappedConfigs(document: CodeDocument, callee: Node): Node[] {
  return callsThrough(document, callee)
    .toReversed()
    .flatMap((call) =>
      namedChildren(field(call, "arguments") ?? call).filter(({ type }) => type === "object"),
    );
}

/** The calls by which functions of the project hand their arguments on, one after the other. Every format asks it of every call. */
const callsThrough = byNodeIn((document, callee): readonly Node[] => {
  const calls: Node[] = [];
  let at = callee;
  while (calls.length < maxWrappers && at.type === "identifier") {
    const call = handedTo(document, document.values.resolve(at));
    const next = call && field(call, "function");
    if (call === undefined || next === undefined) {
      break;
    }
    calls.push(call);
    at = unwrap(next);
  }
  return calls;
});

function handedTo(document: CodeDocument, definition: Node): Node | undefined {
  const call = functions.test(definition.type) ? onlyCall(definition) : undefined;
  const callee = call && field(call, "function");
  const list = call && field(call, "arguments");
  if (callee === undefined || list === undefined || list.type === "template_string") {
    return undefined;
  }
  const names = parameterNames(document, definition);
  const given = namedChildren(list);
  const isSame =
    names.length > 0 &&
    names.length === given.length &&
    given.every((argument, index) => handsOn(document, argument, names[index]));
  return isSame ? call : undefined;
}

/** The call that is all a function does, returned or not. */
function onlyCall(definition: Node): Node | undefined {
  const body = field(definition, "body");
  const statements = body?.type === "statement_block" ? namedChildren(body).filter(isCode) : undefined;
  const only = statements === undefined ? body : statements.length === 1 ? statements[0] : undefined;
  const isStatement = only !== undefined && /^(return|expression)_statement$/.test(only.type);
  const made = isStatement ? namedChildren(only)[0] : only;
  const call = made === undefined ? undefined : unwrap(made);
  return call?.type === "call_expression" ? call : undefined;
}

function isCode({ type }: Node): boolean {
  return type !== "comment";
}

function parameterNames(document: CodeDocument, definition: Node): string[] {
  const single = field(definition, "parameter");
  const list = field(definition, "parameters");
  const nodes = single ? [single] : list === undefined ? [] : namedChildren(list).filter(isCode);
  return nodes.map((node) => document.textOf(field(node, "pattern") ?? node));
}

const telling = /^(name|description|parameters|schema|inputSchema|args)$/i;

/** The parameter itself, or `{ ...parameter, strict: true }` where nothing that the model reads is replaced. */
function handsOn(document: CodeDocument, argument: Node, name: string | undefined): boolean {
  if (argument.type === "object") {
    const [spread, ...others] = namedChildren(argument).filter(isCode);
    const isSpread =
      spread?.type === "spread_element" && document.textOf(spread).replace(/^\.\.\.\s*/, "") === name;
    return (
      isSpread &&
      others.every(
        (other) => other.type === "pair" && !telling.test(document.textOf(field(other, "key") ?? other)),
      )
    );
  }
  return document.textOf(argument) === name;
}
