import { isDeclaredCodeTool } from "../declared-code.ts";
import { approvalFixes } from "../fixes/flow-fixes.ts";
import { guarding } from "../guards.ts";
import { handedFlow, isOfCall, isSamePlace } from "../handed-arguments.ts";
import type { Rule } from "../rule.ts";
import { sourceCheck, webRequest, whatOf } from "../source-rule.ts";

const enough: Readonly<Record<string, readonly string[]>> = {
  shell: ["shell-quoted", "pattern"],
  code: ["walked"],
  query: ["pattern"],
  path: ["contained", "basename", "pattern"],
};
const does: Readonly<Record<string, string>> = {
  shell: "runs as a command",
  code: "runs as code",
  query: "runs as a statement",
  template: "runs as a template",
  argv: "chooses the program",
  path: "chooses the file",
};

/** What a model wrote, or a page or another server's tool gave back, is run. */
export const llmOutputToExec: Rule = {
  id: "llm-output-to-exec",
  title: "Model output run as code, command or statement",
  severity: "error",
  languages: ["python", "typescript"],
  source: "action",
  outcomes: ["system-compromise"],
  references: ["LLM05", "ASI05", "CWE-94", "CWE-78", "CWE-89", "AML.T0050", "AML.T0051.001"],
  explanation:
    "Whatever the model has read can decide what it writes, so running its answer runs the text of a web page or a mail; " +
    "running a fetched page, or what another server's tool gave back, does so without the detour. " +
    "Taking the code out of a Markdown block or parsing JSON around it changes nothing. Run it in a sandbox outside the " +
    "process, choose among functions of your own, or let a person agree to each run.",
  bad: { language: "python", code: "exec(client.responses.create(model=m, input=task).output_text)" },
  good: {
    language: "python",
    code: 'code = client.responses.create(model=m, input=task).output_text\nif input(f"Run this?\\n{code}\\n") == "y":\n    exec(code)',
  },
  checks: [
    sourceCheck(["shell", "code"], ["untrusted"], (hit) => {
      const { isSafe, assumed } = guarding(hit, enough[hit.kind] ?? []);
      // What a browser asks of a server of one's own is every web program's question, not an agent's.
      if (isSafe || whatOf(hit) === webRequest || hit.detail === "browser") {
        return undefined;
      }
      return {
        message: `${sentence(whatOf(hit))} ${does[hit.kind]} through \`${hit.what}\`: whoever wrote it decides what runs.`,
        severity: hit.detail === "container" ? "info" : assumed !== undefined ? "warning" : "error",
        confidence: assumed === undefined ? "proven" : "likely",
        fixes: () => approvalFixes(hit),
      };
    }),
    sourceCheck(["shell", "code", "query", "template", "argv", "path"], ["model"], (hit, context) => {
      // A tool's own rule says the same of the same place, more exactly.
      const handed = hit.kind === "path" ? undefined : handedFlow(hit, context);
      if (
        context.flows.arguments.some((flow) => isSamePlace(flow.hit, hit)) ||
        (handed !== undefined && !isDeclaredCodeTool(handed))
      ) {
        return undefined;
      }
      const { isSafe, assumed } = guarding(hit, enough[hit.kind] ?? []);
      const isMild =
        (hit.kind === "path" && (hit.detail === "read" || isOfCall(hit))) ||
        (hit.kind === "argv" && hit.detail !== "program") ||
        hit.detail === "browser" ||
        hit.detail === "format";
      if (isSafe || isMild) {
        return undefined;
      }
      const inBox = hit.detail === "container";
      return {
        message: `${sentence(whatOf(hit))} ${does[hit.kind]} through \`${hit.what}\`: what it has read decides ${hit.kind === "path" ? "where it writes" : "what runs"}.`,
        severity: inBox ? "info" : assumed !== undefined || hit.kind === "path" ? "warning" : "error",
        confidence: assumed === undefined ? "proven" : "likely",
        fixes: () => approvalFixes(hit),
      };
    }),
  ],
};

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
