import { Ajv, type ValidateFunction } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { isJsonObject, type JsonObject } from "../../../ots/json.ts";

/** What is wrong with one value of some arguments. */
export interface ArgumentProblem {
  /** JSON Pointer of the value. */
  path: string;
  reason: string;
}

type Check = (value: unknown) => readonly ArgumentProblem[];

/** A schema that cannot be compiled: its reason. */
export class SchemaError extends Error {
  override name = "SchemaError";
}

const known = new WeakMap<JsonObject, Check>();
const byContent = new Map<string, Check>();
const maxKept = 2000;

const options = {
  strict: false,
  allErrors: true,
  addUsedSchema: false,
  validateSchema: false,
  logger: false,
} as const;
const engines: { plain?: Ajv; modern?: Ajv2020 } = {};

function withFormats<T extends Ajv>(ajv: T): T {
  addFormats.default(ajv);
  return ajv;
}

function engine(modern: boolean): Ajv | Ajv2020 {
  if (modern) {
    engines.modern ??= withFormats(new Ajv2020(options));
    return engines.modern;
  }
  engines.plain ??= withFormats(new Ajv(options));
  return engines.plain;
}

/**
 * What is wrong with arguments by a tool's JSON Schema; empty when they are valid. Schemas are compiled once. Parts of a
 * schema that are no JSON Schema (an unknown type, a pattern that does not compile or could run for ever) are left out.
 * @throws SchemaError for a schema that cannot be used all the same.
 */
export function argumentProblems(schema: JsonObject, args: unknown): readonly ArgumentProblem[] {
  let check = known.get(schema);
  if (!check) {
    const key = JSON.stringify(schema);
    check = byContent.get(key) ?? compile(schema);
    if (byContent.size >= maxKept) {
      byContent.clear();
    }
    byContent.set(key, check);
    known.set(schema, check);
  }
  return check(args);
}

/** `argumentProblems` in words, with a schema that cannot be used as one of them. */
export function validateArguments(schema: JsonObject, args: unknown): string[] {
  try {
    return argumentProblems(schema, args).map(({ path, reason }) => `${path || "arguments"} ${reason}`);
  } catch (error) {
    if (error instanceof SchemaError) {
      return [error.message];
    }
    throw error;
  }
}

function compile(schema: JsonObject): Check {
  const usable = cleaned(schema, 0) as JsonObject;
  const modern = "prefixItems" in usable || /2019-09|2020-12/.test(String(schema.$schema ?? ""));
  let validate: ValidateFunction;
  try {
    validate = engine(modern).compile(usable);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return () => {
      throw new SchemaError(`the tool's input schema cannot be used: ${message}`);
    };
  }
  return (value) =>
    validate(value)
      ? []
      : (validate.errors ?? []).map(({ instancePath, message = "is not valid", params }) => ({
          path: instancePath,
          reason:
            typeof params.additionalProperty === "string"
              ? `${message}: ${params.additionalProperty}`
              : message,
        }));
}

const types = new Set(["string", "number", "integer", "boolean", "object", "array", "null"]);

/** The schema without what would keep it from being compiled or make it dangerous to run. */
function cleaned(node: unknown, depth: number): unknown {
  if (Array.isArray(node)) {
    return node.map((entry) => cleaned(entry, depth + 1));
  }
  if (!isJsonObject(node) || depth > 60) {
    return depth > 60 ? {} : node;
  }
  const result: [string, unknown][] = [];
  for (const [key, value] of Object.entries(node)) {
    if (key === "enum" || key === "const" || key === "default" || key === "examples") {
      result.push([key, value]);
    } else if (
      key === "properties" ||
      key === "$defs" ||
      key === "definitions" ||
      key === "patternProperties"
    ) {
      if (isJsonObject(value)) {
        result.push([
          key,
          Object.fromEntries(
            Object.entries(value).map(([name, child]) => [
              name,
              isJsonObject(child) || typeof child === "boolean" ? cleaned(child, depth + 1) : {},
            ]),
          ),
        ]);
      }
    } else if (keeps(key, value)) {
      result.push([key, cleaned(value, depth + 1)]);
    }
  }
  return Object.fromEntries(result);
}

function keeps(key: string, value: unknown): boolean {
  switch (key) {
    case "$schema":
    case "$id":
    case "id":
      return false;
    case "$ref":
      return typeof value === "string" && value.startsWith("#");
    case "type":
      return (Array.isArray(value) ? value : [value]).every((type) => types.has(String(type)));
    case "required":
      return Array.isArray(value) && value.every((name) => typeof name === "string");
    case "pattern":
      return typeof value === "string" && compiles(value) && !isCostly(value);
    case "exclusiveMinimum":
    case "exclusiveMaximum":
      return typeof value === "number";
    default:
      return true;
  }
}

/** A pattern with a repetition inside a repetition, which can take exponential time; also one too long to be looked through. */
function isCostly(pattern: string): boolean {
  return (
    pattern.length > 600 ||
    /[*+}]\)?[^)]{0,40}\)[*+{]|\([^)]{0,200}[*+][^)]{0,200}\)\s{0,2}[*+{]/.test(pattern)
  );
}

function compiles(pattern: string): boolean {
  try {
    new RegExp(pattern, "u");
    return true;
  } catch {
    return false;
  }
}
