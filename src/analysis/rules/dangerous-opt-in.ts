import type { Call } from "../calls.ts";
import { calleeOrigins, callsOf, lastName } from "../calls.ts";
import type { FindingSeverity } from "../finding.ts";
import { addingOption, isOwnSource } from "../option-checks.ts";
import type { CodeContext, Rule, RuleFinding } from "../rule.ts";

/** Options that exist to say "I know that this is dangerous". */
export const dangerousOptIn: Rule = {
  id: "dangerous-opt-in",
  title: "Dangerous option switched on",
  severity: "error",
  languages: ["python", "typescript"],
  source: "action",
  outcomes: ["system-compromise", "privacy-exposure"],
  references: [
    "LLM03",
    "LLM05",
    "LLM06",
    "ASI04",
    "ASI05",
    "CWE-829",
    "CWE-94",
    "CWE-502",
    "CWE-749",
    "AML.T0010",
    "AML.T0050",
  ],
  explanation:
    "The framework refuses to work until this option is set, because what it then does is dangerous: run the model's code, send its requests " +
    "anywhere, load objects or code that somebody else wrote. Often there is no other way to use the feature; then the danger has to be met " +
    "elsewhere: a sandbox, a read-only database user, a list of hosts, a pinned revision. Suppress the finding with that reason.",
  bad: {
    language: "python",
    code: "agent = create_pandas_dataframe_agent(llm, df, allow_dangerous_code=True)",
  },
  good: {
    language: "python",
    code: 'model = AutoModel.from_pretrained("acme/embed", trust_remote_code=True, revision="8f3c…40 digits")',
  },
  checks: [
    {
      kind: "code",
      hints: [
        "allow_dangerous_",
        "allowDangerousRequests",
        "trust_remote_code",
        "pickle_fallback",
        "exempt_params",
        "validate_input",
        "FileManagementToolkit",
        "SQLDatabaseChain",
      ],
      check: (context) => [...switchedOn(context), ...looseFiles(context), ...freeStatements(context)],
    },
  ],
};

interface OptIn {
  option: string;
  module: RegExp;
  severity: FindingSeverity;
  message: string;
  /** The value that is dangerous; true when left out. */
  value?: boolean;
  isMet?(context: CodeContext, call: Call): boolean;
}

const langchain = /^(?:langchain|@langchain\/|langchain_)/;

const optIns: readonly OptIn[] = [
  {
    option: "allow_dangerous_code",
    module: langchain,
    severity: "error",
    message:
      "The model's code runs in this process: sandbox the process, or whoever steers the model runs code here.",
  },
  {
    option: "allow_dangerous_requests",
    module: langchain,
    severity: "warning",
    message:
      "The model's statements and requests are sent as they are: give it read-only access and a list of hosts.",
  },
  {
    option: "allowDangerousRequests",
    module: langchain,
    severity: "warning",
    message:
      "The model's statements and requests are sent as they are: give it read-only access and a list of hosts.",
  },
  {
    option: "allow_dangerous_tools",
    module: langchain,
    severity: "warning",
    message: "Tools that run commands or send requests are loaded: check which, and ask before they run.",
  },
  {
    option: "allow_dangerous_deserialization",
    module: langchain,
    severity: "warning",
    message: "Loading this index runs whatever its file says: only load what this program wrote itself.",
  },
  {
    option: "trust_remote_code",
    module:
      /^(?:transformers|sentence_transformers|datasets|vllm|smolagents|llama_index|langchain|huggingface_hub|peft|diffusers)/,
    severity: "warning",
    message:
      "Code of the model's repository runs here, whatever is in it by then: pin `revision` to a commit you read.",
    isMet: ({ document }, call) => {
      const revision = call.option("revision")?.value;
      return revision !== undefined && /^[0-9a-f]{40}$/.test(document.values.string(revision) ?? "");
    },
  },
  {
    option: "pickle_fallback",
    module: /^langgraph(?:\.|$)/,
    severity: "warning",
    message: "Checkpoints are loaded as pickles: whoever can write them runs code here.",
  },
  {
    option: "validate_input",
    module: /^(?:mcp|fastmcp)(?:\.|$)/,
    severity: "warning",
    message: "Arguments reach the handler without being checked against the tool's schema.",
    value: false,
  },
];

