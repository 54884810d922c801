import { subject } from "../argument-rule.ts";
import { callsOf } from "../calls.ts";
import { partialFixes } from "../fixes/flow-fixes.ts";
import { guarding } from "../guards.ts";
import { isOwnSource, replacing } from "../option-checks.ts";
import type { CodeContext, Rule, RuleFinding } from "../rule.ts";
import { argumentsCheck, sourceCheck, sourceOf, sourceWords } from "../source-rule.ts";

const hints = ["PromptTemplate", "load_prompt", "hub.pull"];
const message = "Content is put into the prompt unescaped: a text with message tags speaks in any role.";

/** Text from outside is read as a prompt template. */
export const untrustedPromptTemplate: Rule = {
  id: "untrusted-prompt-template",
  title: "Content from outside used as a prompt template",
  severity: "error",
  languages: ["python", "typescript"],
  source: "instruction",
  outcomes: ["system-compromise", "oversight-loss"],
  references: ["LLM01", "LLM05", "ASI01", "ASI05", "CWE-1336", "AML.T0051"],
  explanation:
    "Braces in the text become variables: they crash the prompt or read attributes of what it is filled with, and a Jinja " +
    "template runs code. Keep the template constant, write `{document}` where the text belongs, and give the text as a " +
    "variable.",
  bad: { language: "python", code: 'ChatPromptTemplate.from_template(f"Summarise: {page.text}")' },
  good: {
    language: "python",
    code: 'ChatPromptTemplate.from_template("Summarise: {page}").invoke({"page": page.text})',
  },
  checks: [
    sourceCheck(["prompt-template"], ["model", "untrusted"], (hit) =>
      guarding(hit, []).isSafe
        ? undefined
        : {
            message: `${sourceWords[sourceOf(hit)]} is the template of \`${hit.what}\`: its braces are read as variables.`,
            fixes: () => partialFixes(hit),
          },
    ),
    { kind: "code", hints: ["allow_dangerously_set_content"], check: unescaped },
    argumentsCheck(["prompt-template"], hints, (flow) =>
      guarding(flow.hit, ["pattern"]).isSafe
        ? undefined
        : {
            message: `${subject(flow)} is the template of \`${flow.hit.what}\`: its braces are read as variables.`,
            fixes: () => partialFixes(flow.hit),
          },
    ),
  ],
};

/** Semantic Kernel escapes what is filled into a prompt, unless it is told not to. */
function unescaped({ document, file }: CodeContext): RuleFinding[] {
  return callsOf(document).flatMap((call): RuleFinding[] => {
    const option = call.option("allow_dangerously_set_content");
    const usesKernel = document.names.modules.some((module) => /^semantic_kernel(?:\.|$)/.test(module));
    return option !== undefined &&
      usesKernel &&
      !isOwnSource(file, "semantic_kernel") &&
      document.values.scalar(option.value) === true
      ? [
          {
            severity: "warning",
            confidence: "pattern",
            message,
            range: document.rangeOf(option.node),
            fixes: () => [replacing(document, file, option.value, "False", "Escape what is filled in")],
          },
        ]
      : [];
  });
}
