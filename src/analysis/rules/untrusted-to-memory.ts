import { guarding } from "../guards.ts";
import type { Rule } from "../rule.ts";
import { sourceCheck, whatOf } from "../source-rule.ts";

/** Content from outside is kept for later conversations without saying where it comes from. */
export const untrustedToMemory: Rule = {
  id: "untrusted-to-memory",
  title: "Content from outside kept in memory without its origin",
  severity: "warning",
  languages: ["python", "typescript"],
  source: "context",
  outcomes: ["misinformation", "oversight-loss"],
  references: ["LLM04", "LLM08", "ASI06", "MCP06", "CWE-349", "CWE-1427", "AML.T0080.000", "AML.T0070"],
  explanation:
    "What is remembered comes back in other conversations, with other people, and by then nobody sees that a web page wrote " +
    "it. Store where it comes from beside it, keep one person's memory apart from another's, and let instructions to the " +
    "model be written by people only.",
  bad: { language: "python", code: "store.add_texts([requests.get(url).text])" },
  good: {
    language: "python",
    code: 'store.add_texts([requests.get(url).text], metadatas=[{"source": url, "trusted": False}])',
  },
  checks: [
    sourceCheck(["memory"], ["untrusted"], ["add", "upsert", "put", "from_"], (hit) =>
      guarding(hit, []).isSafe
        ? undefined
        : {
            message: `Content from ${whatOf(hit)} is kept by \`${hit.what}\` without its origin: it comes back as known.`,
          },
    ),
  ],
};
