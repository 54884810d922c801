import type { DataNode } from "../../syntax/data-node.ts";
import { stringIn } from "../data-shapes.ts";
import type { InputSchema } from "../input-schema.ts";

/**
 * A custom tool of OpenAI takes one free text instead of JSON arguments. The pipeline speaks JSON, so the text becomes
 * the argument `input`; a grammar for it, when there is one, becomes its description.
 */
export function customInput(format: DataNode | undefined): InputSchema {
  const grammar = format?.get("grammar");
  const definition = stringIn(grammar, "definition") ?? stringIn(format, "definition");
  const description =
    definition === undefined ? "The free-form input of the tool." : `Must match this grammar: ${definition}`;
  return {
    inputSchema: {
      type: "object",
      properties: { input: { type: "string", description } },
      required: ["input"],
      additionalProperties: false,
    },
    schemaCompleteness: { level: "full", reasons: [] },
  };
}
