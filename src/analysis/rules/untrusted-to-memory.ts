import { subject } from "../argument-rule.ts";
import type { Judgement } from "../finding-of-flow.ts";
import type { Fix } from "../fix.ts";
import type { Hit } from "../flow/engine.ts";
import { shared } from "../flow/models/sinks-model.ts";
import { guarding } from "../guards.ts";
import type { Rule } from "../rule.ts";
import { argumentsCheck, sourceCheck, sourceOf, webRequest, whatOf } from "../source-rule.ts";

const files = [
  "CLAUDE",
  "AGENTS",
  "GEMINI",
  "MEMORY",
  "SKILL",
  "SOUL",
  "copilot-instructions",
  "cursorrules",
  "windsurfrules",
  "clinerules",
];

/** Signs of a program that talks with several people. */
const servesMany =
  /\b(?:user_?id|thread_?id|tenant|customer_id|session_id|userId|threadId|tenantId|sessionId)\b/;

/** Content from outside is kept for later conversations without saying where it comes from. */
export const untrustedToMemory: Rule = {
  id: "untrusted-to-memory",
  title: "Content from outside kept in memory without its origin",
  severity: "error",
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
    sourceCheck(["memory"], ["untrusted", "model"], (hit) =>
      hit.detail === undefined || hit.detail === shared
        ? guarding(hit, []).isSafe || sourceOf(hit) === "model" || whatOf(hit) === webRequest
          ? undefined
          : {
              message: `Content from ${whatOf(hit)} is kept by \`${hit.what}\` ${hit.detail === shared ? `in ${shared}.` : "without its origin: it comes back as known."}`,
              severity:
                hit.detail === shared && servesMany.test(hit.call.unit.document.text) ? "error" : "warning",
              fixes: () => originFixes(hit),
            }
        : order(hit, sourceOf(hit) === "model" ? "A model's answer" : `Content from ${whatOf(hit)}`),
    ),
    argumentsCheck(["memory"], files, (flow) =>
      flow.hit.detail === undefined || flow.hit.detail === shared
        ? undefined
        : order(flow.hit, subject(flow)),
    ),
  ],
};

/** Written into a file that every later conversation begins with. */
function order(hit: Hit, who: string): Judgement | undefined {
  const file = hit.detail?.split(/[\\/]/).at(-1) ?? "";
  return guarding(hit, []).isSafe
    ? undefined
    : {
        message: `${who} is written into ${file}, which agents obey from then on: let a person write it.`,
        severity: "error",
      };
}

/** Says beside the texts that nobody has vouched for them. */
function originFixes({ place, call, what }: Hit): Fix[] {
  const { document, file, isPython } = place.unit;
  const name = what.split(".").at(-1) ?? "";
  const takesMetadata = /^add_texts$/.test(name);
  const parent = document.root.descendantForIndex(place.start, place.end);
  const isList = parent?.type === "list" && parent.startIndex === place.start;
  const count = isList ? parent.namedChildren.filter((one) => one?.type !== "comment").length : 0;
  if (!isPython || !takesMetadata || count === 0 || call.unit !== place.unit) {
    return [];
  }
  const one = '{"source": "web", "trusted": False}';
  const newText = `, metadatas=[${Array.from({ length: count }, () => one).join(", ")}]`;
  return [
    {
      title: "Say where it comes from",
      kind: "alternative",
      edits: [{ file, range: document.rangeAt(place.end, place.end), newText }],
      placeholder: '"web"',
    },
  ];
}
