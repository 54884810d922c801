import type { DataDocument, DataNode, Place } from "../../syntax/data-node.ts";
import {
  candidateObjects,
  dataTool,
  isElementOf,
  isUnder,
  nameIn,
  objectIn,
  schemaFrom,
  stringIn,
} from "../data-shapes.ts";
import type { DataFormat, FoundTool } from "../format.ts";
import { customInput } from "./openai-custom.ts";

/**
 * Tools of the OpenAI Chat Completions API and everything compatible with it (Mistral, Groq, Together, vLLM):
 * `{"type":"function","function":{"name","description","parameters"}}` and
 * `{"type":"custom","custom":{"name","description","format"}}`.
 */
export const openaiChatFormat: DataFormat = {
  kind: "data",
  id: "openai-chat",
  hints: ['"function"', "'function'", "type: function", '"custom"', "type: custom"],
  find(document) {
    return candidateObjects(document).flatMap(
      (place) => functionTool(document, place) ?? customTool(document, place) ?? [],
    );
  },
};

function functionTool(document: DataDocument, place: Place): FoundTool | undefined {
  const definition = objectIn(place.node, "function");
  if (stringIn(place.node, "type") !== "function" || definition === undefined) {
    return undefined;
  }
  const name = nameIn(definition);
  if (name === undefined || !isDefinition(definition, place)) {
    return undefined;
  }
  return dataTool(document, {
    framework: "openai-chat",
    node: place.node,
    name,
    description: stringIn(definition, "description"),
    schema: schemaFrom(document, definition.get("parameters")),
  });
}

/** Calls (`arguments`) and choices (`tool_choice`) of a tool are written almost like its definition. */
function isDefinition(definition: DataNode, place: Place): boolean {
  if (
    definition.get("arguments") !== undefined ||
    isUnder(place, "tool_choice") ||
    isUnder(place, "tool_calls")
  ) {
    return false;
  }
  const parameters = definition.get("parameters");
  const describes = parameters?.kind === "object" || stringIn(definition, "description") !== undefined;
  return describes || isElementOf(place, "tools");
}

function customTool(document: DataDocument, place: Place): FoundTool | undefined {
  const definition = objectIn(place.node, "custom");
  const name = definition === undefined ? undefined : nameIn(definition);
  if (stringIn(place.node, "type") !== "custom" || name === undefined || definition === undefined) {
    return undefined;
  }
  if (
    definition.get("input") !== undefined ||
    isUnder(place, "tool_choice") ||
    !isElementOf(place, "tools")
  ) {
    return undefined;
  }
  return dataTool(document, {
    framework: "openai-chat",
    node: place.node,
    name,
    description: stringIn(definition, "description"),
    schema: customInput(definition.get("format")),
  });
}
