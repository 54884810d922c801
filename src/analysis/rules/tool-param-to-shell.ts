import { argumentCheck, subject } from "../argument-rule.ts";
import { isDeclaredCodeTool } from "../declared-code.ts";
import type { Judgement } from "../finding-of-flow.ts";
import { shellFixes } from "../fixes/shell.ts";
import type { ArgumentFlow } from "../flow/flows.ts";
import { guarding } from "../guards.ts";
import { handedCheck } from "../handed-arguments.ts";
import type { Rule } from "../rule.ts";

/** An argument of a tool becomes part of a command line that a shell reads. */
export const toolParamToShell: Rule = {
  id: "tool-param-to-shell",
  title: "Tool argument in a shell command",
  severity: "error",
  languages: ["python", "typescript"],
  source: "action",
  outcomes: ["system-compromise"],
  references: ["LLM05", "LLM06", "ASI02", "ASI05", "MCP05", "CWE-78", "AML.T0053", "AML.T0050"],
  explanation:
    "What the model passes to the tool becomes part of a command line. A shell reads `;`, `|`, `$(…)` and line breaks in " +
    "it, so whoever steers the model, a web page or an issue it reads for example, runs commands on your machine. Run " +
    "the program without a shell, with its arguments as a list, or quote the value with the shell's own quoting. " +
    "Removing some characters, HTML escaping and testing only the first word do not help.",
  bad: {
    language: "python",
    code: '@mcp.tool()\ndef ping(host: str) -> str:\n    return subprocess.run(f"ping -c 1 {host}", shell=True, capture_output=True, text=True).stdout',
  },
  good: {
    language: "python",
    code: '@mcp.tool()\ndef ping(host: str) -> str:\n    return subprocess.run(["ping", "-c", "1", "--", host], capture_output=True, text=True, timeout=30).stdout',
  },
  checks: [argumentCheck("shell", judged), handedCheck("shell", judged)],
};

function judged(flow: ArgumentFlow): Judgement | undefined {
  const { hit } = flow;
  const { isSafe, assumed, flaw } = guarding(hit, ["shell-quoted", "pattern", "pattern-with-slashes"]);
  if (isSafe || isDeclaredCodeTool(flow)) {
    return undefined;
  }
  const inBox = hit.detail === "container";
  const isUnsure = assumed !== undefined || hit.detail === "may be a shell";
  const why =
    assumed !== undefined
      ? `assuming \`${assumed}\` is sound`
      : (flaw ?? (inBox ? "in a container" : "it can run any command"));
  return {
    message: `${subject(flow)} reaches a shell through \`${hit.what.split(".").at(-1) ?? hit.what}\`: ${why}.`,
    severity: inBox ? "info" : isUnsure ? "warning" : "error",
    confidence: isUnsure ? "likely" : "proven",
    fixes: () => shellFixes(hit),
  };
}
