import { isJsonObject } from "../../ots/json.ts";
import type { CodeDocument } from "../../syntax/code-document.ts";
import type { Node } from "../../syntax/node.ts";
import { field, namedChildren } from "../../syntax/tree.ts";
import { callsOf, isFunction } from "../calls.ts";
import { deferredAnswers, filteredLists, resumedAnswers } from "../defeated.ts";
import { gravestEffect } from "../effects.ts";
import { gateFixes, rejectFixes, withoutItem } from "../fixes/gates.ts";
import { ignoredAnswers } from "../ignored-answers.ts";
import { lateQuestions } from "../late-questions.ts";
import { callsTo, replacing } from "../option-checks.ts";
import type { CodeContext, FileContext, Rule, RuleFinding } from "../rule.ts";
import { swallowedRefusals } from "../swallowed-refusals.ts";

/** A gate that is there and cannot say no. */
export const approvalGateDefeated: Rule = {
  id: "approval-gate-defeated",
  title: "Approval that is always given",
  severity: "error",
  languages: ["python", "typescript"],
  source: "action",
  outcomes: ["oversight-loss"],
  references: ["LLM06", "ASI09", "ASI02", "CWE-693", "CWE-863", "CWE-570", "CWE-290", "AML.T0053"],
  explanation:
    "The framework asks before a tool runs, and the code answers yes for everything, or sees to it that the question is never put, is put too late, or that its no is forgotten. What looks " +
    "like oversight in the code then is none. A callback that decides by the tool's name or its arguments, or asks a person, is not reported.",
  bad: {
    language: "python",
    code: "async def can_use_tool(name, tool_input, context):\n    return PermissionResultAllow()",
  },
  good: {
    language: "python",
    code: 'async def can_use_tool(name, tool_input, context):\n    if name in READ_ONLY:\n        return PermissionResultAllow()\n    return PermissionResultDeny(message="ask first")',
  },
  checks: [
    {
      kind: "code",
      hints: [
        "can_use_tool",
        "canUseTool",
        "on_approval_request",
        "onApprovalRequest",
        "on_safety_check",
        "onSafetyCheck",
        "approval_func",
        "elicitation_callback",
        "interruptions",
        "toolApproval",
        "onPermissionRequest",
        "needsApproval",
        "needs_approval",
      ],
      check: (context) => [...callbacks(context), ...loops(context), ...shadowed(context)],
    },
    {
      kind: "code",
      hints: ["DeferredToolResults", "ListToolsRequestSchema", "tools/list"],
      check: (context) => [...deferredAnswers(context), ...filteredLists(context)],
    },
    { kind: "code", hints: ["resume"], needs: /\bCommand\b/, check: resumedAnswers },
    { kind: "code", hints: ["elicit", "confirm(", "Confirm.ask"], check: ignoredAnswers },
    {
      kind: "code",
      ofTools: true,
      hints: ["elicit", "interrupt(", "request_confirmation"],
      check: lateQuestions,
    },
    {
      kind: "code",
      ofTools: true,
      hints: [/approv/i, /permi(?:ssion|tted)/i, /confirm/i, /consent/i, /authori[sz]/i],
      needs: /\bexcept\b|\bcatch\b/,
      check: swallowedRefusals,
    },
    { kind: "tools", check: defaults },
  ],
};

