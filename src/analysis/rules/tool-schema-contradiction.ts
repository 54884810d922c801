import { isJsonObject, type Json, type JsonObject } from "../../ots/json.ts";
import type { ToolDefinition } from "../../ots/tool.ts";
import { unknownType } from "../../tools/input-schema.ts";
import { offsetsOf, rangeBetween } from "../fix.ts";
import type { FileContext, Rule, RuleFinding } from "../rule.ts";

/** A schema that no arguments satisfy, or that says two things. */
export const toolSchemaContradiction: Rule = {
  id: "tool-schema-contradiction",
  title: "Tool schema that contradicts itself",
  severity: "warning",
  languages: ["python", "typescript", "config"],
  source: "action",
  outcomes: ["misinformation"],
  references: ["LLM09", "ASI02", "CWE-573", "CWE-1287"],
  explanation:
    "The schema asks for what it does not let through: a required argument that is not among the properties, a type that JSON Schema does not have, " +
    "a default outside of the choices, a smallest value above the largest. Providers refuse such a tool, or the model makes up " +
    "arguments until something passes, and nobody checks those. Mostly a property was renamed and `required` was not.",
  bad: {
    language: "json",
    code: '{ "type": "object", "properties": { "order_id": { "type": "string" } }, "required": ["id"] }',
  },
  good: {
    language: "json",
    code: '{ "type": "object", "properties": { "order_id": { "type": "string" } }, "required": ["order_id"] }',
  },
  checks: [
    {
      kind: "tools",
      check: (context) => context.tools.flatMap((tool) => contradictions(context, tool)),
    },
  ],
};

/** What is wrong, in words, and the word of the schema to point at. */
interface Contradiction {
  what: string;
  word: string;
}

const mostDepth = 8;
function contradictions(context: FileContext, tool: ToolDefinition): RuleFinding[] {
  const { level, reasons } = tool.schemaCompleteness;
  // What could not be read may well hold what is missed.
  const isRead =
    level === "full" || (level === "partial" && reasons.every((one) => unknownType(one) !== undefined));
  return isRead && tool.source.file === context.file
    ? [...mistyped(reasons), ...contradictionsIn(tool.inputSchema, 0)].map(({ what, word }) => ({
        confidence: "pattern",
        message: `The schema of \`${tool.name.slice(0, 40)}\` ${what.slice(0, 60)}.`,
        range: placeOf(context.text, tool, word),
        tool: { id: tool.id, name: tool.name },
      }))
    : [];
}

function contradictionsIn(schema: JsonObject, depth: number): Contradiction[] {
  if (depth > mostDepth) {
    return [];
  }
  const { properties, items } = schema;
  const inner = [...(isJsonObject(properties) ? Object.values(properties) : []), items];
  return [
    ...missing(schema),
    ...impossible(schema),
    ...inner.flatMap((one) => (isJsonObject(one) ? contradictionsIn(one, depth + 1) : [])),
  ];
}

/** What may be declared elsewhere than under `properties`. */
const composing = ["allOf", "anyOf", "oneOf", "$ref", "patternProperties", "if", "then", "dependentSchemas"];

function missing(schema: JsonObject): Contradiction[] {
  const { properties, required, additionalProperties } = schema;
  const isOpen = isJsonObject(additionalProperties) || composing.some((key) => schema[key] !== undefined);
  if (!isJsonObject(properties) || !Array.isArray(required) || isOpen) {
    return [];
  }
  return required
    .filter((name): name is string => typeof name === "string" && !Object.hasOwn(properties, name))
    .map((name) => ({ what: `requires \`${name.slice(0, 24)}\`, which is no property of it`, word: name }));
}

/** Discovery leaves out what is no type, and says so. */
function mistyped(reasons: readonly string[]): Contradiction[] {
  return reasons.flatMap((reason) => {
    const word = unknownType(reason);
    return word === undefined
      ? []
      : [{ what: `has the type \`${word.slice(0, 24)}\`, which does not exist`, word }];
  });
}

function impossible(schema: JsonObject): Contradiction[] {
  const { enum: choices, default: usual } = schema;
  const found: Contradiction[] = [];
  const isChoice = (value: Json) => Array.isArray(choices) && choices.some((one) => one === value);
  if (Array.isArray(choices) && choices.length > 0 && isPlain(usual) && !isChoice(usual)) {
    const shown = JSON.stringify(usual).slice(0, 24);
    found.push({ what: `has the default ${shown}, which is none of the choices`, word: String(usual) });
  }
  for (const [least, most] of limits) {
    const low = schema[least];
    const high = schema[most];
    if (typeof low === "number" && typeof high === "number" && low > high) {
      found.push({ what: `has ${least} ${low} above ${most} ${high}`, word: least });
    }
  }
  return found;
}

const limits = [
  ["minimum", "maximum"],
  ["minLength", "maxLength"],
  ["minItems", "maxItems"],
] as const;

function isPlain(value: Json | undefined): value is string | number | boolean {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}

/** The last place in the definition where the word is written as a text or a key, else the tool's name. */
function placeOf(text: string, { source }: ToolDefinition, word: string): RuleFinding["range"] {
  const { start, end } = offsetsOf(text, source.range);
  const written = text.slice(start, end);
  const quoted = Math.max(...['"', "'"].map((quote) => written.lastIndexOf(quote + word + quote) + 1));
  const at =
    quoted > 0 ? quoted : written.search(new RegExp(`(?<![\\w$])${word.replace(/\W/g, "\\$&")}(?![\\w$])`));
  return at < 0 || word === "" ? source.nameRange : rangeBetween(text, start + at, start + at + word.length);
}
