import { argumentCheck, subject } from "../argument-rule.ts";
import type { Judgement } from "../finding-of-flow.ts";
import { pathFixes } from "../fixes/path.ts";
import type { ArgumentFlow } from "../flow/flows.ts";
import { guarding } from "../guards.ts";
import { handedCheck } from "../handed-arguments.ts";
import type { CodeContext, Rule } from "../rule.ts";

const verbs: Readonly<Record<string, string>> = {
  read: "reads any file",
  write: "writes any file",
  delete: "deletes any file",
  send: "sends out any file",
};

/** An argument of a tool names a file without being confined to a folder. */
export const toolParamToPath: Rule = {
  id: "tool-param-to-path",
  title: "Tool argument used as a file path",
  severity: "error",
  languages: ["python", "typescript"],
  source: "action",
  outcomes: ["privacy-exposure", "data-loss"],
  references: ["LLM02", "LLM06", "ASI02", "MCP05", "CWE-22", "CWE-73", "CWE-59", "AML.T0053", "AML.T0086"],
  explanation:
    "The model names the file, so whoever steers the model reads keys and settings or overwrites start-up scripts: " +
    "`../../.ssh/id_rsa`, `/etc/passwd`, a link that leads out. Joining with a root does not help, because an absolute " +
    "path replaces the root. Resolve the path first and then test that it lies inside the root, with its separator, or " +
    "take only the last part of the name.",
  bad: {
    language: "python",
    code: '@mcp.tool()\ndef read_note(name: str) -> str:\n    return open(f"notes/{name}").read()',
  },
  good: {
    language: "python",
    code: '@mcp.tool()\ndef read_note(name: str) -> str:\n    path = (ROOT / name).resolve()\n    if not path.is_relative_to(ROOT):\n        raise ValueError("outside the notes")\n    return path.read_text()',
  },
  checks: [argumentCheck("path", judged), handedCheck("path", judged)],
};

function judged(flow: ArgumentFlow, { flows }: CodeContext): Judgement | undefined {
  const { hit } = flow;
  // The folder is made for the file that is written next, and the same check mends both.
  if (makesFolder(flow) && flows.arguments.some((other) => isSameDefect(flow, other))) {
    return undefined;
  }
  if (hit.detail === "archive") {
    return {
      message: `${subject(flow)} is unpacked with names that lead anywhere: give \`filter="data"\`.`,
    };
  }
  const { isSafe, assumed, flaw } = guarding(hit, [
    "contained",
    "basename",
    "pattern",
    "url-encoded",
    "host-allowed",
  ]);
  if (isSafe || /^https?:/.test(hit.taint.lead)) {
    return undefined;
  }
  const why = assumed !== undefined ? `assuming \`${assumed}\` is sound` : (flaw ?? "no folder confines it");
  const isGrave = hit.detail !== "read" && assumed === undefined;
  return {
    message: `${subject(flow)} ${verbs[hit.detail ?? "read"]} through \`${hit.what}\`: ${why}.`,
    severity: isGrave ? "error" : assumed === undefined ? "warning" : "info",
    confidence: assumed === undefined ? "proven" : "likely",
    fixes: () => pathFixes(hit),
  };
}

function makesFolder({ hit: { what } }: ArgumentFlow): boolean {
  return /(?:mkdirs?|makedirs|mkdirSync|ensureDir|ensureDirSync|mkdirp)$/.test(what);
}

/** Whether the other flow writes with the same argument, no better guarded. */
function isSameDefect({ tool, argument, hit }: ArgumentFlow, other: ArgumentFlow): boolean {
  return (
    other.hit.kind === "path" &&
    other.hit.detail !== "read" &&
    other.tool.id === tool.id &&
    other.argument === argument &&
    !makesFolder(other) &&
    [...other.hit.taint.facts].every((fact) => hit.taint.facts.has(fact))
  );
}
