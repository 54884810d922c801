import { isJsonObject, type JsonObject } from "../ots/json.ts";
import type { Trajectory } from "../ots/trajectory.ts";
import { objectOf, objectsOf, textOf } from "./fields.ts";

/** The tool definitions an imported trajectory brought along, in the shape of the OpenAI chat API. */
export function openAiTools(trajectory: Trajectory): JsonObject[] {
  const { imported } = trajectory;
  const definitions = isJsonObject(imported) ? objectsOf(objectOf(imported).toolDefinitions) : [];
  return definitions.flatMap(chatTool);
}

/** A tool definition of any family in the shape of the chat API; nothing when it has no name. */
function chatTool(definition: JsonObject): JsonObject[] {
  if (isJsonObject(definition.function)) {
    return [{ type: "function", function: definition.function }];
  }
  const name = textOf(definition.name);
  const description = textOf(definition.description);
  const parameters = [definition.parameters, definition.input_schema, definition.inputSchema].find(
    isJsonObject,
  );
  return name === undefined
    ? []
    : [
        {
          type: "function",
          function: {
            name,
            ...(description === undefined ? {} : { description }),
            parameters: parameters ?? { type: "object" },
          },
        },
      ];
}
