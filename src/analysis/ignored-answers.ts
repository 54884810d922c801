import type { CodeDocument } from "../syntax/code-document.ts";
import type { Node } from "../syntax/node.ts";
import { namedChildren } from "../syntax/tree.ts";
import { ancestor, callsOf, enclosingFunction, isCallOf, lastName } from "./calls.ts";
import type { Fix } from "./fix.ts";
import { linesBefore } from "./fixes/statements.ts";
import type { CodeContext, RuleFinding } from "./rule.ts";

/** Questions that give the answer back and stop nothing by themselves. */
const questions = ["elicit", "elicitInput", "elicit_url", "elicitUrl", "confirm"];
/** Libraries whose `confirm` gives back a yes or a no; the browser's own does as well. */
const confirming = /^(?:click|typer|questionary|inquirer|prompts|@inquirer\/|@clack\/prompts|rich\.prompt)/;

/** A person is asked, and what follows happens whatever they say. */
export function ignoredAnswers(context: CodeContext): RuleFinding[] {
  const { document, file } = context;
  return callsOf(document).flatMap((call): RuleFinding[] => {
    const name = lastName(document, call.callee) ?? "";
    const statement = statementOf(call.node);
    const isQuestion =
      /^elicit/.test(name) || isCallOf(document, call, confirming, ["confirm", "Confirm.ask"]);
    if (
      statement === undefined ||
      !(questions.includes(name) || name === "ask") ||
      !isQuestion ||
      // `click.confirm(…, abort=True)` ends the program itself.
      call.option("abort") !== undefined ||
      enclosingFunction(call.node) === undefined ||
      !goesOn(document, statement)
    ) {
      return [];
    }
    return [
      {
        severity: "error",
        confidence: "pattern",
        message: "A person is asked here, and what follows happens whatever they answer.",
        range: document.rangeOf(call.node),
        fixes: () => heeded(document, file, statement, name),
      },
    ];
  });
}

/** The statement that consists of nothing but the call, awaited or not. */
function statementOf(call: Node): Node | undefined {
  let node = call;
  while (
    node.parent !== null &&
    /^(?:await|await_expression|parenthesized_expression)$/.test(node.parent.type)
  ) {
    node = node.parent;
  }
  return node.parent?.type === "expression_statement" ? node.parent : undefined;
}

/** Something other than a plain return of words comes after it in the same block. */
function goesOn(document: CodeDocument, statement: Node): boolean {
  const after = namedChildren(statement.parent ?? statement).filter(
    (one) => one.startIndex >= statement.endIndex && one.type !== "comment",
  );
  const isTried = ancestor(statement, ({ type }) => type === "try_statement") !== undefined;
  return !isTried && after.some((one) => /\(/.test(document.textOf(one)));
}

/** The answer is kept, and anything but a yes ends the call. */
function heeded(document: CodeDocument, file: string, statement: Node, name: string): Fix[] {
  const isPython = document.language === "python";
  const written = document.textOf(statement).replace(/;$/, "");
  const edit = linesBefore(document, file, statement, () => []);
  if (edit === undefined || /\banswer\b/.test(document.text)) {
    return [];
  }
  const asksForTruth = /response_type\s*=\s*bool\b/.test(written);
  const isElicited = /^elicit/.test(name);
  const lines = isPython
    ? [
        `answer = ${written}`,
        isElicited
          ? `if answer.action != "accept"${asksForTruth ? " or not answer.data" : ""}:`
          : "if not answer:",
        '    raise PermissionError("not approved")',
      ]
    : [
        `const answer = ${written};`,
        isElicited ? 'if (answer.action !== "accept") {' : "if (!answer) {",
        '  throw new Error("not approved");',
        "}",
      ];
  const indent = /[ \t]*$/.exec(document.text.slice(0, statement.startIndex))?.[0] ?? "";
  const newline = document.text.includes("\r\n") ? "\r\n" : "\n";
  const range = document.rangeAt(statement.startIndex, statement.endIndex);
  return [
    {
      title: "Go on only after a yes",
      kind: "safe",
      edits: [{ file, range, newText: lines.join(`${newline}${indent}`) }],
    },
  ];
}
