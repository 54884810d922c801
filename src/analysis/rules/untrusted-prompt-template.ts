import { subject } from "../argument-rule.ts";
import { guarding } from "../guards.ts";
import type { Rule } from "../rule.ts";
import { argumentsCheck, sourceCheck, sourceOf, sourceWords } from "../source-rule.ts";

const hints = ["PromptTemplate", "load_prompt", "hub.pull"];

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
    sourceCheck(["prompt-template"], ["model", "untrusted"], hints, (hit) =>
      guarding(hit, []).isSafe
        ? undefined
        : {
            message: `${sourceWords[sourceOf(hit)]} is the template of \`${hit.what}\`: its braces are read as variables.`,
          },
    ),
    argumentsCheck(["prompt-template"], hints, (flow) =>
      guarding(flow.hit, ["pattern"]).isSafe
        ? undefined
        : {
            message: `${subject(flow)} is the template of \`${flow.hit.what}\`: its braces are read as variables.`,
          },
    ),
  ],
};
