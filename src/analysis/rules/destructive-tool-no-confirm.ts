import { hasLabel, type ToolDefinition } from "../../ots/tool.ts";
import { approvalGates } from "../approval-gates.ts";
import { gravestEffect } from "../effects.ts";
import { askingFixes } from "../fixes/approval.ts";
import { provenLabels } from "../proven.ts";
import type { CodeContext, FileContext, Rule, RuleFinding } from "../rule.ts";
import { textHolds } from "../text-holds.ts";

/** A tool whose effects last, and that nobody is asked about. */
export const destructiveToolNoConfirm: Rule = {
  id: "destructive-tool-no-confirm",
  title: "Tool with lasting effects and no question before them",
  severity: "error",
  languages: ["python", "typescript"],
  source: "action",
  outcomes: ["data-loss", "financial-loss", "legal-breach"],
  references: ["LLM06", "ASI02", "ASI09", "MCP02", "CWE-862", "CWE-1220", "AML.T0053", "AML.T0101"],
  explanation:
    "The tool moves money, grants access or deletes for good, and neither it, the agent, nor its handler asks anybody. Its framework runs it " +
    "at once when the model says so, and the model says what it read. Only pairs of verb and thing that leave no doubt are reported, and not " +
    "where approval, a dry run by default, or a way to undo is in sight. Tools of MCP servers are left to their hosts, which ask.",
  bad: {
    language: "python",
    code: '@function_tool\ndef transfer_money(iban: str, amount: float) -> str:\n    """Transfer money to an account."""',
  },
  good: {
    language: "python",
    code: '@function_tool(needs_approval=True)\ndef transfer_money(iban: str, amount: float) -> str:\n    """Transfer money to an account."""',
  },
  checks: [
    {
      kind: "code",
      hints: "tools",
      check: (context) => (isSilent(context) ? [] : context.tools.flatMap((tool) => unasked(context, tool))),
    },
  ],
};

const mostCharacters = 120;

/** Whatever asks, undoes or only pretends, anywhere in the file. */
const carriers =
  /\b(?:approv|confirm|elicit|human[_-]?in[_-]?the[_-]?loop|human_input|dry[_-]?run|undo|trash|soft[_-]?delete|can_use_tool|canUseTool|interrupt|ask_user|askUser)/i;

/** A suppression names the rule, and with it the word, and asks nobody. */
const suppression = /autosafe-ignore[^\n]*/g;

function isSilent({ inTests, text }: FileContext): boolean {
  return inTests || carriers.test(text.replaceAll(suppression, ""));
}

function unasked(context: CodeContext, tool: ToolDefinition): RuleFinding[] {
  const { text } = context;
  const gate = approvalGates[tool.framework];
  if (gate === undefined || tool.approval !== undefined || textHolds(text, gate.present)) {
    return [];
  }
  if (gate.agent !== undefined && !textHolds(text, gate.agent)) {
    return [];
  }
  const effect = certainEffect(context, tool);
  return effect === undefined
    ? []
    : [
        {
          severity: effect.isGrave ? "error" : "warning",
          confidence: "likely",
          message: messageOf(tool.name, effect.words, gate.words),
          range: tool.source.nameRange,
          tool: { id: tool.id, name: tool.name },
          fixes: () => askingFixes(context, tool),
        },
      ];
}

/** At most as long as messages may be, whatever the tool is called. */
function messageOf(name: string, effect: string, gate: string): string {
  const rest = ` ${effect} as soon as the model says so: ask first (${gate}).`;
  return `\`${name.slice(0, mostCharacters - rest.length - 2)}\`${rest}`;
}

/** The effect that the name states, or that the code has without the model being able to say otherwise. */
function certainEffect(
  context: CodeContext,
  tool: ToolDefinition,
): { words: string; isGrave: boolean } | undefined {
  const effect = gravestEffect(tool);
  const { label } = effect ?? {};
  if (
    effect !== undefined &&
    (label === "moves-money" || label === "grants-access" || label === "destructive") &&
    isNamed(tool, label)
  ) {
    return { words: effect.words, isGrave: label !== "destructive" };
  }
  const proven = provenLabels(context, tool);
  const money = proven.find((one) => one === "moves-money" || one === "grants-access");
  if (money !== undefined) {
    return { words: money === "moves-money" ? "moves money" : "grants access", isGrave: true };
  }
  return !ownThings.test(tool.name) && proven.includes("destructive")
    ? { words: "deletes", isGrave: false }
    : undefined;
}

const ownThings =
  /cookie|session|cache|temp|tmp|highlight|selection|draft|bookmark|plan|todo|note|memory|message|reaction|label|tag/i;

/** The name says it, not only a description that may speak of something else; and not of something small. */
function isNamed(tool: ToolDefinition, label: "moves-money" | "grants-access" | "destructive"): boolean {
  const capability = tool.capabilities.find((one) => one.label === label);
  return (
    // `orders` is a thing; `cancel_order` is something done to it.
    /[a-z][_-]|[a-z][A-Z]/.test(tool.name) &&
    hasLabel(tool, label) &&
    capability?.evidence.some(({ kind }) => kind === "name" || kind === "annotation" || kind === "user") ===
      true &&
    !ownThings.test(tool.name)
  );
}
