import type { CodeFormat } from "../format.ts";
import { keyPattern, literalSchema, literalTool, objectsWith } from "../literal-objects.ts";
import { schemaFrom } from "../script/schemas.ts";

const framework = "bedrock-literals";

/** Tools of Bedrock's Converse API written in code: `{ toolSpec: { name, description, inputSchema: { json } } }`. */
export const bedrockLiteralsFormat: CodeFormat = {
  kind: "code",
  id: framework,
  languages: ["python", "typescript", "tsx", "javascript"],
  hints: ["toolSpec"],
  find: (document) =>
    objectsWith(document, keyPattern(["toolSpec"])).flatMap(({ node, members: outer }) => {
      const spec = outer.get("toolSpec");
      const members = spec && document.values.members(spec);
      const input = members?.get("inputSchema");
      const json = input && document.values.members(input)?.get("json");
      const schema =
        document.language === "python" ? literalSchema(document, json) : schemaFrom(document, json);
      return members === undefined ? [] : (literalTool(document, framework, { node, members }, schema) ?? []);
    }),
};
