import type { CodeFormat } from "../format.ts";
import { literalSchema, literalTool, objectsWithKey } from "../literal-objects.ts";
import { schemaFrom } from "../script/schemas.ts";

const framework = "anthropic-literals";

/** Anthropic tools written as objects in code: `{ name, description, input_schema }`. */
export const anthropicLiteralsFormat: CodeFormat = {
  kind: "code",
  id: framework,
  languages: ["python", "typescript", "tsx", "javascript"],
  hints: ["input_schema"],
  find: (document) =>
    objectsWithKey(document, ["input_schema"]).flatMap((object) => {
      const node = object.members.get("input_schema");
      const schema =
        document.language === "python" ? literalSchema(document, node) : schemaFrom(document, node);
      return literalTool(document, framework, object, schema) ?? [];
    }),
};