function switchedOn(context: CodeContext): RuleFinding[] {
  const { document, file, text } = context;
  const present = optIns.filter(({ option }) => text.includes(option));
  if (present.length === 0) {
    return [];
  }
  return callsOf(document).flatMap((call) =>
    present.flatMap((optIn): RuleFinding[] => {
      const option = call.option(optIn.option);
      const value = option === undefined ? undefined : document.values.scalar(option.value);
      if (option === undefined || value !== (optIn.value ?? true) || optIn.isMet?.(context, call)) {
        return [];
      }
      return isOf(context, call, optIn.module)
        ? [
            {
              severity: optIn.severity,
              confidence: "pattern",
              message: optIn.message,
              range: document.rangeOf(option.node),
              fixes: () =>
                optIn.option === "trust_remote_code" && call.option("revision") === undefined
                  ? [
                      {
                        ...addingOption(
                          document,
                          file,
                          call,
                          `revision="${"0".repeat(40)}"`,
                          "Pin the revision",
                        ),
                        title: "Pin the revision",
                        kind: "alternative" as const,
                        edits:
                          addingOption(
                            document,
                            file,
                            call,
                            `revision="${"0".repeat(40)}"`,
                            "Pin the revision",
                          )?.edits ?? [],
                        placeholder: "0".repeat(40),
                      },
                    ].filter(({ edits }) => edits.length > 0)
                  : [],
            },
          ]
        : [];
    }),
  );
}

/** Methods such as `FAISS.load_local` reach the library through a class, or through what a call of it returned. */
function isOf({ document, file }: CodeContext, call: Call, module: RegExp): boolean {
  const origins = calleeOrigins(document, call);
  return origins.length > 0
    ? origins.some((origin) => module.test(origin.module) && !isOwnSource(file, origin.module))
    : document.names.modules.some((one) => module.test(one) && !isOwnSource(file, one));
}

/** The chain runs whatever statement the model writes, unless the model looks at it again or the database only reads. */
function freeStatements(context: CodeContext): RuleFinding[] {
  const { document, text } = context;
  return !text.includes("SQLDatabaseChain") || /mode=ro\b|read_?only/i.test(text)
    ? []
    : callsOf(document).flatMap((call): RuleFinding[] =>
        /\bSQLDatabaseChain(?:\.from_llm)?$/.test(document.textOf(call.callee)) &&
        isOf(context, call, langchain) &&
        call.complete() &&
        call.option("use_query_checker") === undefined
          ? [
              {
                severity: "warning",
                confidence: "pattern",
                message:
                  "The statements that the model writes are run as they are: connect with a user that may only read.",
                range: document.rangeOf(call.callee),
              },
            ]
          : [],
      );
}

/** Without a root the toolkit works in whatever folder the process is in. */
function looseFiles(context: CodeContext): RuleFinding[] {
  const { document, file, text } = context;
  return !text.includes("FileManagementToolkit")
    ? []
    : callsOf(document).flatMap((call): RuleFinding[] =>
        lastName(document, call.callee) === "FileManagementToolkit" &&
        isOf(context, call, langchain) &&
        call.complete() &&
        call.option("root_dir") === undefined &&
        call.positional.length === 0
          ? [
              {
                severity: "warning",
                confidence: "pattern",
                message: "Without root_dir the model reads, writes and deletes wherever the process may.",
                range: document.rangeOf(call.callee),
                fixes: () =>
                  [
                    addingOption(document, file, call, 'root_dir="workspace"', "Give it a root folder") ?? [],
                  ].flat(),
              },
            ]
          : [],
      );
}
