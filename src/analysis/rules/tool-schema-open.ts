import { isJsonObject } from "../../ots/json.ts";
import type { ToolDefinition } from "../../ots/tool.ts";
import { offsetsOf, rangeBetween } from "../fix.ts";
import { closingFixes } from "../fixes/schema.ts";
import { callsTo, replacing } from "../option-checks.ts";
import type { CodeContext, FileContext, Rule, RuleFinding } from "../rule.ts";
import { textHolds } from "../text-holds.ts";

/** A hand-written schema that lets through what it does not name. */
export const toolSchemaOpen: Rule = {
  id: "tool-schema-open",
  title: "Tool schema that is not closed",
  severity: "info",
  languages: ["python", "typescript", "config"],
  source: "action",
  outcomes: ["data-loss"],
  references: ["LLM05", "ASI02", "CWE-1287", "CWE-915"],
  explanation:
    "The schema does not say `additionalProperties: false`, so that arguments nobody thought of reach the handler, and strict mode of the model's " +
    "provider cannot be used. Nor is a schema closed of which a part lies on another host (`$ref` to a URL): copy it. Schemas that a framework makes from types are closed by it and are not reported.",
  bad: {
    language: "json",
    code: '{ "type": "object", "properties": { "id": { "type": "string" } }, "required": ["id"] }',
  },
  good: {
    language: "json",
    code: '{ "type": "object", "properties": { "id": { "type": "string" } }, "required": ["id"], "additionalProperties": false }',
  },
  checks: [
    {
      kind: "tools",
      check: (context) =>
        context.tools.flatMap((tool) => [...open(context, tool), ...fetched(context, tool)]),
    },
    { kind: "code", hints: ["strict_mode", "strict:"], check: lenient },
  ],
};

/** Schemas that a framework would close, and is told not to. */
function lenient(context: CodeContext): RuleFinding[] {
  const { document, file } = context;
  const calls = [
    ...callsTo(context, { module: /^agents(?:\.|$)/, names: ["function_tool"] }).map((call) =>
      call.option("strict_mode"),
    ),
    ...callsTo(context, { module: /^@openai\/agents/, names: ["tool"] }).map((call) => call.option("strict")),
  ];
  return calls.flatMap((option): RuleFinding[] =>
    option !== undefined && document.values.scalar(option.value) === false
      ? [
          {
            confidence: "pattern",
            message:
              "Strict mode is off: the model may leave arguments out, and give others than the schema names.",
            range: document.rangeOf(option.node),
            fixes: () => [
              {
                ...replacing(
                  document,
                  file,
                  option.value,
                  document.language === "python" ? "True" : "true",
                  "Switch it on",
                ),
                kind: "alternative",
              },
            ],
          },
        ]
      : [],
  );
}

const fetches = /\$ref["']?\s*:\s*["']https?:/;

/** A part of the schema that is fetched from another host when the schema is read. */
function fetched({ text, file }: FileContext, tool: ToolDefinition): RuleFinding[] {
  if (tool.source.file !== file || !textHolds(text, fetches)) {
    return [];
  }
  const { start, end } = offsetsOf(text, tool.source.range);
  const written = text.slice(start, end);
  // What a schema calls itself is found without asking anybody.
  const own = [...text.matchAll(/\$id["']?\s*:\s*["'](https?:[^"'#\s]+)/g)].map(([, id = ""]) => id);
  return [...written.matchAll(/(\$ref["']?\s*:\s*)(["'])(https?:\/\/[^"'\s]+)\2/g)]
    .filter(
      ([, , , url = ""]) =>
        !own.some((id) => url.startsWith(id)) && !/^https?:\/\/json-schema\.org\//.test(url),
    )
    .map((match) => {
      const at = start + match.index + (match[1] ?? "").length;
      return {
        severity: "warning",
        confidence: "pattern",
        message: `A part of \`${tool.name.slice(0, 40)}\`'s schema comes from another host: who serves it decides what is let in.`,
        range: rangeBetween(text, at, at + (match[3] ?? "").length + 2),
        tool: { id: tool.id, name: tool.name },
      };
    });
}

/** Formats in which people write the schema themselves, for providers that know the keyword. */
const written = /^(?:openai-(?:chat|responses|functions|literals|python|js)|anthropic(?:-python|-js)?|mcp)$/;

function open(context: FileContext, tool: ToolDefinition): RuleFinding[] {
  const { inputSchema, framework, schemaCompleteness, source } = tool;
  const properties = inputSchema.properties;
  return written.test(framework) &&
    schemaCompleteness.level === "full" &&
    isJsonObject(properties) &&
    Object.keys(properties).length > 0 &&
    inputSchema.additionalProperties === undefined
    ? [
        {
          confidence: "pattern",
          message: `The schema of \`${tool.name.slice(0, 40)}\` lets arguments through that it does not name.`,
          range: source.nameRange,
          tool: { id: tool.id, name: tool.name },
          fixes: () => closingFixes(context, tool),
        },
      ]
    : [];
}
