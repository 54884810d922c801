import type { DataDocument, Place } from "../../syntax/data-node.ts";
import { candidateObjects, dataTool, isElementOf, nameIn, stringIn } from "../data-shapes.ts";
import type { DataFormat, FoundTool } from "../format.ts";
import { hostedByType, hostedSchema } from "../hosted.ts";

/**
 * Tools the model's provider brings along, switched on by their type alone: Anthropic's dated ones such as
 * `{"type":"bash_20250124","name":"bash"}` and OpenAI's `{"type":"code_interpreter"}`.
 */
export const hostedToolsFormat: DataFormat = {
  kind: "data",
  id: "hosted-tools",
  hints: [
    "bash_20",
    "text_editor_20",
    "computer_20",
    "web_search",
    "web_fetch_20",
    "code_execution_20",
    "memory_20",
    "file_search",
    "code_interpreter",
    "computer_use",
    "shell",
    "apply_patch",
    "image_generation",
  ],
  find(document) {
    return candidateObjects(document).flatMap((place) => hostedTool(document, place) ?? []);
  },
};

function hostedTool(document: DataDocument, place: Place): FoundTool | undefined {
  const type = place.node.get("type");
  if (type?.kind !== "string" || !isElementOf(place, "tools")) {
    return undefined;
  }
  const known = hostedByType(String(type.value));
  if (known === undefined) {
    return undefined;
  }
  // A type that is also given parameters is somebody's own tool that happens to be called so.
  if (
    ["parameters", "input_schema", "inputSchema", "function"].some((key) => place.node.get(key) !== undefined)
  ) {
    return undefined;
  }
  const name = nameIn(place.node);
  return dataTool(document, {
    framework: "hosted-tools",
    node: place.node,
    name: name ?? type,
    nameText: name === undefined ? known.name : String(name.value),
    description: stringIn(place.node, "description") ?? known.description,
    schema: hostedSchema(known),
  });
}
