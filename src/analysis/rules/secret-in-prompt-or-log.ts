import type { FindingSeverity } from "../finding.ts";
import { presenceFixes } from "../fixes/flow-fixes.ts";
import type { Hit } from "../flow/engine.ts";
import { callsTo, replacing } from "../option-checks.ts";
import type { CodeContext, Rule, RuleFinding } from "../rule.ts";
import { sourceCheck, whatOf } from "../source-rule.ts";

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
    "secrets out of both: hand the key to the client that needs it and log that it is set, or its last characters.",
  bad: { language: "python", code: 'logger.info("connecting with %s", os.environ["API_KEY"])' },
  good: {
    language: "python",
    code: 'logger.info("connecting, key set: %s", bool(os.environ.get("API_KEY")))',
  },
  checks: [
    {
      kind: "code",
      hints: [
        "trace_include_sensitive_data",
        "traceIncludeSensitiveData",
        "include_content",
        "experimental_telemetry",
      ],
      check: traced,
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

/** Options by which whole conversations, with whatever is in them, go into traces. */
const tracing: readonly {
  module: RegExp;
  names: readonly string[];
  option: string;
  severity: FindingSeverity;
}[] = [
  {
    module: /^agents(?:\.|$)/,
    names: ["RunConfig"],
    option: "trace_include_sensitive_data",
    severity: "warning",
  },
  {
    module: /^@openai\/agents/,
    names: ["Runner", "run"],
    option: "traceIncludeSensitiveData",
    severity: "warning",
  },
  {
    module: /^pydantic_ai(?:\.|$)/,
    names: ["InstrumentationSettings"],
    option: "include_content",
    severity: "info",
  },
];

function traced(context: CodeContext): RuleFinding[] {
  const { document, file, text } = context;
  const isPython = document.language === "python";
  return tracing
    .filter(({ option }) => text.includes(option))
    .flatMap(({ option, severity, ...callee }) =>
      callsTo(context, callee).flatMap((call): RuleFinding[] => {
        const given = call.option(option);
        return given !== undefined && document.values.scalar(given.value) === true
          ? [
              {
                severity,
                confidence: "pattern",
                message:
                  "Arguments and results of every tool go into the trace, secrets and private data among them.",
                range: document.rangeOf(given.node),
                fixes: () => [
                  replacing(
                    document,
                    file,
                    given.value,
                    isPython ? "False" : "false",
                    "Leave the content out of traces",
                  ),
                ],
              },
            ]
          : [];
      }),
    );
}
