import { isJsonObject } from "../../ots/json.ts";
import type { ToolDefinition } from "../../ots/tool.ts";
import { closingFixes } from "../fixes/schema.ts";
import { callsTo, replacing } from "../option-checks.ts";
import type { CodeContext, FileContext, Rule, RuleFinding } from "../rule.ts";

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
    "provider cannot be used. Schemas that a framework makes from types are closed by it and are not reported.",
  bad: {
    language: "json",
    code: '{ "type": "object", "properties": { "id": { "type": "string" } }, "required": ["id"] }',
  },
  good: {
    language: "json",
    code: '{ "type": "object", "properties": { "id": { "type": "string" } }, "required": ["id"], "additionalProperties": false }',
  },
  checks: [
    { kind: "tools", check: (context) => context.tools.flatMap((tool) => open(context, tool)) },
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
