import type { CodeDocument } from "../../syntax/code-document.ts";
import type { Node } from "../../syntax/node.ts";
import type { Call } from "../calls.ts";
import { isDeclaredCodeTool, isDeclaredInterpreter } from "../declared-code.ts";
import type { FindingSeverity } from "../finding.ts";
import { argumentFinding } from "../finding-of-flow.ts";
import type { Fix } from "../fix.ts";
import type { ArgumentFlow } from "../flow/flows.ts";
import { guarding } from "../guards.ts";
import { addingOption, callsTo, constantOf, replacing } from "../option-checks.ts";
import type { CodeContext, Rule, RuleFinding } from "../rule.ts";

/** What runs the model's code on this very machine. */
export const unsandboxedCodeTool: Rule = {
  id: "unsandboxed-code-tool",
  title: "Code of the model runs without a sandbox",
  severity: "error",
  languages: ["python", "typescript"],
  source: "action",
  outcomes: ["system-compromise"],
  references: ["LLM06", "LLM05", "ASI05", "MCP05", "CWE-250", "CWE-94", "CWE-653", "AML.T0050", "AML.T0105"],
  explanation:
    "A shell, an interpreter or a code executor is handed to the model and runs on the machine of the person, with everything it can reach. " +
    "A sentence in a page or file is enough to steer it. With a person's approval before each run it is a warning. Executors in a container or " +
    "a remote sandbox are not reported.",
  bad: { language: "python", code: 'executor = LocalCommandLineCodeExecutor(work_dir="coding")' },
  good: { language: "python", code: 'executor = DockerCommandLineCodeExecutor(work_dir="coding")' },
  checks: [
    {
      kind: "code",
      hints: [
        "LocalCommandLineCodeExecutor",
        "use_docker",
        "executor_type",
        "CodeAgent",
        "PythonREPL",
        "PythonAstREPLTool",
        "ShellTool",
        "PythonTools",
        "shellTool",
        "BashProcess",
        "LLMBashChain",
        "load_tools",
        "CodeInterpreterToolSpec",
        "PandasQueryEngine",
        "create_pandas_dataframe_agent",
        "UnsafeLocalCodeExecutor",
        "allow_code_execution",
        "vm2",
      ],
      check: (context) => checks.flatMap((check) => found(context, check)),
    },
    { kind: "code", hints: "tools", check: ownTools },
  ],
};

