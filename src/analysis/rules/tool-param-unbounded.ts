import { isJsonObject, type JsonObject } from "../../ots/json.ts";
import type { ToolDefinition } from "../../ots/tool.ts";
import { type Bound, boundFixes } from "../fixes/schema.ts";
import { locateWords } from "../model-text.ts";
import type { FileContext, Rule, RuleFinding } from "../rule.ts";

/** A parameter that decides where or how much, and takes anything. */
export const toolParamUnbounded: Rule = {
  id: "tool-param-unbounded",
  title: "Parameter without bounds",
  severity: "info",
  languages: ["python", "typescript", "config"],
  source: "action",
  outcomes: ["privacy-exposure", "system-compromise"],
  references: ["LLM06", "LLM10", "ASI02", "MCP02", "CWE-1284", "CWE-20", "AML.T0053"],
  explanation:
    "A path, an address, a statement, a recipient or an amount without any bound in the schema is the model's to choose, and so is the harm. A " +
    "pattern, a list of choices, a format or a maximum says what is meant before the handler has to. Where the provider knows no such keyword, " +
    "check in the handler. Free text such as questions and messages needs no bound.",
  bad: { language: "json", code: '{ "amount": { "type": "number" } }' },
  good: {
    language: "json",
    code: '{ "amount": { "type": "number", "exclusiveMinimum": 0, "maximum": 500 } }',
  },
  checks: [{ kind: "tools", check: (context) => context.tools.flatMap((tool) => unbounded(context, tool)) }],
};

const roles: readonly {
  words: RegExp;
  types: RegExp;
  what: string;
  bounds: readonly string[];
  bound?: Bound;
}[] = [
  {
    words: /^(?:file_?path|path|file_?name|director(?:y|ies)|folder)$/i,
    types: /^string$/,
    what: "any path",
    bounds: ["enum", "pattern", "const", "format"],
    bound: {
      json: ["pattern", '"^[A-Za-z0-9_./-]+$"'],
      zod: ".regex(/^[A-Za-z0-9_./-]+$/)",
      placeholder: "[A-Za-z0-9_./-]+",
    },
  },
  {
    words: /^(?:url|uri|endpoint|base_?url)$/i,
    types: /^string$/,
    what: "any address",
    bounds: ["enum", "pattern", "const"],
    bound: {
      json: ["pattern", '"^https://example[.]com/"'],
      zod: ".regex(/^https:\\/\\/example[.]com\\//)",
      placeholder: "example[.]com",
    },
  },
  {
    words: /^(?:command|cmd|shell|script|sql|code)$/i,
    types: /^string$/,
    what: "any command or statement",
    bounds: ["enum", "pattern", "const"],
  },
  {
    words: /^(?:email|recipient|to|recipients|iban)$/i,
    types: /^string$/,
    what: "any recipient",
    bounds: ["enum", "pattern", "const", "format"],
    bound: { json: ["format", '"email"'], zod: ".email()", placeholder: "email" },
  },
  {
    words: /^(?:amount|price|limit|quantity)$/i,
    types: /^(?:number|integer)$/,
    what: "any amount",
    bounds: ["maximum", "exclusiveMaximum", "enum", "const"],
    bound: { json: ["maximum", "100"], zod: ".max(100)", placeholder: "100" },
  },
];

function unbounded(context: FileContext, tool: ToolDefinition): RuleFinding[] {
  const properties = isJsonObject(tool.inputSchema.properties) ? tool.inputSchema.properties : {};
  return Object.entries(properties).flatMap(([name, schema]): RuleFinding[] => {
    const role = isJsonObject(schema)
      ? roles.find((one) => one.words.test(name) && one.types.test(String(schema.type)))
      : undefined;
    return role === undefined || isBounded(schema as JsonObject, role.bounds)
      ? []
      : [
          {
            confidence: "pattern",
            message: `\`${name.slice(0, 30)}\` of \`${tool.name.slice(0, 30)}\` takes ${role.what}: say in the schema what is meant.`,
            range: locateWords(context.text, tool.source.range, name) ?? tool.source.nameRange,
            tool: { id: tool.id, name: tool.name },
            fixes: () => (role.bound === undefined ? [] : boundFixes(context, tool, name, role.bound)),
          },
        ];
  });
}

function isBounded(schema: JsonObject, bounds: readonly string[]): boolean {
  return bounds.some((key) => schema[key] !== undefined);
}
