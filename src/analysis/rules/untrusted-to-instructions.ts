import { field } from "../../syntax/tree.ts";
import { subject } from "../argument-rule.ts";
import { ancestor } from "../calls.ts";
import { roleFixes } from "../fixes/role.ts";
import type { Hit } from "../flow/engine.ts";
import { guarding } from "../guards.ts";
import type { Rule } from "../rule.ts";
import { argumentsCheck, sourceCheck, webRequest, whatOf } from "../source-rule.ts";

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
    sourceCheck(["instructions"], ["untrusted"], (hit) =>
      guarding(hit, []).isSafe || isConversion(hit)
        ? undefined
        : {
            message: `Content from ${whatOf(hit)} becomes part of the ${wordsOf(hit)}: its author gives orders.`,
            // Who sends a request talks to the model anyway; who wrote a page does not.
            severity: whatOf(hit) === webRequest || isRole(hit) ? "warning" : "error",
            fixes: () => roleFixes(hit),
          },
    ),
    argumentsCheck(["instructions"], hints, (flow) => {
      const { isSafe, assumed } = guarding(flow.hit, ["pattern", "number"]);
      return isSafe
        ? undefined
        : {
            message: `${subject(flow)} becomes part of the ${wordsOf(flow.hit)} of another model.`,
            severity: "warning",
            confidence: assumed === undefined ? "proven" : "likely",
            fixes: () => roleFixes(flow.hit),
          };
    }),
  ],
};

/** The parts of a role or task, which the framework puts into longer instructions. */
function isRole({ detail }: Hit): boolean {
  return detail === "backstory" || detail === "goal" || detail === "description";
}

/** `system message` for the parameters that are called `system`. */
function wordsOf({ detail = "instructions" }: Hit): string {
  return detail === "system" || detail === "developer" ? `${detail} message` : detail.replace(/_/g, " ");
}

/** A message that had the system's role before keeps it: adapters between formats read the role and write it. */
function isConversion({ call: { unit, start, end } }: Hit): boolean {
  const { document } = unit;
  const node = document.root.descendantForIndex(start, end);
  const branch =
    node === null
      ? undefined
      : ancestor(node, ({ type }) =>
          /^(?:if_statement|elif_clause|conditional_expression|ternary_expression|case_clause|switch_case)$/.test(
            type,
          ),
        );
  const condition = branch && (field(branch, "condition") ?? field(branch, "value") ?? branch.namedChild(1));
  return (
    condition !== null &&
    condition !== undefined &&
    /["'](?:system|developer)["']/.test(document.textOf(condition))
  );
}
