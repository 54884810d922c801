import { argumentCheck, purposeOf, subject } from "../argument-rule.ts";
import type { Judgement } from "../finding-of-flow.ts";
import { urlFixes } from "../fixes/url.ts";
import type { ArgumentFlow } from "../flow/flows.ts";
import { guarding } from "../guards.ts";
import { handedCheck } from "../handed-arguments.ts";
import type { Rule } from "../rule.ts";

/** Tools that are there to fetch what the person names. */
const declaredFetch =
  /\b(fetch|scrape|crawl|brows(e|er|ing)|navigate|download|open|visit|web ?page|web ?site|url|link)s?\b/i;

/** An argument of a tool decides which host a request goes to. */
export const toolParamToUrl: Rule = {
  id: "tool-param-to-url",
  title: "Tool argument decides where a request goes",
  severity: "error",
  languages: ["python", "typescript"],
  source: "action",
  outcomes: ["access-compromise", "privacy-exposure"],
  references: ["LLM06", "ASI02", "MCP05", "MCP10", "CWE-918", "AML.T0053", "AML.T0086"],
  explanation:
    "The request leaves from your machine: the model can be steered to the cloud's metadata service, to admin pages that " +
    "only answer inside, or to a stranger's server with your data in the address. Fix the host in the program, test it " +
    "against a list of hosts, or refuse addresses that are not global after resolving them, with redirects switched off. " +
    "A test of the scheme or a search for `localhost` is no guard. A fixed host with a path from the model is fine.",
  bad: {
    language: "python",
    code: "@mcp.tool()\ndef status(endpoint: str) -> str:\n    return requests.get(endpoint, timeout=10).text",
  },
  good: {
    language: "python",
    code: '@mcp.tool()\ndef status(service: str) -> str:\n    return requests.get(f"https://status.example.org/{quote(service)}", timeout=10).text',
  },
  checks: [argumentCheck("url", judged), handedCheck("url", judged)],
};

function judged(flow: ArgumentFlow): Judgement | undefined {
  const { hit } = flow;
  const { isSafe, assumed, flaw } = guarding(hit, ["host-allowed", "public-host", "pattern"]);
  const authority = authorityOf(hit.taint);
  if (isSafe || authority === "fixed") {
    return undefined;
  }
  if (authority === "open-ended") {
    return {
      message: `${subject(flow)} can change the host of \`${hit.what}\`: end the base address with a slash.`,
      severity: "warning",
      confidence: "likely",
    };
  }
  const isFetch = !hit.taint.isPart && declaredFetch.test(purposeOf(flow));
  const why = assumed !== undefined ? `assuming \`${assumed}\` is sound` : (flaw ?? "internal ones included");
  return {
    message: `${subject(flow)} chooses the host \`${hit.what}\` asks: ${why}.`,
    severity: isFetch || assumed !== undefined ? "warning" : "error",
    confidence: assumed === undefined ? "proven" : "likely",
    fixes: () => urlFixes(hit),
  };
}

/** Whether the text before the value settles the host. */
function authorityOf({ isPart, lead }: { isPart: boolean; lead: string }): "fixed" | "open-ended" | "chosen" {
  if (!isPart || lead === "") {
    return "chosen";
  }
  if (/^[a-z][\w+.-]*:\/\/[^/?#…]+$/i.test(lead)) {
    return /:\d*$/.test(lead.slice(8)) || !lead.includes(".") ? "fixed" : "open-ended";
  }
  return /^[a-z][\w+.-]*:\/\/$/i.test(lead) ? "chosen" : "fixed";
}
