import type { CodeDocument } from "../../syntax/code-document.ts";
import { type Call, calleeOrigins, callsOf } from "../calls.ts";
import { locateWords, modelTexts } from "../model-text.ts";
import type { Check, Rule, RuleFinding } from "../rule.ts";
import type { ArgumentCondition, CustomRule } from "./schema.ts";

/** Text beyond this is not searched: the pattern is the project's, the text may be anybody's. */
const maxText = 4_000;

/** The rules of a project's own as rules like any other. */
export function customRules(custom: readonly CustomRule[] | undefined): Rule[] {
  return (custom ?? []).map((rule) => ({
    id: rule.id,
    title: rule.title,
    severity: rule.severity,
    languages: rule.call === undefined ? ["python", "typescript", "config"] : ["python", "typescript"],
    source: "action",
    outcomes: [],
    references: [],
    explanation: rule.explanation ?? `${rule.message} A rule of this project, from \`.autosafe/rules.json\`.`,
    bad: exampleOf(rule),
    good: { language: "text", code: "Anything else." },
    checks: [checkOf(rule)],
  }));
}

function exampleOf({ call, text }: CustomRule): Rule["bad"] {
  return call === undefined
    ? { language: "text", code: `text that matches /${text?.pattern ?? ""}/i` }
    : { language: "python", code: `from ${call.module} import ${call.name.split(".")[0]}\n${call.name}(…)` };
}

function checkOf(rule: CustomRule): Check {
  const { call, text, message } = rule;
  if (call !== undefined) {
    const last = call.name.split(".").at(-1) ?? call.name;
    return {
      kind: "code",
      hints: [last],
      check: ({ document }) =>
        callsOf(document)
          .filter((one) => isCalled(document, one, call))
          .flatMap((one): RuleFinding[] =>
            (call.arguments ?? []).every((condition) => holds(document, one, condition))
              ? [{ message, confidence: "pattern", range: document.rangeOf(one.node) }]
              : [],
          ),
    };
  }
  const pattern = new RegExp(text?.pattern ?? "(?!)", "iu");
  return {
    kind: "tools",
    check: (context) =>
      context.tools.flatMap((tool) =>
        modelTexts(tool).flatMap((visible): RuleFinding[] => {
          const isMeant = text?.in === undefined || text.in.some((place) => place === visible.place);
          const found = isMeant ? pattern.exec(visible.text.slice(0, maxText)) : null;
          return found === null
            ? []
            : [
                {
                  message,
                  confidence: "pattern",
                  range: locateWords(context.text, tool.source.range, found[0]) ?? tool.source.nameRange,
                  tool: { id: tool.id, name: tool.name },
                },
              ];
        }),
      ),
  };
}

function isCalled(
  document: CodeDocument,
  call: Call,
  { module, name }: { module: string; name: string },
): boolean {
  return calleeOrigins(document, call).some((origin) => {
    // `import a.b` and `from a import b` name the same thing.
    const whole = [...origin.module.split("."), ...origin.path].join(".");
    return (
      (origin.module === module && origin.path.join(".") === name) ||
      (document.language === "python" && whole === `${module}.${name}`)
    );
  });
}

function holds(document: CodeDocument, call: Call, condition: ArgumentCondition): boolean {
  const { argument, present, equals, matches } = condition;
  const value = typeof argument === "number" ? call.positional[argument] : call.option(argument)?.value;
  if (value === undefined) {
    return present === false && call.complete();
  }
  if (present === false) {
    return false;
  }
  const scalar = document.values.scalar(value);
  return (
    (equals === undefined || scalar === equals) &&
    (matches === undefined ||
      new RegExp(matches, "iu").test((document.values.text(value)?.text ?? "").slice(0, maxText)))
  );
}
