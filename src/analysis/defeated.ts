import type { Node } from "../syntax/node.ts";
import { field, namedChildren } from "../syntax/tree.ts";
import { type Call, callsOf, enclosingFunction, lastName } from "./calls.ts";
import { callsTo } from "./option-checks.ts";
import type { CodeContext, RuleFinding } from "./rule.ts";

/** A person, or something that decides, in the same function. */
const decides =
  /\binput\(|\bask|\bprompt|\breadline|\bconfirm|\bdecid|\bdecision\s*=|\bchoice|\buser_|\bif\b|===?|\bmatch\b/;

/** Answers to interruptions that the program gives itself: `Command(resume={"decisions": [{"type": "approve"}]})`. */
export function resumedAnswers(context: CodeContext): RuleFinding[] {
  const { document } = context;
  const resuming = { module: /^langgraph|^@langchain\/langgraph/, names: ["Command"] };
  const answers = callsTo(context, resuming).flatMap((call) => {
    const answer = call.option("resume")?.value;
    const isYes =
      answer !== undefined &&
      (document.values.scalar(answer) === true ||
        /^["'](?:yes|y|approved?|accept)["']$/i.test(document.textOf(answer)) ||
        (/["']?type["']?\s*:\s*["'](?:approve|accept)["']/.test(document.textOf(answer)) &&
          !/["'](?:reject|edit|response)["']/.test(document.textOf(answer))));
    return isYes ? [answer] : [];
  });
  return told(context, answers);
}

/** As `resumedAnswers`, for the answers that Pydantic AI takes. */
export function deferredAnswers(context: CodeContext): RuleFinding[] {
  const { document, text } = context;
  if (!text.includes("DeferredToolResults")) {
    return [];
  }
  const answering = { module: /^pydantic_ai(?:\.|$)/, names: ["DeferredToolResults"] };
  const answers = callsTo(context, answering).flatMap((call) => {
    const approvals = call.option("approvals")?.value;
    const node = approvals === undefined ? undefined : document.values.resolve(approvals);
    const pair = node?.type === "dictionary_comprehension" ? namedChildren(node)[0] : undefined;
    const value = pair && field(pair, "value");
    return value !== undefined && document.textOf(value) === "True" ? [approvals ?? value] : [];
  });
  return told(context, answers);
}

function told(context: CodeContext, answers: readonly Node[]): RuleFinding[] {
  return answers
    .filter((node) => !decides.test(bodyOf(context, node)))
    .map((node) => ({
      severity: "error",
      confidence: "pattern",
      message: "The program answers yes where a person was to be asked: the question is no question.",
      range: context.document.rangeOf(node),
    }));
}

function bodyOf({ document }: CodeContext, node: Node): string {
  const around = enclosingFunction(node);
  return around === undefined ? "" : document.textOf(around).replace(/"[^"\n]*"|'[^'\n]*'/g, '""');
}

/** A filter by name or mode. */
const filters =
  /\.filter\(|\bif\b[^\n]*(?:READ_?ONLY|read_?[oO]nly|readOnly|disabled|allowed|DESTRUCTIVE)|(?:READ_?ONLY|read_?[oO]nly|readOnly|disabled|allowed)\w*\s*\?/;
const modes =
  /\b(?:READ_?ONLY(?:_MODE)?|read_?only(?:_?mode)?|isReadOnly|disabledTools?|DISABLED_TOOLS|allowedTools?|ALLOWED_TOOLS|nonDestructive(?:Only|Mode|Tools)?|destructiveTools)\b/i;

/** Tools that are left out of the list while a call of them still works: the list is advice, the call is the gate. */
export function filteredLists({ document, text }: CodeContext): RuleFinding[] {
  if (document.language === "python" || !/ListTools|tools\/list/.test(text) || !modes.test(text)) {
    return [];
  }
  const handlers = callsOf(document).filter(
    (call) => lastName(document, call.callee) === "setRequestHandler",
  );
  const named = (pattern: RegExp) => handlers.find((call) => pattern.test(schemaOf(document, call)));
  const list = handlerText(document, named(/ListTools|tools\/list/));
  const called = handlerText(document, named(/CallTool|tools\/call/));
  const mode = modes.exec(list?.text ?? "")?.[0];
  const isFiltered = list !== undefined && mode !== undefined && filters.test(list.text);
  // Whatever the call handler asks, or hands the decision to, may be the same gate.
  const isAsked =
    called === undefined ||
    modes.test(called.text) ||
    !/\bswitch\b|===/.test(called.text) ||
    /not allowed|disabled|forbidden|permission/i.test(called.text);
  if (!isFiltered || isAsked || list === undefined) {
    return [];
  }
  const at = list.node.startIndex + list.text.indexOf(mode);
  return [
    {
      severity: "error",
      confidence: "likely",
      message: `\`${mode.slice(0, 30)}\` only shortens the list of tools: a call of a hidden one still runs.`,
      range: document.rangeAt(at, at + mode.length),
    },
  ];
}

function schemaOf(document: CodeContext["document"], call: Call): string {
  const [schema] = call.positional;
  return schema === undefined ? "" : document.textOf(schema);
}

function handlerText(document: CodeContext["document"], call: Call | undefined) {
  const node = call?.positional[1];
  return node === undefined ? undefined : { node, text: document.textOf(node) };
}
