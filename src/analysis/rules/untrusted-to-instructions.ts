import { subject } from "../argument-rule.ts";
import { guarding } from "../guards.ts";
import type { Rule } from "../rule.ts";
import { argumentsCheck, sourceCheck, whatOf } from "../source-rule.ts";

const hints = ["system", "instruction", "System", "Instruction", "developer", "backstory", "goal"];

/** Text from outside lands where the model takes its orders from. */
export const untrustedToInstructions: Rule = {
  id: "untrusted-to-instructions",
  title: "Content from outside in system instructions",
  severity: "error",
  languages: ["python", "typescript"],
  source: "context",
  outcomes: ["oversight-loss", "privacy-exposure"],
  references: ["LLM01", "ASI01", "MCP06", "MCP10", "CWE-1427", "AML.T0051.001", "AML.T0080"],
  explanation:
    "The system or developer role outranks the person, so what stands there is obeyed. A page, a document or a tool's " +
    "result put there gives its author that rank. Keep the instructions constant and give the content in a message of the " +
    "user's role, with marks around it that say it is data.",
  bad: {
    language: "python",
    code: 'messages=[{"role": "system", "content": f"Answer from this page: {page.text}"}]',
  },
  good: {
    language: "python",
    code: 'messages=[{"role": "system", "content": RULES}, {"role": "user", "content": f"<page>{page.text}</page>"}]',
  },
  checks: [
    sourceCheck(["instructions"], ["untrusted"], hints, (hit) =>
      guarding(hit, []).isSafe
        ? undefined
        : {
            message: `Content from ${whatOf(hit)} becomes part of the ${hit.detail ?? "instructions"}: its author gives orders.`,
            severity: "error",
          },
    ),
    argumentsCheck(["instructions"], hints, (flow) => {
      const { isSafe, assumed } = guarding(flow.hit, ["pattern", "number"]);
      return isSafe
        ? undefined
        : {
            message: `${subject(flow)} becomes part of the ${flow.hit.detail ?? "instructions"} of another model.`,
            severity: "warning",
            confidence: assumed === undefined ? "proven" : "likely",
          };
    }),
  ],
};
