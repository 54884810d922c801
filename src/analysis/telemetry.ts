import { hasLabel } from "../ots/tool.ts";
import type { Node } from "../syntax/node.ts";
import type { Call } from "./calls.ts";
import type { FindingSeverity } from "./finding.ts";
import type { Fix } from "./fix.ts";
import { addingOption, callsTo, replacing } from "./option-checks.ts";
import type { CodeContext, RuleFinding } from "./rule.ts";

/** Options by which whole conversations, with whatever is in them, go into traces and logs when they are true. */
const options: readonly {
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
  {
    module: /^logfire(?:\.|$)/,
    names: ["instrument_pydantic_ai"],
    option: "include_content",
    severity: "info",
  },
];

/** One of these occurs wherever something here can be found. */
export const tracingHints = [
  "trace_include_sensitive_data",
  "traceIncludeSensitiveData",
  "include_content",
  "experimental_telemetry",
  "set_debug",
  "output_log_file",
  "Runner.run",
];

const message = "Arguments and results of every tool go into the trace, secrets and private data among them.";

/** Traces and logs that record what tools are given and give back. */
export function traced(context: CodeContext): RuleFinding[] {
  return [...switchedOn(context), ...recording(context), ...debugging(context), ...byDefault(context)];
}

function switchedOn(context: CodeContext): RuleFinding[] {
  const { document, file, text } = context;
  const isPython = document.language === "python";
  return options
    .filter(({ option }) => text.includes(option))
    .flatMap(({ option, severity, ...callee }) =>
      callsTo(context, callee).flatMap((call): RuleFinding[] => {
        const given = call.option(option);
        return given !== undefined && document.values.scalar(given.value) === true
          ? [
              found(context, given.node, severity, () => [
                replacing(
                  document,
                  file,
                  given.value,
                  isPython ? "False" : "false",
                  "Leave the content out of traces",
                ),
              ]),
            ]
          : [];
      }),
    );
}

/** `experimental_telemetry: { isEnabled: true }` of the AI SDK records inputs and outputs unless told otherwise. */
function recording(context: CodeContext): RuleFinding[] {
  const { document, file, text } = context;
  if (!text.includes("experimental_telemetry")) {
    return [];
  }
  const callee = {
    module: /^ai$/,
    names: ["generateText", "streamText", "generateObject", "streamObject", "ToolLoopAgent"],
  };
  return callsTo(context, callee).flatMap((call): RuleFinding[] => {
    const given = call.option("experimental_telemetry");
    const members = given && document.values.members(given.value);
    const flag = (name: string) => {
      const value = members?.get(name);
      return value === undefined ? undefined : document.values.scalar(value);
    };
    const records = flag("recordInputs") !== false || flag("recordOutputs") !== false;
    if (given === undefined || members?.complete !== true || flag("isEnabled") !== true || !records) {
      return [];
    }
    const missing = ["recordInputs", "recordOutputs"].filter((name) => members.get(name) === undefined);
    const at = members.entries.at(-1)?.value.endIndex;
    return [
      found(context, given.node, "info", () =>
        missing.length !== 2 || at === undefined
          ? []
          : [
              {
                title: "Leave inputs and outputs out of traces",
                kind: "safe",
                edits: [
                  {
                    file,
                    range: document.rangeAt(at, at),
                    newText: `, ${missing.map((name) => `${name}: false`).join(", ")}`,
                  },
                ],
              },
            ],
      ),
    ];
  });
}

/** `set_debug(True)` of LangChain and the log file of a crew hold every prompt in full. */
function debugging(context: CodeContext): RuleFinding[] {
  const { document, file, text } = context;
  const debugged = !text.includes("set_debug")
    ? []
    : callsTo(context, { module: /^langchain(?:_core|_classic)?(?:\.|$)/, names: ["set_debug"] }).flatMap(
        (call) => {
          const [value] = call.positional;
          return value !== undefined && document.values.scalar(value) === true
            ? [
                found(context, call.node, "info", () => [
                  replacing(document, file, value, "False", "Switch it off"),
                ]),
              ]
            : [];
        },
      );
  const logged = !text.includes("output_log_file")
    ? []
    : callsTo(context, { module: /^crewai(?:\.|$)/, names: ["Crew"] }).flatMap((call) => {
        const option = call.option("output_log_file");
        return option === undefined ? [] : [found(context, option.node, "info", () => [])];
      });
  return [...debugged, ...logged];
}

/** The Agents SDK traces tools with what they hold unless it is told not to; worth a hint where a tool reads what is private. */
function byDefault(context: CodeContext): RuleFinding[] {
  const { document, file, text, tools } = context;
  const isSettled =
    /trace_include_sensitive_data|TRACE_INCLUDE_SENSITIVE_DATA|set_tracing_disabled|tracing_disabled|DISABLE_TRACING/i;
  const isPrivate = tools.some(
    (tool) => tool.framework === "openai-agents-python" && hasLabel(tool, "reads-sensitive"),
  );
  if (document.language !== "python" || !isPrivate || isSettled.test(text)) {
    return [];
  }
  const [call] = callsTo(context, { module: /^agents(?:\.|$)/, names: ["run", "run_sync", "run_streamed"] });
  return call === undefined || !call.complete() || call.option("run_config") !== undefined
    ? []
    : [found(context, call.callee, "info", () => tracedLess(context, call, file))];
}

function tracedLess({ document }: CodeContext, call: Call, file: string): Fix[] {
  const option = "run_config=RunConfig(trace_include_sensitive_data=False)";
  const fix = addingOption(document, file, call, option, "Leave the content out of traces");
  const isKnown = /\bRunConfig\b/.test(document.text);
  const imports = document
    .nodes("import_from_statement")
    .find((node) => /^from agents import [\w, ]+$/.test(document.textOf(node)));
  if (fix === undefined || (!isKnown && imports === undefined)) {
    return [];
  }
  const imported =
    isKnown || imports === undefined
      ? []
      : [{ file, range: document.rangeAt(imports.endIndex, imports.endIndex), newText: ", RunConfig" }];
  return [{ ...fix, edits: [...imported, ...fix.edits] }];
}

function found(
  { document }: CodeContext,
  node: Node,
  severity: FindingSeverity,
  fixes: () => readonly Fix[],
): RuleFinding {
  return { severity, confidence: "pattern", message, range: document.rangeOf(node), fixes };
}
