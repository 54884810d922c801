import { isJsonObject, type JsonObject } from "../../ots/json.ts";
import type { ToolDefinition } from "../../ots/tool.ts";
import { normalize, splitIdentifier } from "./tokens.ts";

/** What labels are inferred from. */
export type LabelledTool = Omit<ToolDefinition, "capabilities" | "id" | "source" | "inTests">;

export interface Parameter {
  name: string;
  tokens: readonly string[];
  /** JSON Schema types it may have; empty when nothing says. */
  types: readonly string[];
  choices: readonly string[];
  format: string | undefined;
  hasPattern: boolean;
  description: string;
}

/** A tool's definition in the form the rules ask about. */
export interface ToolShape {
  tool: LabelledTool;
  parameters: readonly Parameter[];
  /** Name of the first parameter that is one of these tokens, or ends with one. */
  parameterNamed(names: ReadonlySet<string>): string | undefined;
  /** The first sentence of the description. */
  firstSentence: string;
}

const maxParameters = 300;

export function shapeOf(tool: LabelledTool): ToolShape {
  const properties = isJsonObject(tool.inputSchema.properties) ? tool.inputSchema.properties : {};
  const parameters = Object.entries(properties)
    .slice(0, maxParameters)
    .map(([name, schema]) => parameterOf(name, isJsonObject(schema) ? schema : {}));
  return {
    tool,
    parameters,
    parameterNamed(names) {
      return parameters.find((parameter) => {
        const last = parameter.tokens.at(-1);
        return names.has(parameter.tokens.join("_")) || (last !== undefined && names.has(last));
      })?.name;
    },
    firstSentence: sentence(tool.description),
  };
}

function parameterOf(name: string, schema: JsonObject): Parameter {
  const variants = [schema, ...alternatives(schema)];
  const types = variants.flatMap((variant) => variant.type ?? []).filter((type) => typeof type === "string");
  const choices = variants.flatMap((variant) => variant.enum ?? variant.const ?? []);
  return {
    name,
    tokens: normalize(splitIdentifier(name)),
    types,
    choices: choices.filter((choice) => typeof choice === "string"),
    format: typeof schema.format === "string" ? schema.format : undefined,
    hasPattern: schema.pattern !== undefined,
    description: typeof schema.description === "string" ? schema.description.slice(0, 1000) : "",
  };
}

function alternatives(schema: JsonObject): JsonObject[] {
  return [schema.anyOf, schema.oneOf].flatMap((list) =>
    Array.isArray(list) ? list.filter(isJsonObject) : [],
  );
}

/** Marks and notices that a description starts with: `⚠️ WARNING:`, `[API]`, `(deprecated)`, `DEPRECATED:`. */
const notices =
  /^(?:[^\p{L}\p{N}"'`([]+|\[[^\]\n]{0,120}\]|\((?:deprecated|legacy|beta|experimental|internal|preview)\b[^)\n]{0,80}\)|(?:[A-Z]{4,}(?: [A-Z]{2,})*|(?:deprecated|warning|important|note|caution))\s*[:!–—-])+/u;

/** Up to the first full stop that ends a sentence, or the first line's end. */
function sentence(text: string): string {
  const start = text.slice(0, 1000).replace(notices, "").trim().slice(0, 600);
  const end = /[.!?](?=\s|$)|\n|[。！？]/.exec(start.replace(/\be\.g\.|\bi\.e\./g, "    "));
  return end === null ? start : start.slice(0, end.index);
}
