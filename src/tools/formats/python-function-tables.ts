import type { CodeDocument } from "../../syntax/code-document.ts";
import type { Node } from "../../syntax/node.ts";
import { field } from "../../syntax/tree.ts";
import { descriptionFrom, nameFrom } from "../code-tool.ts";
import type { CodeFormat, FoundTool } from "../format.ts";
import { isListedAs, keyPattern, type LiteralObject, objectsWith } from "../literal-objects.ts";
import { functionOf, functionTool } from "../python/function-tool.ts";

const framework = "tool-objects";
const hiddenNames = ["ctx", "context", "tool_context", "run_context"];
const functionKeys = ["func", "function", "fn", "callable", "handler", "implementation"];
const schemaKeys = ["parameters", "input_schema", "inputSchema", "args_schema", "schema"];
const patterns = [["name"], ["description"]].map((keys) => keyPattern(keys));

/**
 * Tools of a program's own table in Python whose arguments are those of a function: `{"func": search, "name": "search",
 * "description": …}`, or `{"search": {"name": …, "description": …}}` beside a list `[search]`. The table must be called after
 * tools.
 */
export const pythonFunctionTablesFormat: CodeFormat = {
  kind: "code",
  id: "python-function-tables",
  languages: ["python"],
  isFallback: true,
  hints: [new RegExp(`["'](?:${functionKeys.join("|")})["']\\s*:\\s*[A-Za-z_]|\\.__name__\\b`)],
  needs: ["description", /tool/i],
  find: (document) => objectsWith(document, ...patterns).flatMap((object) => tool(document, object) ?? []),
};

function tool(document: CodeDocument, { node, members }: LiteralObject): FoundTool | undefined {
  const name = members.get("name");
  const description = members.get("description");
  const isWhole = nameFrom(document, name) !== undefined && descriptionFrom(document, description) !== "";
  const hasSchema = schemaKeys.some((key) => members.get(key) !== undefined);
  if (!isWhole || hasSchema || !isListedAs(document, node, /tool/i)) {
    return undefined;
  }
  const stated = functionKeys.flatMap((key) => members.get(key) ?? [])[0];
  const definition = functionOf(document, stated ?? listedAsKey(document, { node, members }));
  return (
    definition && functionTool(document, { framework, node, definition, name, description, hiddenNames })
  );
}

/** The item of a list that has the name under which the object stands in its table. */
function listedAsKey(document: CodeDocument, { node }: LiteralObject): Node | undefined {
  const key = node.parent?.type === "pair" ? field(node.parent, "key") : undefined;
  const wanted = key && document.values.string(key);
  return wanted === undefined
    ? undefined
    : document
        .nodes("identifier")
        .find((identifier) => identifier.parent?.type === "list" && document.textOf(identifier) === wanted);
}
