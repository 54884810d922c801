import type { Node } from "../syntax/node.ts";
import { field, namedChildren } from "../syntax/tree.ts";
import { lastName } from "./calls.ts";
import { gravestEffect } from "./effects.ts";
import type { Fix } from "./fix.ts";
import type { CodeContext, RuleFinding } from "./rule.ts";

/** Functions that say no by raising: `require_approval`, `ensureConfirmed`, `check_permission`. */
const gates =
  /^(?:(?:require|ensure|assert|check|verify|demand|obtain|await|wait_for|request|ask(?:_for)?)_(?:\w+_)?(?:approv(?:al|ed)|permi(?:ssion|tted)|consent|confirm(?:ation|ed)|authori[sz](?:ation|ed)|allowed)|(?:approve|authori[sz]e|confirm)_\w+)$/;

/** A refusal that is caught and forgotten: what it was to stop goes on. */
export function swallowedRefusals(context: CodeContext): RuleFinding[] {
  const { document, file, tools } = context;
  if (!tools.some((tool) => gravestEffect(tool) !== undefined)) {
    return [];
  }
  return document.nodes("try_statement").flatMap((attempt): RuleFinding[] => {
    const body = field(attempt, "body");
    const handlers = namedChildren(attempt).filter(({ type }) => /^(?:except|catch)_clause$/.test(type));
    const last = body && statementsOf(body).at(-1);
    const gate = last && gateIn(document, last);
    if (
      gate === undefined ||
      handlers.length === 0 ||
      handlers.some((one) =>
        /\b(?:return|raise|throw|continue|break|exit|abort)\b/.test(document.textOf(one)),
      )
    ) {
      return [];
    }
    const goesOn = namedChildren(attempt.parent ?? attempt).some(
      (one) =>
        one.startIndex >= attempt.endIndex && one.type !== "comment" && /\(/.test(document.textOf(one)),
    );
    const [first] = handlers;
    return goesOn && first !== undefined
      ? [
          {
            severity: "error",
            confidence: "likely",
            message: `A no of \`${gate.slice(0, 40)}\` is caught and forgotten here: what it was to stop goes on.`,
            range: document.rangeAt(first.startIndex, headEnd(document, first)),
            related: [{ message: "The question.", file, range: document.rangeOf(last ?? first) }],
            fixes: () => (handlers.length === 1 ? passedOn(document, file, first) : []),
          },
        ]
      : [];
  });
}

function statementsOf(block: Node): Node[] {
  return namedChildren(block).filter(({ type }) => type !== "comment");
}

/** The name of the gate that a statement consists of calling; nothing is done with what it gives back. */
function gateIn(document: CodeContext["document"], statement: Node): string | undefined {
  let node = statement.type === "expression_statement" ? namedChildren(statement)[0] : undefined;
  if (node?.type === "await" || node?.type === "await_expression") {
    node = namedChildren(node)[0];
  }
  const callee =
    node !== undefined && /^call(?:_expression)?$/.test(node.type) ? field(node, "function") : undefined;
  const name = callee && lastName(document, callee);
  const snake = name?.replace(/([a-z\d])([A-Z])/g, "$1_$2").toLowerCase();
  return snake !== undefined && gates.test(snake) ? name : undefined;
}

/** The end of `except Exception` or `catch (error)`. */
function headEnd({ text }: CodeContext["document"], handler: Node): number {
  const start = blockOf(handler)?.startIndex ?? handler.endIndex;
  return handler.startIndex + text.slice(handler.startIndex, start).replace(/[\s:]*$/, "").length;
}

function blockOf(handler: Node): Node | undefined {
  return namedChildren(handler).find(({ type }) => type === "block" || type === "statement_block");
}

/** The refusal goes on to whoever called. */
function passedOn(document: CodeContext["document"], file: string, handler: Node): Fix[] {
  const title = "Let the refusal end the call";
  const block = blockOf(handler);
  const last = block && statementsOf(block).at(-1);
  if (block === undefined) {
    return [];
  }
  const isPython = block.type === "block";
  const caught = field(handler, "parameter");
  const thrown = caught?.type === "identifier" ? document.textOf(caught) : 'new Error("not approved")';
  const ending = isPython ? "raise" : `throw ${thrown};`;
  if (last === undefined) {
    const range = document.rangeAt(block.startIndex, block.endIndex);
    return isPython ? [] : [{ title, kind: "safe", edits: [{ file, range, newText: `{ ${ending} }` }] }];
  }
  if (last.type === "pass_statement") {
    return [{ title, kind: "safe", edits: [{ file, range: document.rangeOf(last), newText: ending }] }];
  }
  const indent = /[ \t]*$/.exec(document.text.slice(0, last.startIndex))?.[0] ?? "";
  const newline = document.text.includes("\r\n") ? "\r\n" : "\n";
  const range = document.rangeAt(last.endIndex, last.endIndex);
  return [{ title, kind: "safe", edits: [{ file, range, newText: `${newline}${indent}${ending}` }] }];
}
