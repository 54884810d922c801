import type { CodeDocument } from "../../syntax/code-document.ts";
import type { Node } from "../../syntax/node.ts";
import { field, namedChildren } from "../../syntax/tree.ts";
import { enclosingFunction } from "../calls.ts";
import type { Fix, TextEdit } from "../fix.ts";
import { pythonImport } from "./imports.ts";
import { linesBefore } from "./statements.ts";

/** What a gate that always says yes says instead, until somebody decides. */
const turned: readonly (readonly [RegExp, string])[] = [
  [/(["']?approve["']?\s*:\s*)True\b/, "$1False"],
  [/(approve:\s*)true\b/, "$1false"],
  [/(approved\s*=\s*)True\b/, "$1False"],
  [/(action\s*=\s*["'])accept(?=["'])/, "$1decline"],
  [/(["'])(?:approved|not-applicable)(?=["'])/, "$1user-approval"],
  [/^True$/, "False"],
  [/^true$/, "false"],
];

/** A callback that lets only named tools through; a person fills in which. For other gates, the answer turned round. */
export function gateFixes(document: CodeDocument, file: string, answer: Node): Fix[] {
  const text = document.textOf(answer);
  const isClaude = /PermissionResultAllow\(|behavior:\s*["']allow["']/.test(text);
  if (isClaude) {
    return allowList(document, file, answer);
  }
  const instead = turned.find(([yes]) => yes.test(text));
  return instead === undefined
    ? []
    : [
        {
          title: "Deny until somebody is asked",
          kind: "alternative",
          edits: [{ file, range: document.rangeOf(answer), newText: text.replace(instead[0], instead[1]) }],
        },
      ];
}

function allowList(document: CodeDocument, file: string, answer: Node): Fix[] {
  const isPython = document.language === "python";
  const definition = enclosingFunction(answer);
  const list = definition && (field(definition, "parameters") ?? field(definition, "parameter"));
  const [first] = list === undefined ? [] : list.type === "identifier" ? [list] : namedChildren(list);
  const name = first && /^\w+/.exec(document.textOf(first))?.[0];
  const body = definition && field(definition, "body");
  const isBlock = body?.type === "block" || body?.type === "statement_block";
  const edit =
    name === undefined
      ? undefined
      : !isBlock
        ? chosen(document, file, answer, name)
        : linesBefore(document, file, answer, (step) =>
            isPython
              ? [
                  `if ${name} not in {"Read", "Grep", "Glob"}:`,
                  `${step}return PermissionResultDeny(message="ask a person first")`,
                ]
              : [
                  `if (!["Read", "Grep", "Glob"].includes(${name})) {`,
                  `${step}return { behavior: "deny", message: "ask a person first" };`,
                  "}",
                ],
          );
  const imported = isPython ? denyImport(document, file) : undefined;
  return edit === undefined
    ? []
    : [
        {
          title: "Let only named tools through",
          kind: "alternative",
          edits: [...(imported === undefined ? [] : [imported]), edit],
          placeholder: '"Read", "Grep", "Glob"',
        },
      ];
}

/** In a function that is but an expression the names decide between two answers. */
function chosen(document: CodeDocument, file: string, answer: Node, name: string): TextEdit {
  const text = document.textOf(answer);
  const newText =
    document.language === "python"
      ? `${text} if ${name} in {"Read", "Grep", "Glob"} else PermissionResultDeny(message="ask a person first")`
      : `["Read", "Grep", "Glob"].includes(${name}) ? ${text} : { behavior: "deny", message: "ask a person first" }`;
  return { file, range: document.rangeOf(answer), newText };
}

function denyImport(document: CodeDocument, file: string): TextEdit | undefined {
  return /\bPermissionResultDeny\b/.test(document.text)
    ? undefined
    : pythonImport(document, file, "from claude_agent_sdk import PermissionResultDeny", "");
}

/** An entry taken out of a list, with the comma that goes with it. */
export function withoutItem(document: CodeDocument, file: string, item: Node, title: string): Fix[] {
  const items = namedChildren(item.parent ?? item);
  const index = items.findIndex(({ id }) => id === item.id);
  const after = items[index + 1];
  const before = items[index - 1];
  const range =
    after !== undefined
      ? document.rangeAt(item.startIndex, after.startIndex)
      : document.rangeAt(before?.endIndex ?? item.startIndex, item.endIndex);
  return index < 0 ? [] : [{ title, kind: "safe", edits: [{ file, range, newText: "" }] }];
}

/** `state.approve(item)` becomes a refusal. */
export function rejectFixes(document: CodeDocument, file: string, statement: Node): Fix[] {
  const text = document.textOf(statement);
  const at = text.search(/\.approve\(/);
  const start = statement.startIndex + at + 1;
  const hasOptions = /\.approve\([^)]*,/.test(text);
  return at < 0 || hasOptions
    ? []
    : [
        {
          title: "Reject what nobody has looked at",
          kind: "alternative",
          edits: [{ file, range: document.rangeAt(start, start + "approve".length), newText: "reject" }],
        },
      ];
}
