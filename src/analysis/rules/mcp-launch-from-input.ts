import { subject } from "../argument-rule.ts";
import type { Judgement } from "../finding-of-flow.ts";
import { environmentFixes } from "../fixes/flow-fixes.ts";
import type { Hit } from "../flow/engine.ts";
import { guarding } from "../guards.ts";
import type { CodeCheck, Rule } from "../rule.ts";
import {
  argumentsCheck,
  sourceCheck,
  sourceOf,
  sourceWords,
  whatOf,
  wholeEnvironment,
} from "../source-rule.ts";

const hints = ["Stdio", "stdio", "MCPClient", "MCPServer", "fastmcp"];

/** Somebody else's word decides which program is started as an MCP server. */
export const mcpLaunchFromInput: Rule = {
  id: "mcp-launch-from-input",
  title: "MCP server command taken from input",
  severity: "error",
  languages: ["python", "typescript"],
  source: "action",
  outcomes: ["system-compromise"],
  references: [
    "LLM03",
    "LLM06",
    "ASI04",
    "ASI05",
    "MCP04",
    "MCP05",
    "CWE-78",
    "CWE-829",
    "AML.T0050",
    "AML.T0081",
  ],
  explanation:
    "A server over standard input and output is a program that is started. A command from a request, a tool's argument or a " +
    "model's answer therefore runs any program. Let the input name one of your servers and keep the commands in the code.",
  bad: {
    language: "python",
    code: 'StdioServerParameters(command=request.json["command"], args=request.json["args"])',
  },
  good: {
    language: "python",
    code: 'StdioServerParameters(command="uvx", args=[SERVERS[request.json["server"]]])',
  },
  checks: [
    oncePerCall(
      sourceCheck(["launch"], ["model", "untrusted"], (hit) => judged(hit, sourceWords[sourceOf(hit)])),
    ),
    oncePerCall(argumentsCheck(["launch"], hints, (flow) => judged(flow.hit, subject(flow)))),
    sourceCheck(["launch"], ["secret"], (hit) =>
      hit.detail === "env" && whatOf(hit) === wholeEnvironment && startsForeign(hit)
        ? {
            message:
              "The whole environment goes to a server somebody else wrote, with every secret in it: pass what it needs.",
            severity: "warning",
            fixes: () => environmentFixes(hit),
          }
        : undefined,
    ),
  ],
};

/** Command, arguments and environment of one server are one defect: who decides about the first decides about all. */
function oncePerCall(check: CodeCheck): CodeCheck {
  return {
    ...check,
    check(context) {
      const seen = new Set<string>();
      return check.check(context).filter(({ related }) => {
        // The last place on the way is the call.
        const call = JSON.stringify(related?.at(-1));
        return !seen.has(call) && seen.add(call);
      });
    },
  };
}

/** A program that is fetched from a registry when it is started. */
function startsForeign({ call }: Hit): boolean {
  const text = call.unit.document.text.slice(call.start, call.end);
  return /["'`](?:npx|bunx|uvx|pipx|docker|podman|pnpm|yarn)["'`]/.test(text);
}

function judged(hit: Hit, who: string): Judgement | undefined {
  const { isSafe, assumed } = guarding(hit, []);
  return isSafe
    ? undefined
    : {
        message: `${who} decides what \`${hit.what}\` starts: it can be any program.`,
        severity: assumed === undefined ? "error" : "warning",
        confidence: assumed === undefined ? "proven" : "likely",
      };
}
