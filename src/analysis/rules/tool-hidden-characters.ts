import type { SourceRange } from "../../ots/tool.ts";
import type { FindingSeverity } from "../finding.ts";
import { type Fix, rangeBetween } from "../fix.ts";
import { locateCharacters, type ModelText, modelTexts } from "../model-text.ts";
import { type HiddenRun, hiddenRuns, mixesAlphabets } from "../poison/hidden.ts";
import type { FileContext, Rule, RuleFinding } from "../rule.ts";

/** Files that agents read as instructions, word for word. */
const instructionFiles =
  /(?:^|\/)(?:CLAUDE(?:\.local)?|AGENTS|GEMINI|SKILL|MEMORY)\.md$|(?:^|\/)(?:copilot-instructions\.md|\.cursorrules|\.windsurfrules|\.clinerules)$|(?:^|\/)(?:\.cursor\/rules|\.claude\/(?:agents|commands)|\.github\/(?:instructions|prompts))\/[^/]+\.mdc?$/i;

/** Characters that a reviewer does not see and the model reads. */
export const toolHiddenCharacters: Rule = {
  id: "tool-hidden-characters",
  title: "Hidden characters in text for the model",
  severity: "error",
  languages: ["python", "typescript", "config"],
  source: "instruction",
  outcomes: ["oversight-loss"],
  references: [
    "LLM01",
    "ASI01",
    "ASI09",
    "MCP03",
    "CWE-1007",
    "CWE-150",
    "CWE-451",
    "AML.T0068",
    "AML.T0110",
  ],
  explanation:
    "Tag characters, direction overrides, terminal escapes and runs of zero-width characters are read by the model and seen by nobody: a " +
    "reviewer approves another text than the one that works. The same holds for a tool name that mixes Latin letters with look-alikes. Emoji, " +
    "and joiners that Arabic or Indic scripts need, are no hidden text.",
  bad: {
    language: "python",
    code: '@mcp.tool()\ndef weather(city: str) -> str:\n    """Weather of a city.\\U000E0073\\U000E0065\\U000E006E\\U000E0064"""',
  },
  good: {
    language: "python",
    code: '@mcp.tool()\ndef weather(city: str) -> str:\n    """Weather ☀️ of a city."""',
  },
  checks: [
    {
      kind: "tools",
      check: (context) =>
        context.tools.flatMap((tool) => {
          const { range, nameRange } = tool.source;
          return modelTexts(tool).flatMap((visible) =>
            findingsIn(context, visible, {
              subject: `\`${tool.name.replace(/[^\p{L}\p{N}_.-]/gu, "").slice(0, 40)}\``,
              range,
              fallback: nameRange,
              tool: { id: tool.id, name: tool.name },
            }),
          );
        }),
    },
    {
      kind: "config",
      files: instructionFiles,
      hints: [],
      check: (context) => hiddenRuns(context.text).flatMap((run) => inFile(context, run)),
    },
  ],
};

interface Place {
  subject: string;
  range: SourceRange;
  fallback: SourceRange;
  tool: { id: string; name: string };
}

function findingsIn(context: FileContext, { place, text }: ModelText, where: Place): RuleFinding[] {
  if (place === "tool-name" && mixesAlphabets(text)) {
    const message = `The name ${where.subject} mixes Latin letters with look-alikes: it passes for another tool's.`;
    return [{ message, confidence: "pattern", range: where.fallback, tool: where.tool }];
  }
  // The same characters again and again are one finding.
  const distinct = new Map(hiddenRuns(text).map((run) => [run.text, run]));
  return [...distinct.values()].map((run) => {
    const ranges = locateCharacters(context.text, where.range, run.text);
    return {
      severity: severityOf(run),
      confidence: "pattern",
      message: messageOf(run, `${where.subject} has`),
      range: ranges[0] ?? where.fallback,
      tool: where.tool,
      fixes: () => removal(context.file, ranges),
    };
  });
}

function removal(file: string, ranges: readonly SourceRange[]): Fix[] {
  return ranges.length === 0
    ? []
    : [
        {
          title: "Remove the hidden characters",
          kind: "safe",
          edits: ranges.map((range) => ({ file, range, newText: "" })),
        },
      ];
}

function inFile({ file, text }: FileContext, run: HiddenRun): RuleFinding[] {
  const range = rangeBetween(text, run.index, run.index + run.text.length);
  return [
    {
      severity: severityOf(run),
      confidence: "pattern",
      message: messageOf(run, "This file, which agents obey, has"),
      range,
      fixes: () => removal(file, [range]),
    },
  ];
}

function severityOf({ kind, text }: HiddenRun): FindingSeverity {
  if (kind === "tags" || kind === "bidi" || kind === "escape") {
    return "error";
  }
  const length = [...text].length;
  return kind === "variation" ? (length >= 4 ? "error" : "info") : length >= 2 ? "warning" : "info";
}

const words: Readonly<Record<HiddenRun["kind"], string>> = {
  tags: "invisible tag characters",
  bidi: "characters that turn the reading direction",
  escape: "terminal escapes",
  variation: "variation selectors that carry data",
  "zero-width": "zero-width characters",
};

function messageOf({ kind, says }: HiddenRun, subject: string): string {
  const said =
    says === ""
      ? "that only the model reads."
      : `that say "${says.replace(/\s+/g, " ").slice(0, 40)}" to the model.`;
  return `${subject} ${words[kind]} ${said}`;
}
