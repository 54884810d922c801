import { argumentCheck, subject } from "../argument-rule.ts";
import type { Judgement } from "../finding-of-flow.ts";
import { argvFixes } from "../fixes/argv.ts";
import type { ArgumentFlow } from "../flow/flows.ts";
import { guarding } from "../guards.ts";
import { handedCheck } from "../handed-arguments.ts";
import { optionDangerous } from "../programs.ts";
import type { Rule } from "../rule.ts";

/** An argument of a tool becomes an argument of a program that may take it for an option. */
export const toolParamToArgv: Rule = {
  id: "tool-param-to-argv",
  title: "Tool argument taken for an option of a program",
  severity: "error",
  languages: ["python", "typescript"],
  source: "action",
  outcomes: ["system-compromise", "data-loss"],
  references: ["LLM06", "ASI02", "MCP05", "CWE-88", "AML.T0053"],
  explanation:
    "No shell reads the value, but the program does: `--output=/etc/cron.d/x`, `--upload-pack=…` or `-oProxyCommand=…` " +
    "given where a name is expected makes it write files or run commands. Put `--` before the value, reject what begins " +
    "with a dash, or join it to a fixed option (`--author=…`). A tool that lets the model choose the program itself can " +
    "run anything. Only programs with dangerous options are reported.",
  bad: {
    language: "python",
    code: '@mcp.tool()\ndef log(branch: str) -> str:\n    return check_output(["git", "log", branch], text=True)',
  },
  good: {
    language: "python",
    code: '@mcp.tool()\ndef log(branch: str) -> str:\n    if branch.startswith("-"):\n        raise ValueError("not a branch")\n    return check_output(["git", "log", branch, "--"], text=True)',
  },
  checks: [argumentCheck("argv", judged), handedCheck("argv", judged)],
};

function judged(flow: ArgumentFlow): Judgement | undefined {
  const { hit } = flow;
  const { isSafe, assumed } = guarding(hit, [
    "no-option",
    "contained",
    "resolved",
    "pattern",
    "shell-quoted",
  ]);
  const { isPart, lead } = hit.taint;
  if (hit.detail === "program") {
    return isSafe || isPart
      ? undefined
      : {
          message: `${subject(flow)} chooses the program that \`${hit.what}\` runs: it can be any.`,
          severity: assumed === undefined ? "error" : "warning",
          confidence: assumed === undefined ? "proven" : "likely",
        };
  }
  const isJoined = isPart && lead !== "" && !lead.startsWith("…");
  if (isSafe || isJoined || hit.detail === undefined || !optionDangerous.test(hit.detail)) {
    return undefined;
  }
  return {
    message: `${subject(flow)} can be an option of \`${hit.detail}\`: put \`--\` before it or reject a leading dash.`,
    severity: assumed === undefined ? "error" : "warning",
    confidence: assumed === undefined ? "proven" : "likely",
    fixes: () => argvFixes(hit),
  };
}
