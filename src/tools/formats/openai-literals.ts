import type { CodeDocument } from "../../syntax/code-document.ts";
import type { CodeFormat, FoundTool } from "../format.ts";
import {
  keyPattern,
  type LiteralObject,
  literalSchema,
  literalTool,
  objectsWith,
} from "../literal-objects.ts";
import { schemaFrom } from "../script/schemas.ts";

const framework = "openai-literals";
const typeFunction = keyPattern(["type"], "[\"'`]function[\"'`]");

/** OpenAI tools written as objects in code: `{ type: "function", function: {…} }` and the flat form of Responses. */
export const openaiLiteralsFormat: CodeFormat = {
  kind: "code",
  id: framework,
  languages: ["python", "typescript", "tsx", "javascript"],
  hints: [/type["'`]?\s*[:=]\s*["'`]function["'`]/],
  find: (document) =>
    objectsWith(document, typeFunction).flatMap((object) => definition(document, object) ?? []),
};

function definition(document: CodeDocument, object: LiteralObject): FoundTool | undefined {
  const inner = object.members.get("function");
  const members = inner === undefined ? object.members : document.values.members(inner);
  // With arguments it is a call; with neither description nor parameters it is a choice of a tool, outside of a list.
  if (members === undefined || members.get("arguments") !== undefined) {
    return undefined;
  }
  const parameters = members.get("parameters");
  const isDescribed = members.get("description") !== undefined && inner !== undefined;
  const isListed = inner !== undefined && /^(array|list)$/.test(object.node.parent?.type ?? "");
  if (parameters === undefined && !isDescribed && !isListed) {
    return undefined;
  }
  const schema =
    document.language === "python" ? literalSchema(document, parameters) : schemaFrom(document, parameters);
  return literalTool(document, framework, { node: object.node, members }, schema);
}
