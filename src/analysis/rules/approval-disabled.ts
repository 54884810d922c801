import type { ToolDefinition } from "../../ots/tool.ts";
import { gravestEffect } from "../effects.ts";
import { type Fix, offsetsOf } from "../fix.ts";
import type { FileContext, Rule } from "../rule.ts";

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
          const range = tool.approval?.range;
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
            fixes: () => turnedOn(context, tool, range),
          };
        }),
    },
  ],
};

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
