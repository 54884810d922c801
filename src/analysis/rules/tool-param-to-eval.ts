import { argumentCheck, subject } from "../argument-rule.ts";
import { isDeclaredCodeTool } from "../declared-code.ts";
import type { Judgement } from "../finding-of-flow.ts";
import { evalFixes } from "../fixes/eval.ts";
import type { ArgumentFlow } from "../flow/flows.ts";
import { guarding } from "../guards.ts";
import { handedCheck } from "../handed-arguments.ts";
import type { Rule } from "../rule.ts";

/** An argument of a tool is evaluated as program text. */
export const toolParamToEval: Rule = {
  id: "tool-param-to-eval",
  title: "Tool argument evaluated as code",
  severity: "error",
  languages: ["python", "typescript"],
  source: "action",
  outcomes: ["system-compromise"],
  references: ["LLM05", "LLM06", "ASI05", "MCP05", "CWE-94", "CWE-95", "AML.T0053", "AML.T0050"],
  explanation:
    "What the model passes is run as code of your process, with its files, network and secrets. Emptying " +
    "`__builtins__`, Node's `vm` and filters of characters do not confine it. Parse literals with `ast.literal_eval` or " +
    "`JSON.parse`, evaluate arithmetic with a parser that knows only arithmetic, and run real code in a sandbox outside " +
    "the process.",
  bad: {
    language: "python",
    code: "@tool\ndef calculate(expression: str) -> str:\n    return str(eval(expression))",
  },
  good: {
    language: "python",
    code: "@tool\ndef parse(value: str) -> str:\n    return str(ast.literal_eval(value))",
  },
  checks: [argumentCheck("code", judged), handedCheck("code", judged)],
};

function judged(flow: ArgumentFlow): Judgement | undefined {
  const { hit } = flow;
  const { isSafe, assumed } = guarding(hit, [
    "walked",
    ...(hit.detail === "import" ? ["contained", "pattern"] : []),
  ]);
  const isDeclared = isDeclaredCodeTool(flow);
  if (isSafe || isDeclared || (hit.detail === "import" && hit.taint.isPart && hit.taint.lead !== "")) {
    return undefined;
  }
  const why =
    assumed !== undefined
      ? `assuming \`${assumed}\` is sound`
      : hit.detail === "namespace"
        ? "and a bare namespace does not confine it"
        : hit.detail === "browser"
          ? "in the browser's page"
          : hit.detail === "import"
            ? "which loads any module"
            : "which runs any code";
  const isMild = assumed !== undefined || hit.detail === "browser";
  return {
    message: `${subject(flow)} reaches \`${hit.what}\`, ${why}.`,
    severity: isMild ? "warning" : "error",
    confidence: assumed === undefined ? "proven" : "likely",
    fixes: () => evalFixes(hit),
  };
}
