import type { CodeFormat } from "../format.ts";
import { keyPattern, literalTool, objectsWith } from "../literal-objects.ts";
import { mayBeFunction } from "../script/calls.ts";
import { firstOf } from "../script/config-tool.ts";
import { schemaFrom } from "../script/schemas.ts";

const framework = "tool-objects";
const schemaKeys = ["parameters", "schema", "parametersSchema", "paramsSchema", "argsSchema", "zodSchema"];
const functionKeys = ["execute", "handler", "run", "func", "callback", "cb", "invoke", "call"];
const keys = [["name"], ["description"], schemaKeys, functionKeys].map((names) => keyPattern(names));

/**
 * Tools as a program's own registry writes them: one object with a name, a description, a schema of its arguments and
 * the function that runs it. All four must be there.
 */
export const toolObjectsFormat: CodeFormat = {
  kind: "code",
  id: framework,
  languages: ["typescript", "tsx", "javascript"],
  hints: [".object(", ".Object(", 'type: "object"', 'type:"object"', "type: 'object'", '"type": "object"'],
  needs: ["description", /\b(?:execute|handler|run|func|callback|cb|invoke|call)\b/],
  find: (document) =>
    objectsWith(document, ...keys).flatMap((object) => {
      const { members } = object;
      if (!mayBeFunction(document, firstOf(members, functionKeys))) {
        return [];
      }
      const schema = schemaFrom(document, firstOf(members, schemaKeys));
      return schema.schemaCompleteness.level === "none"
        ? []
        : (literalTool(document, framework, object, schema) ?? []);
    }),
};
