import type { DataDocument, Place } from "../../syntax/data-node.ts";
import {
  annotationsFrom,
  candidateObjects,
  dataTool,
  isElementOf,
  isObjectSchema,
  isUnder,
  nameIn,
  schemaFrom,
  stringIn,
} from "../data-shapes.ts";
import type { DataFormat, FoundTool } from "../format.ts";
import { customInput } from "./openai-custom.ts";

/**
 * Tools of the OpenAI Responses and Realtime APIs: flat `{"type":"function","name","parameters"}` and
 * `{"type":"custom","name","format"}`, and what a server listed in an `mcp_list_tools` item.
 */
export const openaiResponsesFormat: DataFormat = {
  kind: "data",
  id: "openai-responses",
  hints: ['"function"', "'function'", "type: function", '"custom"', "type: custom", "mcp_list_tools"],
  find(document) {
    return candidateObjects(document).flatMap(
      (place) =>
        functionTool(document, place) ?? customTool(document, place) ?? listedTool(document, place) ?? [],
    );
  },
};

function functionTool(document: DataDocument, place: Place): FoundTool | undefined {
  const { node } = place;
  const name = nameIn(node);
  if (stringIn(node, "type") !== "function" || name === undefined || isUnder(place, "tool_choice")) {
    return undefined;
  }
  const parameters = node.get("parameters");
  // Contract interfaces (ABI) and reference documentation also list `{"type":"function","name"}` objects.
  const foreign = ["inputs", "outputs", "stateMutability", "arguments", "call_id", "function"];
  const declares = isObjectSchema(parameters);
  const bare = (parameters === undefined || parameters.kind === "null") && isElementOf(place, "tools");
  if ((!declares && !bare) || foreign.some((key) => node.get(key) !== undefined)) {
    return undefined;
  }
  return dataTool(document, {
    framework: "openai-responses",
    node,
    name,
    description: stringIn(node, "description"),
    schema: schemaFrom(document, parameters),
  });
}

function customTool(document: DataDocument, place: Place): FoundTool | undefined {
  const { node } = place;
  const name = nameIn(node);
  if (stringIn(node, "type") !== "custom" || name === undefined || !isElementOf(place, "tools")) {
    return undefined;
  }
  const format = node.get("format");
  const known = format === undefined || ["text", "grammar"].includes(stringIn(format, "type") ?? "");
  if (!known || (format === undefined && stringIn(node, "description") === undefined)) {
    return undefined;
  }
  // Anthropic marks its own client tools `custom`, too.
  if (node.get("input_schema") !== undefined || node.get("custom") !== undefined) {
    return undefined;
  }
  return dataTool(document, {
    framework: "openai-responses",
    node,
    name,
    description: stringIn(node, "description"),
    schema: customInput(format),
  });
}

function listedTool(document: DataDocument, place: Place): FoundTool | undefined {
  const list = place.parent?.parent?.node;
  const name = nameIn(place.node);
  if (!isElementOf(place, "tools") || stringIn(list, "type") !== "mcp_list_tools" || name === undefined) {
    return undefined;
  }
  return dataTool(document, {
    framework: "openai-responses",
    node: place.node,
    name,
    description: stringIn(place.node, "description"),
    schema: schemaFrom(document, place.node.get("input_schema")),
    annotations: annotationsFrom(place.node.get("annotations")),
  });
}