/** Options that take a callback by which a call is let through or not, and what a yes looks like in each. */
const gates: readonly { option: string; module: RegExp; yes: RegExp }[] = [
  { option: "can_use_tool", module: /^claude_(?:agent|code)_sdk/, yes: /^(?:\w+\.)?PermissionResultAllow\(/ },
  { option: "canUseTool", module: /^@anthropic-ai\/claude-/, yes: /^\{\s*behavior:\s*["']allow["']/ },
  { option: "on_approval_request", module: /^agents(?:\.|$)/, yes: /^\{\s*["']approve["']\s*:\s*True\b/ },
  { option: "onApprovalRequest", module: /^@openai\/agents/, yes: /^\{\s*approve:\s*true\b/ },
  { option: "on_safety_check", module: /^agents(?:\.|$)/, yes: /^True$/ },
  { option: "onSafetyCheck", module: /^@openai\/agents/, yes: /^true$|^\{\s*acknowledged/ },
  {
    option: "approval_func",
    module: /^autogen/,
    yes: /^(?:\w+\.)?ApprovalResponse\(\s*approved\s*=\s*True\b/,
  },
  {
    option: "elicitation_callback",
    module: /^(?:mcp|fastmcp)(?:\.|$)/,
    yes: /^(?:\w+\.)*ElicitResult\(\s*action\s*=\s*["']accept["']/,
  },
  { option: "needsApproval", module: /^ai$|^@openai\/agents/, yes: /^false$/ },
  { option: "needs_approval", module: /^agents(?:\.|$)/, yes: /^False$/ },
  { option: "toolApproval", module: /^ai$/, yes: /^["'](?:approved|not-applicable)["']$/ },
];

function callbacks(context: CodeContext): RuleFinding[] {
  const { document, text } = context;
  const present = gates.filter(({ option }) => text.includes(option));
  return present.length === 0
    ? []
    : callsOf(document).flatMap((call) =>
        present.flatMap((gate): RuleFinding[] => {
          const option = nestedOption(document, call, gate.option);
          if (option === undefined || !document.names.modules.some((module) => gate.module.test(module))) {
            return [];
          }
          const body =
            gate.option.startsWith("needs") && !isGrave(context, option)
              ? undefined
              : functionOf(document, option);
          const answers = body === undefined ? undefined : answersOf(document, body);
          const first = answers?.[0];
          return first !== undefined && answers?.every((answer) => gate.yes.test(plain(document, answer)))
            ? [
                {
                  severity: "error",
                  confidence: "pattern",
                  message: gate.option.startsWith("needs")
                    ? `\`${gate.option}\` is a function that never asks: whoever steers the model steers the tool.`
                    : `\`${gate.option}\` says yes to everything: the question before a tool runs is no question.`,
                  range: document.rangeOf(first),
                  related: [
                    {
                      message: "It is the only gate here.",
                      file: context.file,
                      range: document.rangeOf(option),
                    },
                  ],
                  fixes: () =>
                    gate.option.startsWith("needs")
                      ? [replacing(document, context.file, first, asked(gate.option), "Ask each time")]
                      : gateFixes(document, context.file, first),
                },
              ]
            : [];
        }),
      );
}

const asked = (option: string) => (option === "needs_approval" ? "True" : "true");

/** Whether the tool in whose definition an option stands does something that lasts. */
function isGrave({ document, tools }: CodeContext, option: Node): boolean {
  const { startLine } = document.rangeOf(option);
  const tool = tools.find(
    ({ source: { range } }) => range.startLine <= startLine && startLine <= range.endLine,
  );
  return tool !== undefined && gravestEffect(tool) !== undefined;
}

function nestedOption(
  document: CodeDocument,
  call: ReturnType<typeof callsOf>[number],
  name: string,
): Node | undefined {
  const own = call.option(name)?.value;
  const options = own === undefined ? call.option("options")?.value : undefined;
  return own ?? (options && document.values.members(options)?.get(name));
}

/** The function an expression is, or the one its name stands for. */
function functionOf(document: CodeDocument, expression: Node): Node | undefined {
  const node = document.values.resolve(expression);
  if (isFunction(node)) {
    return node;
  }
  if (node.type !== "identifier") {
    return undefined;
  }
  const declared = document.names.lookup(document.textOf(node), node);
  const only = declared.length === 1 ? declared[0]?.value : undefined;
  return only !== undefined && isFunction(only) ? only : undefined;
}

/** Everything a function returns; undefined when it can also raise, or decides by calling something. */
function answersOf(document: CodeDocument, definition: Node): Node[] | undefined {
  const body = field(definition, "body");
  if (body === undefined) {
    return undefined;
  }
  if (body.type !== "block" && body.type !== "statement_block") {
    return [inner(body)];
  }
  const text = document.textOf(body);
  if (text.length > 4_000 || /\b(?:raise|throw)\b|\bawait\b(?!\s*asyncio\.sleep)/.test(text)) {
    return undefined;
  }
  const returns = body
    .descendantsOfType("return_statement")
    .filter((node): node is Node => node !== null)
    .filter((node) => nearestFunction(node)?.id === definition.id);
  return returns.flatMap((node) => namedChildren(node).slice(0, 1).map(inner));
}

function nearestFunction(node: Node): Node | undefined {
  let up = node.parent;
  while (up !== null && !isFunction(up)) {
    up = up.parent;
  }
  return up ?? undefined;
}

/** Without parentheses and casts. */
function inner(node: Node): Node {
  const wrapped = /^(?:parenthesized_expression|as_expression|satisfies_expression)$/.test(node.type);
  const first = wrapped ? namedChildren(node)[0] : undefined;
  return first === undefined ? node : inner(first);
}

function plain(document: CodeDocument, node: Node): string {
  return document.textOf(node).replace(/\s+/g, " ").trim();
}

/** `for i in result.interruptions: state.approve(i)` and nothing else. */
function loops({ document, text, file }: CodeContext): RuleFinding[] {
  const usesAgents = document.names.modules.some((module) => /^agents(?:\.|$)|^@openai\/agents/.test(module));
  return !text.includes("interruptions") || !usesAgents
    ? []
    : document.nodes("for_statement", "for_in_statement").flatMap((loop): RuleFinding[] => {
        const over = field(loop, "right");
        const body = field(loop, "body");
        if (over === undefined || body === undefined || !/interruptions/.test(document.textOf(over))) {
          return [];
        }
        const only = body.type === "block" || body.type === "statement_block" ? namedChildren(body) : [body];
        const statement = only.length === 1 ? only[0] : undefined;
        const isApproval =
          statement !== undefined &&
          /^(?:await\s+)?[\w.]+\.approve\(\s*\w+\s*(?:,[^)]*)?\)\s*;?$/.test(plain(document, statement));
        return statement !== undefined && isApproval
          ? [
              {
                severity: "error",
                confidence: "pattern",
                message:
                  "Every interrupted call is approved without being looked at: the question is no question.",
                range: document.rangeOf(statement),
                fixes: () => rejectFixes(document, file, statement),
              },
            ]
          : [];
      });
}

/** Tools that are allowed beforehand never reach the callback. */
function shadowed(context: CodeContext): RuleFinding[] {
  const { document, text } = context;
  if (!/can_use_tool|canUseTool/.test(text)) {
    return [];
  }
  const calls = [
    ...callsTo(context, {
      module: /^claude_(?:agent|code)_sdk/,
      names: ["ClaudeAgentOptions", "ClaudeCodeOptions"],
    }),
    ...callsTo(context, { module: /^@anthropic-ai\/claude-/, names: ["query"] }),
  ];
  return calls.flatMap((call): RuleFinding[] => {
    const get = (name: string) => nestedOption(document, call, name);
    if ((get("can_use_tool") ?? get("canUseTool")) === undefined) {
      return [];
    }
    const list = get("allowed_tools") ?? get("allowedTools");
    const allowed = list === undefined ? [] : (document.values.items(list)?.items ?? []);
    return allowed
      .filter((node) => /^(?:Bash|Write|Edit|\*|\w+\(\*\))$/.test(document.values.string(node) ?? ""))
      .map((node) => ({
        severity: "error" as const,
        confidence: "pattern" as const,
        message: `\`${document.values.string(node)}\` is allowed beforehand: the callback is never asked about it.`,
        range: document.rangeOf(node),
        fixes: () => withoutItem(document, context.file, node, "Ask the callback about it"),
      }));
  });
}

const confirming =
  /^(?:confirm|confirmed|confirmation|approved?|is_confirmed|user_confirmed|force_confirm)$/i;

/** A confirmation that is given unless somebody says otherwise. */
function defaults({ tools }: FileContext): RuleFinding[] {
  return tools.flatMap((tool) => {
    const properties = isJsonObject(tool.inputSchema.properties) ? tool.inputSchema.properties : {};
    const given = Object.entries(properties).find(
      ([name, schema]) => confirming.test(name) && isJsonObject(schema) && schema.default === true,
    );
    return given === undefined || gravestEffect(tool) === undefined
      ? []
      : [
          {
            severity: "error" as const,
            confidence: "pattern" as const,
            message: `\`${given[0]}\` of \`${tool.name.slice(0, 40)}\` is true by default: it is confirmed unless somebody objects.`,
            range: tool.source.nameRange,
            tool: { id: tool.id, name: tool.name },
          },
        ];
  });
}
