import { presenceFixes } from "../fixes/flow-fixes.ts";
import type { Hit } from "../flow/engine.ts";
import { loggedConversations } from "../logged-conversations.ts";
import { modelCallHints } from "../loops.ts";
import type { Rule } from "../rule.ts";
import { sourceCheck, whatOf } from "../source-rule.ts";
import { writtenToStdout } from "../stdout.ts";
import { traced, tracingHints } from "../telemetry.ts";

/** A secret is written to a log, or told to a model. */
export const secretInPromptOrLog: Rule = {
  id: "secret-in-prompt-or-log",
  title: "Secret in a prompt or a log",
  severity: "warning",
  languages: ["python", "typescript"],
  source: "context",
  outcomes: ["privacy-exposure", "access-compromise"],
  references: ["LLM02", "LLM07", "ASI03", "MCP01", "MCP08", "CWE-532", "CWE-200", "AML.T0056", "AML.T0057"],
  explanation:
    "Instructions can be talked out of a model, and logs are read by more people and programs than keys are meant for. Keep " +
    "secrets out of both: hand the key to the client that needs it and log that it is set, or its last characters. Traces and logs that record whole conversations, or what " +
    "tools are given and give back are such a log, and a server that talks over its standard output must print nothing there: what it " +
    "prints of a call both breaks the protocol and ends in the client's log.",
  bad: { language: "python", code: 'logger.info("connecting with %s", os.environ["API_KEY"])' },
  good: {
    language: "python",
    code: 'logger.info("connecting, key set: %s", bool(os.environ.get("API_KEY")))',
  },
  checks: [
    {
      kind: "code",
      hints: tracingHints,
      check: traced,
    },
    {
      kind: "code",
      hints: "tools",
      needs: /print\(|console\.(?:log|info|debug)/,
      check: (context) => writtenToStdout(context),
    },
    {
      kind: "code",
      hints: modelCallHints,
      needs: /\b_?(?:log|LOG|console|pino|winston)/,
      check: loggedConversations,
    },
    sourceCheck(["log", "instructions"], ["secret"], (hit) =>
      isFarEnvironment(hit) || isTakenApart(hit) || hit.taint.facts.has("shortened")
        ? undefined
        : {
            message:
              hit.kind === "log"
                ? `${capital(whatOf(hit))} is written to a log through \`${hit.what}\`.`
                : `${capital(whatOf(hit))} is told to the model in its ${hit.detail ?? "instructions"}: it can be talked out of it.`,
            severity: "warning",
            fixes: () => (hit.kind === "log" ? presenceFixes(hit) : []),
          },
    ),
  ],
};

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Code that hands the environment around and logs something of it later rarely logs a secret. */
function isFarEnvironment({ place, taint: { label } }: Hit): boolean {
  const isWhole = label.kind === "source" && label.what === "the whole environment";
  return (
    isWhole &&
    (label.place.unit !== place.unit || label.place.start < place.start || label.place.end > place.end)
  );
}

/** What a function takes out of a connection string, such as the host, is no secret. */
function isTakenApart({ taint: { label, steps } }: Hit): boolean {
  const isConnection = label.kind === "source" && /CONN|DSN|DATABASE_URL/i.test(label.what);
  return isConnection && steps.some(({ message }) => /passed to `\w*pars/i.test(message));
}