/** Anything in the file by which somebody is asked before a call, or the call is moved elsewhere. */
const carriers =
  /\belicit|\bconfirm|\bapprov|human_input|interrupt\(|can_use_tool|canUseTool|isolated-vm|\be2b|E2BSandbox|\bmodal\b|daytona|\bdocker\b|firejail|bwrap|nsjail/i;

/** A tool of one's own that says it is a shell or an interpreter, and is one. */
function ownTools(context: CodeContext): RuleFinding[] {
  const seen = new Set<string>();
  let hasCarrier: boolean | undefined;
  return context.flows.arguments
    .filter((flow) => isDeclaredCodeTool(flow) || isRunFile(context, flow))
    .flatMap((flow): RuleFinding[] => {
      const { tool, hit } = flow;
      const { isSafe } = guarding(hit, ["walked"]);
      if (isSafe || hit.detail === "container" || hit.detail === "browser" || seen.has(tool.id)) {
        return [];
      }
      seen.add(tool.id);
      hasCarrier ??= carriers.test(context.text.replaceAll(suppressionMark, ""));
      const isAsked = hasCarrier || (tool.approval !== undefined && tool.approval.required !== "never");
      const what =
        hit.kind === "content"
          ? "code on this machine"
          : hit.kind === "code"
            ? "code in this process"
            : "commands on this machine";
      return [
        argumentFinding(context, flow, {
          message: `\`${tool.name.slice(0, 30)}\` runs the model's ${what}: whoever steers the model has them.`,
          severity: isAsked ? "warning" : "error",
        }),
      ];
    });
}

/** What the model wrote is put into a file, and a program is started on it. */
function isRunFile(context: CodeContext, flow: ArgumentFlow): boolean {
  const { hit, tool } = flow;
  return (
    hit.kind === "content" &&
    !hit.taint.isPart &&
    isDeclaredInterpreter(flow) &&
    context.flows.effectsOf(tool).some(({ kind }) => kind === "runs" || kind === "starts")
  );
}

const suppressionMark = /autosafe-ignore[^\n]*/g;

interface CodeCheck {
  module: RegExp;
  names: readonly string[];
  /** What of the call is unsafe; undefined when this call is not. */
  unsafe(document: CodeDocument, call: Call): Unsafe | undefined;
  fix?(document: CodeDocument, file: string, call: Call): Fix | undefined;
}

interface Unsafe {
  at: Node;
  severity?: FindingSeverity;
  words: string;
}

const always =
  (words: string, severity: FindingSeverity = "error") =>
  (document: CodeDocument, call: Call): Unsafe => ({
    at: call.callee,
    words,
    severity: hasApproval(document, call) ? "warning" : severity,
  });

/** Options by which somebody is asked before each run. */
function hasApproval(document: CodeDocument, call: Call): boolean {
  return ["needs_approval", "needsApproval", "ask_human_input", "approval_func", "on_approval"].some(
    (name) => {
      const value = call.option(name)?.value;
      return (
        value !== undefined &&
        document.values.scalar(value) !== false &&
        document.values.scalar(value) !== null
      );
    },
  );
}

const dangerousImports = /^(?:\*|os|subprocess|sys|socket|shutil|builtins|ctypes|importlib|posix)(?:\.|$)/;

const checks: readonly CodeCheck[] = [
  {
    module: /^(?:autogen_ext|autogen|ag2)(?:\.|$)/,
    names: ["LocalCommandLineCodeExecutor"],
    unsafe: always("runs the model's commands on this machine"),
    fix: (document, file, call) =>
      call.callee.type === "identifier"
        ? undefined
        : replacing(document, file, call.callee, "DockerCommandLineCodeExecutor", "Run it in a container"),
  },
  {
    module: /^(?:autogen|ag2|pyautogen)(?:\.|$)/,
    names: ["UserProxyAgent", "AssistantAgent", "ConversableAgent", "GPTAssistantAgent"],
    unsafe(document, call) {
      const config = call.option("code_execution_config")?.value;
      const docker = config && document.values.members(config)?.get("use_docker");
      return docker !== undefined && document.values.scalar(docker) === false
        ? { at: docker, words: "runs the model's code outside Docker" }
        : undefined;
    },
    fix(document, file, call) {
      const config = call.option("code_execution_config")?.value;
      const docker = config && document.values.members(config)?.get("use_docker");
      return docker && replacing(document, file, docker, "True", "Run it in Docker");
    },
  },
  {
    module: /^smolagents(?:\.|$)/,
    names: ["CodeAgent"],
    unsafe(document, call) {
      const type = constantOf(document, call, "executor_type");
      const list = call.option("additional_authorized_imports");
      const imports = list === undefined ? [] : (document.values.items(list.value)?.items ?? []);
      const risky = imports.find((node) => dangerousImports.test(document.values.string(node) ?? ""));
      return risky !== undefined &&
        (type === undefined || type === "local") &&
        call.option("executor") === undefined
        ? { at: risky, words: "may leave its interpreter by this import" }
        : undefined;
    },
    fix: (document, file, call) =>
      call.option("executor_type") === undefined
        ? addingOption(document, file, call, 'executor_type="docker"', "Run it in a container")
        : undefined,
  },
  {
    module: /^langchain(?:_experimental|_community|_classic)?(?:\.|$)/,
    names: ["PythonREPLTool", "PythonAstREPLTool", "PythonREPL", "BashProcess", "LLMBashChain"],
    unsafe: always("runs the model's code in this process"),
  },
  {
    module: /^langchain(?:_community|_classic)?(?:\.|$)/,
    names: ["ShellTool"],
    unsafe: always("runs the model's commands on this machine"),
    fix: (document, file, call) =>
      call.option("ask_human_input") === undefined
        ? addingOption(document, file, call, "ask_human_input=True", "Ask before each command")
        : undefined,
  },
  {
    module: /^langchain(?:_community|_classic)?(?:\.|$)/,
    names: ["load_tools"],
    unsafe(document, call) {
      const list = call.positional[0] === undefined ? undefined : document.values.items(call.positional[0]);
      const shell = list?.items.find((node) =>
        /^(?:terminal|python_repl)$/.test(document.values.string(node) ?? ""),
      );
      return shell && { at: shell, words: "runs the model's commands on this machine" };
    },
  },
  {
    module: /^langchain_experimental(?:\.|$)/,
    names: ["create_pandas_dataframe_agent", "create_csv_agent", "create_spark_dataframe_agent"],
    unsafe: (document, call) =>
      constantOf(document, call, "allow_dangerous_code") === true
        ? undefined // said by dangerous-opt-in
        : { at: call.callee, words: "runs the model's code in this process", severity: "warning" },
  },
  {
    module: /^langchain\.agents\.middleware(?:\.|$)/,
    names: ["ShellToolMiddleware"],
    unsafe: (_document, call) =>
      call.complete() && call.option("execution_policy") === undefined
        ? { at: call.callee, words: "runs the model's commands on this machine" }
        : undefined,
    fix: (document, file, call) =>
      addingOption(document, file, call, "execution_policy=DockerExecutionPolicy()", "Run it in a container"),
  },
  {
    module: /^llama_index(?:\.|$)/,
    names: ["CodeInterpreterToolSpec", "PandasQueryEngine"],
    unsafe: always("runs the model's code in this process"),
  },
  {
    module: /^(?:agno|phi)(?:\.|$)/,
    names: ["ShellTools", "PythonTools"],
    unsafe: (_document, call) => ({
      at: call.callee,
      words: "runs the model's commands on this machine",
      severity: call.option("requires_confirmation_tools") === undefined ? "error" : "warning",
    }),
  },
  {
    module: /^agents(?:\.|$)/,
    names: ["LocalShellTool"],
    unsafe: always("runs the model's commands on this machine"),
  },
  {
    module: /^agents(?:\.|$)/,
    names: ["ShellTool"],
    unsafe(document, call) {
      const environment = call.option("environment")?.value;
      const type = environment && document.values.members(environment)?.get("type");
      const isHosted = type !== undefined && /^container/.test(document.values.string(type) ?? "");
      const isLocal = call.option("executor") !== undefined || call.positional.length > 0;
      return isHosted || !isLocal || hasApproval(document, call)
        ? undefined
        : { at: call.callee, words: "runs the model's commands on this machine" };
    },
    fix: (document, file, call) =>
      call.option("needs_approval") === undefined
        ? addingOption(document, file, call, "needs_approval=True", "Ask before each command")
        : undefined,
  },
  {
    module: /^@openai\/agents/,
    names: ["shellTool"],
    unsafe: (document, call) =>
      call.option("shell") === undefined || hasApproval(document, call)
        ? undefined
        : { at: call.callee, words: "runs the model's commands on this machine" },
  },
  {
    module: /^google\.adk(?:\.|$)/,
    names: ["UnsafeLocalCodeExecutor"],
    unsafe: always("runs the model's code in this process"),
    fix: (document, file, call) =>
      replacing(document, file, call.callee, "ContainerCodeExecutor", "Run it in a container"),
  },
  {
    module: /^crewai(?:\.|$)/,
    names: ["Agent"],
    unsafe: (document, call) =>
      constantOf(document, call, "allow_code_execution") === true &&
      constantOf(document, call, "code_execution_mode") === "unsafe"
        ? {
            at: call.option("code_execution_mode")?.node ?? call.callee,
            words: "runs the model's code outside a container",
          }
        : undefined,
  },
  {
    module: /^vm2$/,
    names: ["VM", "NodeVM"],
    unsafe: always("is no sandbox: vm2 is abandoned and broken", "warning"),
  },
];

function found(context: CodeContext, { unsafe, fix, ...callee }: CodeCheck): RuleFinding[] {
  const { document, file, text } = context;
  if (!callee.names.some((name) => text.includes(name))) {
    return [];
  }
  return callsTo(context, callee).flatMap((call): RuleFinding[] => {
    const what = unsafe(document, call);
    if (what === undefined) {
      return [];
    }
    const name = document.textOf(call.callee).split(/[.\s]/).at(-1) ?? "";
    return [
      {
        severity: what.severity ?? "error",
        confidence: "pattern",
        message: `\`${name.slice(0, 40)}\` ${what.words}: whoever steers the model runs code here.`.slice(
          0,
          120,
        ),
        range: document.rangeOf(what.at),
        fixes: () => [fix?.(document, file, call) ?? []].flat(),
      },
    ];
  });
}
