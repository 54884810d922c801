import type { DataDocument, Place } from "../../syntax/data-node.ts";
import {
  annotationsFrom,
  candidateObjects,
  dataTool,
  isObjectSchema,
  nameIn,
  schemaFrom,
  stringIn,
} from "../data-shapes.ts";
import type { DataFormat, FoundTool } from "../format.ts";

/** Tools of the Anthropic Messages API: `{"name","description","input_schema":schema}`. */
export const anthropicFormat: DataFormat = {
  kind: "data",
  id: "anthropic",
  hints: ["input_schema"],
  find(document) {
    return candidateObjects(document).flatMap((place) => clientTool(document, place) ?? []);
  },
};

function clientTool(document: DataDocument, place: Place): FoundTool | undefined {
  const { node } = place;
  const name = nameIn(node);
  const schema = node.get("input_schema");
  if (name === undefined || !isObjectSchema(schema)) {
    return undefined;
  }
  return dataTool(document, {
    framework: "anthropic",
    node,
    name,
    description: stringIn(node, "description"),
    schema: schemaFrom(document, schema),
    annotations: annotationsFrom(node.get("annotations")),
  });
}
