import { argumentCheck, subject } from "../argument-rule.ts";
import type { Judgement } from "../finding-of-flow.ts";
import { queryFixes } from "../fixes/query.ts";
import type { ArgumentFlow } from "../flow/flows.ts";
import { guarding } from "../guards.ts";
import { handedCheck } from "../handed-arguments.ts";
import type { CodeContext, Rule } from "../rule.ts";

/** Settings under which a connection cannot change anything. */
const readOnly =
  /default_transaction_read_only|mode=ro\b|read_only\s*=\s*True|readonly\s*[:=]\s*[Tt]rue|BEGIN\s+READ\s+ONLY|SET\s+TRANSACTION\s+READ\s+ONLY|READ_ONLY|fileMustExist: true, readonly/;

/** An argument of a tool becomes part of a statement that a database runs. */
export const toolParamToQuery: Rule = {
  id: "tool-param-to-query",
  title: "Tool argument in a database statement",
  severity: "error",
  languages: ["python", "typescript"],
  source: "action",
  outcomes: ["privacy-exposure", "data-loss"],
  references: ["LLM05", "ASI02", "MCP05", "CWE-89", "CWE-943", "CWE-90", "CWE-643", "AML.T0053"],
  explanation:
    "What the model passes becomes part of the statement itself, so it can end the condition and read or change any " +
    "table. Give values as parameters, beside the statement; look names of tables and columns up in a list of yours. " +
    "Doubling quotes and testing that the text begins with SELECT are no guards. A tool that runs whole statements needs a " +
    "connection that can only read.",
  bad: { language: "python", code: "cursor.execute(f\"SELECT * FROM users WHERE name = '{name}'\")" },
  good: { language: "python", code: 'cursor.execute("SELECT * FROM users WHERE name = ?", (name,))' },
  checks: [argumentCheck("query", judged), handedCheck("query", judged)],
};

function judged(flow: ArgumentFlow, context: CodeContext): Judgement | undefined {
  const { hit } = flow;
  const { isSafe, assumed, flaw } = guarding(hit, ["pattern"]);
  if (isSafe) {
    return undefined;
  }
  const isFree = !hit.taint.isPart;
  const isReadOnly = readOnly.test(context.text) || readOnly.test(hit.place.unit.document.text);
  if (isFree && isReadOnly) {
    return undefined;
  }
  const why = assumed !== undefined ? `assuming \`${assumed}\` is sound` : flaw;
  return {
    message: isFree
      ? `${subject(flow)} is run as a whole statement by \`${hit.what}\`${why === undefined ? " on a connection that can write" : `: ${why}`}.`
      : `${subject(flow)} is built into the statement of \`${hit.what}\`: ${why ?? "give it as a parameter"}.`,
    severity: assumed !== undefined || (!isFree && isReadOnly) ? "warning" : "error",
    confidence: assumed === undefined ? "proven" : "likely",
    fixes: () => queryFixes(hit),
  };
}
