import type { CodeFormat } from "../format.ts";
import { keyPattern, literalSchema, literalTool, objectsWith } from "../literal-objects.ts";
import { schemaFrom } from "../script/schemas.ts";

const framework = "anthropic-literals";
const keys = [keyPattern(["name", "id"]), keyPattern(["input_schema"])];

/** Anthropic tools written as objects in code: `{ name, description, input_schema }`. */
export const anthropicLiteralsFormat: CodeFormat = {
  kind: "code",
  id: framework,
  languages: ["python", "typescript", "tsx", "javascript"],
  hints: ["input_schema"],
  find: (document) =>
    objectsWith(document, ...keys).flatMap((object) => {
      const node = object.members.get("input_schema");
      const schema =
        document.language === "python" ? literalSchema(document, node) : schemaFrom(document, node);
      return literalTool(document, framework, object, schema) ?? [];
    }),
};
