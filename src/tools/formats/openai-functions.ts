import type { DataDocument, Place } from "../../syntax/data-node.ts";
import {
  candidateObjects,
  dataTool,
  isElementOf,
  isObjectSchema,
  nameIn,
  schemaFrom,
  stringIn,
} from "../data-shapes.ts";
import type { DataFormat, FoundTool } from "../format.ts";

/**
 * Bare function definitions `{"name","description","parameters":schema}`: the `functions` of OpenAI's first API and
 * the form most data sets of tool use keep them in. The least specific shape, so it stands last in the registry.
 */
export const openaiFunctionsFormat: DataFormat = {
  kind: "data",
  id: "openai-functions",
  hints: ['"parameters"', "'parameters'", "parameters:"],
  find(document) {
    return candidateObjects(document).flatMap((place) => bareFunction(document, place) ?? []);
  },
};

function bareFunction(document: DataDocument, place: Place): FoundTool | undefined {
  const { node } = place;
  const name = nameIn(node);
  const parameters = node.get("parameters");
  if (name === undefined || !isObjectSchema(parameters) || /\s/.test(String(name.value))) {
    return undefined;
  }
  const listed = isElementOf(place, "functions") || isElementOf(place, "tools");
  const description = stringIn(node, "description");
  // Without a list that says what it is, only the full shape is taken for a tool.
  const full =
    description !== undefined &&
    parameters.get("properties")?.kind === "object" &&
    stringIn(parameters, "type") !== undefined;
  if (!listed && !full) {
    return undefined;
  }
  return dataTool(document, {
    framework: "openai-functions",
    node,
    name,
    description,
    schema: schemaFrom(document, parameters),
  });
}
