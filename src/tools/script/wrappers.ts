import type { Node } from "@vscode/tree-sitter-wasm";
import type { CodeDocument } from "../../syntax/code-document.ts";
import { functions } from "../../syntax/script/functions.ts";
import { unwrap } from "../../syntax/script/unwrap.ts";
import { field, namedChildren } from "../../syntax/tree.ts";

const maxWrappers = 3;

/**
 * What a function of the project calls in the end, when it does nothing but hand its arguments on in their order:
 * `const defineTool = (config) => tool(config)`. The callee itself for anything else.
 */
export function wrappedCallee(document: CodeDocument, callee: Node): Node {
  let at = callee;
  for (let depth = 0; depth < maxWrappers; depth++) {
    const inner = at.type === "identifier" ? handedTo(document, document.values.resolve(at)) : undefined;
    if (inner === undefined) {
      return at;
    }
    at = inner;
  }
  return at;
}

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
  return isSame ? unwrap(callee) : undefined;
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
