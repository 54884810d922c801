import { isJsonObject } from "../../ots/json.ts";
import * as z from "../../ots/zod.ts";
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
    if (JSON.stringify(tool.inputSchema).length > limits.schema) {
      throw new BeltError(`The tool's schema is too long; up to ${limits.schema} characters are read.`);
    }
    // The validator is large; it loads with the first look-up of this kind.
    const { argumentProblems, SchemaError } = await import("./schema/argument-check.ts");
    try {
      const problems = argumentProblems(tool.inputSchema, values);
      return {
        valid: problems.length === 0,
        reasons: problems
          .slice(0, limits.reasons)
          .map(({ path, reason }) => ({ path, reason: reason.slice(0, 300) })),
      };
    } catch (error) {
      throw error instanceof SchemaError ? new BeltError(error.message) : error;
    }
  },
});
