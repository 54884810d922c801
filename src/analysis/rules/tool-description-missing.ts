import type { ToolDefinition } from "../../ots/tool.ts";
import { codeLanguageOf } from "../../tools/hinted.ts";
import { offsetsOf } from "../fix.ts";
import { docstringFixes } from "../fixes/describe.ts";
import type { FileContext, Rule, RuleFinding } from "../rule.ts";

/** Formats in which an operation may be described by its summary or path. */
const selfDescribing = /^(?:openapi|hosted)/;

/** Whether the file is parsed as program text. */
function isCode(file: string): boolean {
  return codeLanguageOf(file) !== undefined;
}

/** A tool that does not say what it is for. */
export const toolDescriptionMissing: Rule = {
  id: "tool-description-missing",
  title: "Tool without a description",
  severity: "warning",
  languages: ["python", "typescript", "config"],
  source: "context",
  outcomes: ["misinformation"],
  references: ["LLM06", "LLM09", "ASI02", "CWE-1059"],
  explanation:
    "The model chooses tools by their descriptions. Without one it goes by the name, takes the wrong tool or gives the right one the wrong " +
    "arguments, and a person who is asked for approval sees no more than that either. A description that repeats the name, or is still to be " +
    "written, counts as none.",
  bad: { language: "python", code: "@mcp.tool()\ndef process(data: str) -> str:\n    return run(data)" },
  good: {
    language: "python",
    code: '@mcp.tool()\ndef process(data: str) -> str:\n    """Normalise an address and return it in one line."""\n    return run(data)',
  },
  checks: [
    {
      kind: "tools",
      // Where the function can be read as well, the check below finds it with a way to mend it.
      check: (context) =>
        isCode(context.file) ? [] : context.tools.flatMap((tool) => undescribed(context, tool)),
    },
    {
      kind: "code",
      hints: "tools",
      check: (context) =>
        context.tools.flatMap((tool) =>
          undescribed(context, tool).map((finding) => ({
            ...finding,
            fixes: () => docstringFixes(context, tool),
          })),
        ),
    },
  ],
};

function undescribed(context: FileContext, tool: ToolDefinition): RuleFinding[] {
  const { name, description, framework, schemaCompleteness, source } = tool;
  // What could not be read may well hold the description.
  if (selfDescribing.test(framework) || schemaCompleteness.level === "none") {
    return [];
  }
  const text = description.trim();
  const words = text
    .replace(/[_\W]+/g, " ")
    .trim()
    .toLowerCase();
  const isNone =
    text === "" ||
    words ===
      name
        .replace(/[_\W]+/g, " ")
        .trim()
        .toLowerCase() ||
    /^(?:todo|fixme|tbd|description|xxx)\b/i.test(text);
  return isNone && !isGivenElsewhere(context.text, tool)
    ? [
        {
          confidence: "pattern",
          message: `\`${name.slice(0, 40)}\` does not say what it is for: the model has only its name to go by.`,
          range: source.nameRange,
          tool: { id: tool.id, name },
        },
      ]
    : [];
}

/** A description that is made at run time or imported reads as none; one that is written out empty is none. */
function isGivenElsewhere(text: string, { name, source, description }: ToolDefinition): boolean {
  if (text.includes(`${name}.__doc__`)) {
    return true;
  }
  const { start, end } = offsetsOf(text, source.range);
  const given = /\b(?:description|doc|docstring|docs|about)["']?\s*[=:]\s*(?!["'`]{2}|["'`]\s*["'`])\S/i.test(
    text.slice(start, end),
  );
  return description === "" && given;
}
