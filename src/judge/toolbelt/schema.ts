import type { ValidateFunction } from "ajv";
import { isJsonObject, type JsonObject } from "../../ots/json.ts";
import { z } from "../../ots/zod.ts";
import { perObject } from "../text/memo.ts";
import { BeltError, defineTool, reasonOf } from "./tool.ts";

const input = z.object({
  tool: z.string().describe("name of a tool of the agent"),
  arguments_json: z.string().describe("the arguments as one JSON object"),
});

const output = z.object({
  valid: z.boolean(),
  /** Each with the JSON Pointer of the value it is about. */
  reasons: z.array(z.object({ path: z.string(), reason: z.string() })),
});

const limits = { arguments: 100_000, schema: 200_000, reasons: 20 };

/** Patterns that can take exponential time have a repetition inside a repetition; others ajv may run. */
const nested = /[*+}]\)?[^)]{0,40}\)[*+{]|\([^)]{0,200}[*+][^)]{0,200}\)\s{0,2}[*+{]/;

function safeSchema(schema: JsonObject): JsonObject {
  const text = JSON.stringify(schema, (key, value: unknown) =>
    key === "pattern" && typeof value === "string" && (value.length > 300 || nested.test(value))
      ? undefined
      : value,
  );
  if (text.length > limits.schema) {
    throw new BeltError(`The tool's schema has ${text.length} characters; up to ${limits.schema} are read.`);
  }
  return JSON.parse(text) as JsonObject;
}

/** The check that a schema compiles to; made once for each schema object. */
const compiled: (schema: JsonObject) => Promise<ValidateFunction> = perObject(async (schema) => {
  const [ajv, formats] = await Promise.all([import("ajv/dist/2020.js"), import("ajv-formats")]);
  const instance = new ajv.default({ strict: false, allErrors: true, logger: false, validateFormats: true });
  formats.default.default(instance);
  const { $schema: _, $id: __, ...plain } = safeSchema(schema);
  return instance.compile(plain);
});

/** Arguments against the tool's schema, with the reasons. */
export const schema = defineTool({
  id: "schema",
  description:
    "Whether arguments fit the schema of a tool of the agent, with the reason for each that does not.",
  effect: "pure",
  input,
  output,
  async run({ tool: name, arguments_json: json }, { tools }) {
    const tool = tools.find((candidate) => candidate.name === name);
    if (!tool) {
      throw new BeltError(`The agent has no tool named ${name.slice(0, 100)}.`);
    }
    if (json.length > limits.arguments) {
      throw new BeltError(
        `The arguments have ${json.length} characters; up to ${limits.arguments} are checked.`,
      );
    }
    let values: unknown;
    try {
      values = JSON.parse(json);
    } catch (error) {
      return { valid: false, reasons: [{ path: "", reason: `no JSON: ${reasonOf(error)}` }] };
    }
    if (!isJsonObject(values)) {
      return { valid: false, reasons: [{ path: "", reason: "the arguments are no object" }] };
    }
    const validate = await compiled(tool.inputSchema).catch((error: unknown) => {
      throw new BeltError(`The tool's schema cannot be read: ${reasonOf(error)}`);
    });
    const valid = validate(values);
    const reasons = (validate.errors ?? [])
      .slice(0, limits.reasons)
      .map(({ instancePath, message = "", params }) => ({
        path: instancePath,
        reason:
          `${message}${typeof params.additionalProperty === "string" ? `: ${params.additionalProperty}` : ""}`.slice(
            0,
            300,
          ),
      }));
    return { valid, reasons };
  },
});
