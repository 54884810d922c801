import type { Node } from "../syntax/node.ts";
import { callsOf, lastName } from "./calls.ts";
import { gravestEffect } from "./effects.ts";
import type { Effect } from "./flow/engine.ts";
import type { CodeContext, RuleFinding } from "./rule.ts";

const questions: ReadonlySet<string> = new Set([
  "elicit",
  "elicitInput",
  "elicit_url",
  "interrupt",
  "request_confirmation",
]);
/** What cannot be taken back by saying no afterwards. */
const lasting: ReadonlySet<Effect["kind"]> = new Set<Effect["kind"]>([
  "runs",
  "writes",
  "deletes",
  "inserts",
  "changes-rows",
  "pays",
  "grants",
  "sends",
]);
const telling = /^\W*(?:await\s+)?(?:[\w.]*(?:log\w*|console|print|ctx\.(?:info|debug|report_progress)))\b/;

/** A person is asked after what they were to be asked about has happened. */
export function lateQuestions(context: CodeContext): RuleFinding[] {
  const { document, programs, tools } = context;
  const asked = callsOf(document).filter((call) => questions.has(lastName(document, call.callee) ?? ""));
  return asked.length === 0
    ? []
    : tools.flatMap((tool): RuleFinding[] => {
        const handler = programs.get(tool.id)?.handler();
        if (handler?.document !== document || gravestEffect(tool) === undefined) {
          return [];
        }
        const { node } = handler;
        const question = asked.find(({ node: one }) => isWithin(one, node))?.node;
        if (question === undefined || actsAfter(context, node, question)) {
          return [];
        }
        const before = context.flows
          .effectsOf(tool)
          .find(
            ({ kind, place }) =>
              lasting.has(kind) &&
              place.unit.document === document &&
              place.start >= node.startIndex &&
              place.end <= question.startIndex &&
              isOnTheWay(document.root.descendantForIndex(place.start, place.end), question, node),
          );
        return before === undefined
          ? []
          : [
              {
                severity: "error",
                confidence: "likely",
                message: "A person is asked here after it has happened: whatever they answer comes too late.",
                range: document.rangeOf(question),
                related: [
                  {
                    message: `\`${before.what}\` has run by then.`,
                    file: context.file,
                    range: document.rangeAt(before.place.start, before.place.end),
                  },
                ],
                tool: { id: tool.id, name: tool.name },
              },
            ];
      });
}

function isWithin(inner: Node, outer: Node): boolean {
  return inner.startIndex >= outer.startIndex && inner.endIndex <= outer.endIndex;
}

/** Anything that is called for what it does after the question may be what the question is about. */
function actsAfter({ document }: CodeContext, handler: Node, question: Node): boolean {
  return handler
    .descendantsOfType(["expression_statement", "await", "await_expression"])
    .some(
      (node) =>
        node !== null &&
        node.startIndex >= question.endIndex &&
        document.textOf(node).includes("(") &&
        !telling.test(document.textOf(node)),
    );
}

/** Whether the question comes whichever way was taken after the first node: it lies in the block of its statement. */
function isOnTheWay(first: Node | null, question: Node, handler: Node): boolean {
  for (let up = first?.parent ?? null; up !== null && up.id !== handler.id; up = up.parent) {
    if (
      /^(?:if_statement|else_clause|elif_clause|switch_case|case_clause|catch_clause|except_clause)$/.test(
        up.type,
      )
    ) {
      return isWithin(question, up);
    }
  }
  return first !== null;
}
