import type { DataDocument, DataNode, Place } from "../../syntax/data-node.ts";
import { candidateObjects, dataTool, nameIn, schemaFrom, stringIn } from "../data-shapes.ts";
import type { DataFormat, FoundTool } from "../format.ts";

/**
 * Function declarations of the Gemini API and Vertex AI: entries of `functionDeclarations` (`function_declarations` in
 * Python's spelling), and single declarations that give themselves away by the type name `OBJECT`.
 */
export const geminiFormat: DataFormat = {
  kind: "data",
  id: "gemini",
  hints: ["functionDeclarations", "function_declarations", "OBJECT"],
  find(document) {
    return candidateObjects(document).flatMap((place) => declaration(document, place) ?? []);
  },
};

const listKeys: readonly unknown[] = ["functionDeclarations", "function_declarations"];

function declaration(document: DataDocument, place: Place): FoundTool | undefined {
  const { node } = place;
  const name = nameIn(node);
  const listed = typeof place.key === "number" && listKeys.includes(place.parent?.key);
  const alone =
    stringIn(node.get("parameters"), "type") === "OBJECT" && stringIn(node, "description") !== undefined;
  if (name === undefined || !(listed || alone)) {
    return undefined;
  }
  return dataTool(document, {
    framework: "gemini",
    node,
    name,
    description: stringIn(node, "description"),
    schema: schemaFrom(document, parametersOf(node)),
  });
}

function parametersOf(node: DataNode): DataNode | undefined {
  const keys = ["parameters", "parametersJsonSchema", "parameters_json_schema"];
  return keys.map((key) => node.get(key)).find((parameters) => parameters?.kind === "object");
}
