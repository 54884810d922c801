import type { ToolDefinition } from "../../ots/tool.ts";
import { effectOfName, gravestEffect } from "../effects.ts";
import { type Fix, offsetsOf } from "../fix.ts";
import { callsTo, replacing } from "../option-checks.ts";
import type { CodeContext, FileContext, Rule, RuleFinding } from "../rule.ts";

/** A tool that says of itself that nobody is asked, although what it does is hard to take back. */
export const approvalDisabled: Rule = {
  id: "approval-disabled",
  title: "Approval switched off for a tool with lasting effects",
  severity: "error",
  languages: ["python", "typescript"],
  source: "action",
  outcomes: ["oversight-loss", "system-compromise"],
  references: ["LLM06", "ASI02", "ASI09", "CWE-862", "CWE-306", "AML.T0053"],
  explanation:
    "A tool that runs code, moves money, deletes or sends things out states that no person is asked before a call. " +
    "Whoever steers the model, a web page it reads for example, then steers the tool. Read-only tools and tools " +
    "whose effects can be undone need no question and are not reported.",
  bad: {
    language: "python",
    code: "@function_tool(needs_approval=False)\ndef delete_branch(name: str) -> str: ...",
  },
  good: {
    language: "python",
    code: "@function_tool(needs_approval=True)\ndef delete_branch(name: str) -> str: ...",
  },
  checks: [
    {
      kind: "tools",
      check: (context) =>
        context.tools.flatMap((tool) => {
          const effect = gravestEffect(tool);
          // What another file states is shown at the tool; what this one states of tools elsewhere is found at its place.
          const isHere = tool.approval?.file === undefined;
          const isOwn = tool.source.file === context.file;
          const range = isHere ? tool.approval?.range : isOwn ? tool.source.nameRange : undefined;
          if (tool.approval?.required !== "never" || range === undefined || effect === undefined) {
            return [];
          }
          const isGrave = effect.label !== "writes-external" && effect.label !== "publishes-content";
          return {
            range,
            severity: isGrave ? "error" : "warning",
            confidence: "pattern",
            message: `\`${tool.name}\` ${effect.words} and runs without asking: whoever steers the model steers it.`,
            tool,
            fixes: () => (isHere ? turnedOn(context, tool, range) : []),
          };
        }),
    },
    {
      kind: "code",
      hints: ["require_approval", "requireApproval", "human_input_mode", "interrupt_on"],
      check: (context) => [...servers(context), ...executors(context), ...middleware(context)],
    },
  ],
};

/** Servers whose tools an agent may all call: `require_approval="never"`. */
function servers(context: CodeContext): RuleFinding[] {
  const { document, file, text } = context;
  if (!/require_?[aA]pproval/.test(text)) {
    return [];
  }
  const calls = [
    ...callsTo(context, {
      module: /^agents(?:\.|$)/,
      names: ["MCPServerStdio", "MCPServerSse", "MCPServerStreamableHttp"],
    }),
    ...callsTo(context, { module: /^@openai\/agents/, names: ["hostedMcpTool"] }),
    ...callsTo(context, { module: /^agents(?:\.|$)/, names: ["HostedMCPTool"] }),
  ].flatMap((call) => {
    const config = call.option("tool_config")?.value;
    const stated =
      config === undefined ? undefined : document.values.members(config)?.get("require_approval");
    return stated ?? call.option("require_approval")?.value ?? call.option("requireApproval")?.value ?? [];
  });
  const entries = document.nodes("dictionary", "object").flatMap((node) => {
    // Only what stands in a list of tools: libraries build such objects for their own ends.
    if (!/^(?:list|array)$/.test(node.parent?.type ?? "")) {
      return [];
    }
    const members = document.values.members(node);
    const type = members?.get("type");
    return type !== undefined && document.values.string(type) === "mcp"
      ? (members?.get("require_approval") ?? [])
      : [];
  });
  return [...calls, ...entries]
    .filter((value) => document.values.string(value) === "never")
    .map((value) => ({
      severity: "warning",
      confidence: "pattern",
      message: "No tool of this server is asked about, whatever the server offers by then.",
      range: document.rangeOf(value),
      fixes: () => [replacing(document, file, value, '"always"', "Ask before its tools run")],
    }));
}

/** An agent that runs what the model writes and never asks; without code to run, NEVER is its usual mode. */
function executors(context: CodeContext): RuleFinding[] {
  const { document, file, text } = context;
  return !text.includes("human_input_mode")
    ? []
    : callsTo(context, {
        module: /^(?:autogen|ag2|pyautogen)(?:\.|$)/,
        names: ["UserProxyAgent", "ConversableAgent"],
      }).flatMap((call): RuleFinding[] => {
        const mode = call.option("human_input_mode");
        const config = call.option("code_execution_config")?.value;
        const runsCode = config !== undefined && document.values.members(config) !== undefined;
        return mode !== undefined && runsCode && document.values.string(mode.value) === "NEVER"
          ? [
              {
                confidence: "pattern",
                message: "This agent runs the model's code and asks nobody before it does.",
                range: document.rangeOf(mode.value),
                fixes: () => [replacing(document, file, mode.value, '"ALWAYS"', "Ask before each run")],
              },
            ]
          : [];
      });
}

/** Tools with lasting effects that a person's approval is switched off for. */
function middleware(context: CodeContext): RuleFinding[] {
  const { document, file, text } = context;
  return !text.includes("interrupt_on")
    ? []
    : callsTo(context, { module: /^langchain(?:\.|$)/, names: ["HumanInTheLoopMiddleware"] }).flatMap(
        (call) => {
          const rules = call.option("interrupt_on")?.value;
          return ((rules && document.values.members(rules))?.entries ?? []).flatMap(
            ({ key, value }): RuleFinding[] => {
              const effect = effectOfName(key);
              // A tool of this file that has been told so is reported as such.
              const isTold = context.tools.some(
                ({ name, approval }) => name === key && approval?.required === "never",
              );
              return document.values.scalar(value) === false && effect !== undefined && !isTold
                ? [
                    {
                      confidence: "pattern",
                      message: `\`${key.slice(0, 40)}\` ${effect.words} and is exempt from the question.`,
                      range: document.rangeOf(value),
                      fixes: () => [replacing(document, file, value, "True", `Ask before \`${key}\` runs`)],
                    },
                  ]
                : [];
            },
          );
        },
      );
}

const opposites: Readonly<Record<string, string>> = {
  False: "True",
  false: "true",
  never: "always",
};

/** The same setting with its last word turned round. */
function turnedOn(
  { file, text }: FileContext,
  { name }: ToolDefinition,
  range: NonNullable<NonNullable<ToolDefinition["approval"]>["range"]>,
): Fix[] {
  const { start, end } = offsetsOf(text, range);
  const setting = text.slice(start, end);
  const changed = setting.replace(/\b(False|false|never)\b(?=["'`]?$)/, (word) => opposites[word] ?? word);
  return changed === setting
    ? []
    : [{ title: `Ask before \`${name}\` runs`, kind: "safe", edits: [{ file, range, newText: changed }] }];
}
