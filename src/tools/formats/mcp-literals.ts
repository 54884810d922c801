import { annotationsFrom } from "../code-tool.ts";
import type { CodeFormat } from "../format.ts";
import { literalSchema, literalTool, objectsWithKey } from "../literal-objects.ts";
import { schemaFrom } from "../script/schemas.ts";

const framework = "mcp-literals";

/**
 * MCP tools written as objects in code, as a low-level server lists them: `{ name, description, inputSchema }`. The key
 * `inputSchema` beside a name is telling enough; the schema may come from another file.
 */
export const mcpLiteralsFormat: CodeFormat = {
  kind: "code",
  id: framework,
  languages: ["python", "typescript", "tsx", "javascript"],
  hints: ["inputSchema"],
  find: (document) =>
    objectsWithKey(document, ["inputSchema"]).flatMap((object) => {
      const node = object.members.get("inputSchema");
      const schema =
        document.language === "python" ? literalSchema(document, node) : schemaFrom(document, node);
      const isDescribed = object.members.get("description") !== undefined;
      const tool =
        isDescribed || schema.schemaCompleteness.level !== "none"
          ? literalTool(document, framework, object, schema)
          : undefined;
      const hints = object.members.get("annotations");
      const members = hints && document.values.members(hints);
      const annotations = annotationsFrom(
        document,
        (key) => members?.get(key) ?? (key === "title" ? object.members.get("title") : undefined),
      );
      return tool === undefined ? [] : [annotations === undefined ? tool : { ...tool, annotations }];
    }),
};
