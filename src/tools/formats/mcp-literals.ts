import type { CodeDocument } from "../../syntax/code-document.ts";
import type { Node } from "../../syntax/node.ts";
import type { CodeFormat } from "../format.ts";
import { keyPattern, literalSchema, literalTool, objectsWith } from "../literal-objects.ts";
import { schemaFrom } from "../script/schemas.ts";

const framework = "mcp-literals";
const keys = [keyPattern(["name", "id"]), keyPattern(["inputSchema"])];

/**
 * MCP tools written as objects in code, as a low-level server lists them: `{ name, description, inputSchema }`. In a
 * file that imports the SDK the schema may come from elsewhere; in any other all three must be there to read.
 */
export const mcpLiteralsFormat: CodeFormat = {
  kind: "code",
  id: framework,
  languages: ["python", "typescript", "tsx", "javascript"],
  hints: ["inputSchema"],
  find: (document) =>
    objectsWith(document, ...keys).flatMap((object) => {
      const given = object.members.get("inputSchema");
      const node = (given && onlyJson(document, given)) ?? given;
      const schema =
        document.language === "python" ? literalSchema(document, node) : schemaFrom(document, node);
      const isDescribed = object.members.get("description") !== undefined;
      const isRead = schema.schemaCompleteness.level !== "none";
      return (isDescribed && isRead) || importsMcp(document)
        ? (literalTool(document, framework, object, schema) ?? [])
        : [];
    }),
};

/** Bedrock and those who build on it put the schema one level deeper: `{ json: { type: "object" } }`. */
function onlyJson(document: CodeDocument, schema: Node): Node | undefined {
  const members = document.values.members(schema);
  return members?.entries.length === 1 ? members.get("json") : undefined;
}

function importsMcp(document: CodeDocument): boolean {
  return document.names.modules.some((module) => /^@modelcontextprotocol\/|^mcp(\.|$)/.test(module));
}
