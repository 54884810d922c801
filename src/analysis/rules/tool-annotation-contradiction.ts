import type { ToolDefinition } from "../../ots/tool.ts";
import type { CapabilityLabel } from "../../ots/vocabulary.ts";
import { hintRange } from "../annotations.ts";
import type { FileContext, Rule, RuleFinding } from "../rule.ts";

/** A tool that says it only reads, or harms nothing, and is named after what it changes. */
export const toolAnnotationContradiction: Rule = {
  id: "tool-annotation-contradiction",
  title: "Annotation that contradicts the tool",
  severity: "warning",
  languages: ["python", "typescript", "config"],
  source: "action",
  outcomes: ["oversight-loss", "data-loss"],
  references: ["LLM06", "ASI02", "ASI09", "MCP02", "CWE-684", "CWE-1287", "AML.T0110"],
  explanation:
    "Hosts skip the question before tools that are annotated as read-only, and warn less before those that are not destructive. A tool that " +
    "says so and deletes, pays, or changes records runs unasked. A tool that does both should be split in two.",
  bad: {
    language: "python",
    code: "@mcp.tool(annotations=ToolAnnotations(readOnlyHint=True))\ndef delete_user(user: str) -> str: ...",
  },
  good: {
    language: "python",
    code: "@mcp.tool(annotations=ToolAnnotations(destructiveHint=True))\ndef delete_user(user: str) -> str: ...",
  },
  checks: [
    { kind: "tools", check: (context) => context.tools.flatMap((tool) => contradictions(context, tool)) },
  ],
};

const changing: readonly (readonly [CapabilityLabel, string])[] = [
  ["destructive", "deletes or overwrites"],
  ["moves-money", "moves money"],
  ["grants-access", "grants access"],
  ["executes-code", "runs code"],
  ["publishes-content", "publishes"],
  ["changes-records", "changes records"],
];

function contradictions(context: FileContext, tool: ToolDefinition): RuleFinding[] {
  const { annotations } = tool;
  if (annotations?.readOnlyHint === true && annotations.destructiveHint === true) {
    return [
      finding(
        context,
        tool,
        "destructiveHint",
        "says that it only reads and that it destroys: only one can be true.",
      ),
    ];
  }
  if (annotations?.readOnlyHint === true) {
    const words = effectByName(tool, changing);
    return words === undefined
      ? []
      : [
          finding(
            context,
            tool,
            "readOnlyHint",
            `says that it only reads, and ${words}: hosts will not ask.`,
          ),
        ];
  }
  if (annotations?.destructiveHint === false) {
    const words = effectByName(tool, changing.slice(0, 1));
    // Stopping or pausing something counts as destructive elsewhere, and can be taken back.
    return words === undefined ||
      !/delet|remov|drop|destroy|purge|eras|wipe|truncat|overwrit/i.test(tool.name)
      ? []
      : [finding(context, tool, "destructiveHint", `says that it destroys nothing, and ${words}.`)];
  }
  return [];
}

/** Only what the name says: descriptions speak of other things as well. */
function effectByName(tool: ToolDefinition, labels: typeof changing): string | undefined {
  return labels.find(([label]) =>
    tool.capabilities.some((one) => one.label === label && one.evidence.some(({ kind }) => kind === "name")),
  )?.[1];
}

function finding(
  context: FileContext,
  tool: ToolDefinition,
  hint: "readOnlyHint" | "destructiveHint",
  what: string,
): RuleFinding {
  const range = hintRange(context.text, tool, hint);
  const { file } = context;
  return {
    confidence: "likely",
    message: `\`${tool.name.slice(0, 40)}\` ${what}`,
    range: range ?? tool.source.nameRange,
    tool: { id: tool.id, name: tool.name },
    fixes: () => {
      if (range === undefined) {
        return [];
      }
      const isTrue = tool.annotations?.[hint] === true;
      const isPython = /\.pyi?$/.test(file);
      const newText = isTrue ? (isPython ? "False" : "false") : isPython ? "True" : "true";
      return [{ title: `Set ${hint} to ${newText}`, kind: "alternative", edits: [{ file, range, newText }] }];
    },
  };
}
