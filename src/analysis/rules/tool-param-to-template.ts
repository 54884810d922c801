import { argumentCheck, subject } from "../argument-rule.ts";
import type { Judgement } from "../finding-of-flow.ts";
import { templateFixes } from "../fixes/template.ts";
import type { ArgumentFlow } from "../flow/flows.ts";
import { guarding } from "../guards.ts";
import { handedCheck } from "../handed-arguments.ts";
import type { Rule } from "../rule.ts";

/** An argument of a tool is read as a template. */
export const toolParamToTemplate: Rule = {
  id: "tool-param-to-template",
  title: "Tool argument used as a template",
  severity: "error",
  languages: ["python", "typescript"],
  source: "action",
  outcomes: ["system-compromise"],
  references: ["LLM05", "ASI05", "CWE-1336", "CWE-94", "AML.T0053"],
  explanation:
    "Template languages reach objects, and through their attributes the whole program: a template from the model runs code " +
    "in your process. Keep the template constant and give what the model says as a variable, or use a sandboxed " +
    "environment. Escaping of the output protects readers of a page, not the server.",
  bad: {
    language: "python",
    code: "@tool\ndef render(text: str) -> str:\n    return jinja2.Template(text).render(user=user)",
  },
  good: {
    language: "python",
    code: '@tool\ndef render(text: str) -> str:\n    return jinja2.Template("{{ text }}").render(text=text)',
  },
  checks: [argumentCheck("template", judged), handedCheck("template", judged)],
};

function judged(flow: ArgumentFlow): Judgement | undefined {
  const { hit } = flow;
  const { isSafe, assumed } = guarding(hit, []);
  if (isSafe) {
    return undefined;
  }
  const isFormat = hit.detail === "format";
  return {
    message: `${subject(flow)} is the template of \`${hit.what}\`: ${isFormat ? "it reads attributes of what it is given" : "it can run code"}.`,
    severity: isFormat || assumed !== undefined ? "warning" : "error",
    confidence: assumed === undefined ? "proven" : "likely",
    fixes: () => templateFixes(hit),
  };
}
