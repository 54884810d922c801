import { byNodeIn } from "../../syntax/by-node.ts";
import type { CodeDocument } from "../../syntax/code-document.ts";
import type { Node } from "../../syntax/node.ts";
import { calleeOf, type PythonArguments, pythonArguments } from "../../syntax/python/calls.ts";
import { field, namedChildren } from "../../syntax/tree.ts";

const maxWrappers = 3;

/**
 * What a function of the project calls in the end, when it does nothing but hand its arguments on in their order:
 * `def my_tool(f): return tool(f)`. The expression itself for anything else.
 */
export function wrappedCallee(document: CodeDocument, expression: Node): Node {
  return unwrapped(document, expression).callee;
}

/** The arguments a tool's library is called with in the end: those of the call, and of the wrappers it goes through. */
export function argumentsThrough(document: CodeDocument, call: Node): PythonArguments {
  const own = pythonArguments(document, call);
  const { wrappers } = unwrapped(document, calleeOf(call));
  return wrappers.length === 0
    ? own
    : { ...own, named: new Map([...wrappers.toReversed().flatMap(({ named }) => [...named]), ...own.named]) };
}

interface Unwrapped {
  callee: Node;
  wrappers: readonly PythonArguments[];
}

/** What is called in the end, and the arguments that each wrapper adds, the outermost first. Every format asks it of every call. */
const unwrapped = byNodeIn((document, expression): Unwrapped => {
  let at = expression;
  const wrappers: PythonArguments[] = [];
  for (let depth = 0; depth < maxWrappers; depth++) {
    const call =
      definitionsOf(document, at).flatMap((node) => handedTo(document, node) ?? [])[0] ??
      partOf(document, at);
    if (call === undefined) {
      break;
    }
    const isPartial = isPartialCall(document, call);
    wrappers.push(pythonArguments(document, call));
    at = isPartial ? (wrappers.at(-1)?.positional[0] ?? at) : calleeOf(call);
    // `return tool(option=True)(f)`
    if (at.type === "call") {
      wrappers.push(pythonArguments(document, at));
      at = calleeOf(at);
    }
  }
  return { callee: at, wrappers };
});

function isPartialCall(document: CodeDocument, call: Node): boolean {
  return document.names
    .origins(calleeOf(call))
    .some(({ module, path }) => module === "functools" && path.join() === "partial");
}

/** The call `partial(function, option=True)` that the expression is or names. */
function partOf(document: CodeDocument, expression: Node): Node | undefined {
  const isName = expression.type === "identifier" || expression.type === "attribute";
  const value = isName ? document.values.resolve(expression) : expression;
  return value.type === "call" && isPartialCall(document, value) ? value : undefined;
}

function definitionsOf(document: CodeDocument, expression: Node): Node[] {
  const linked = document.names.linked(expression);
  const isName = linked.length === 0 && expression.type === "identifier";
  const found = isName ? document.names.lookup(document.textOf(expression), expression) : linked;
  const [only] = found;
  return found.length === 1 && only?.kind === "function" && only.value?.type === "function_definition"
    ? [only.value]
    : [];
}

/** The call that is all a function does. */
function handedTo(document: CodeDocument, definition: Node): Node | undefined {
  const body = field(definition, "body");
  const statements = (body === undefined ? [] : namedChildren(body)).filter((node) => !isRemark(node));
  const result = statements.at(-1);
  const call = result?.type === "return_statement" ? namedChildren(result)[0] : undefined;
  const list = call?.type === "call" ? field(call, "arguments") : undefined;
  const parameters = namedChildren(field(definition, "parameters") ?? definition);
  const names = parameters.map((node) => nameOf(document, node));
  if (call === undefined || list === undefined || list.type !== "argument_list" || names.length === 0) {
    return undefined;
  }
  const given = namedChildren(list);
  const handed = given.filter(({ type }) => type !== "keyword_argument");
  const isSame =
    handed.length === names.length &&
    handed.every((argument, index) => handsOn(document, argument, names[index], statements.slice(0, -1))) &&
    given.every((argument) => argument.type !== "keyword_argument" || !replaces(document, argument));
  const hasMore = statements.length > 1 && !statements.slice(0, -1).every(isFunction);
  return isSame && !hasMore ? call : undefined;
}

function isRemark(node: Node): boolean {
  return (
    node.type === "comment" ||
    (node.type === "expression_statement" && namedChildren(node)[0]?.type === "string")
  );
}

function isFunction({ type }: Node): boolean {
  return type === "decorated_definition";
}

/** The name of a parameter, with its stars. */
function nameOf(document: CodeDocument, parameter: Node): string {
  const isPlain = /^(identifier|list_splat_pattern|dictionary_splat_pattern)$/.test(parameter.type);
  const named = isPlain ? parameter : (field(parameter, "name") ?? namedChildren(parameter)[0] ?? parameter);
  return document.textOf(named);
}

/** The parameter itself, or a function of the body that is made to look like it: `@wraps(f) def inner(…)`. */
function handsOn(
  document: CodeDocument,
  argument: Node,
  name: string | undefined,
  inner: readonly Node[],
): boolean {
  const text = document.textOf(argument);
  return (
    text === name ||
    inner.some((node) => {
      const own = field(node, "definition");
      const ownName = own && field(own, "name");
      const looks = namedChildren(node).some(
        (part) =>
          part.type === "decorator" &&
          /^@(functools\.)?wraps\(\s*(\w+)\s*\)$/.exec(document.textOf(part))?.[2] === name,
      );
      return looks && ownName !== undefined && document.textOf(ownName) === text;
    })
  );
}

/** Keywords that change what the model reads. */
function replaces(document: CodeDocument, keyword: Node): boolean {
  const name = field(keyword, "name");
  return name !== undefined && /name|description|schema/.test(document.textOf(name));
}
