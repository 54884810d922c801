import type { CodeDocument } from "../../syntax/code-document.ts";
import { nameFrom } from "../code-tool.ts";
import type { CodeFormat, FoundTool } from "../format.ts";
import { keyPattern, type LiteralObject, objectsWith } from "../literal-objects.ts";
import { mayBeFunction } from "../script/calls.ts";
import { configTool, firstOf, heldName } from "../script/config-tool.ts";
import { schemaFrom } from "../script/schemas.ts";

const framework = "tool-objects";
const schemaKeys = ["inputSchema", "parameters", "schema", "input", "argsSchema", "paramsSchema"];
const functionKeys = ["handler", "execute", "run", "callback", "cb", "func", "invoke"];

/**
 * Tools of a program's own table, in which the key is the name: `{ list_runs: { description, inputSchema, handler } }`; and
 * what `registerTool` takes, kept together: `{ name, config: { description, inputSchema }, handler }`. All must be there.
 */
export const keyedToolsFormat: CodeFormat = {
  kind: "code",
  id: "keyed-tools",
  languages: ["typescript", "tsx", "javascript"],
  hints: schemaKeys.slice(0, 3).map((key) => new RegExp(`\\b${key}\\b["']?\\s*[:,}]`)),
  needs: ["description", new RegExp(`\\b(?:${functionKeys.join("|")})\\b`), /tool|@modelcontextprotocol/i],
  find: (document) => [
    ...objectsWith(
      document,
      ...[["description"], schemaKeys, functionKeys].map((keys) => keyPattern(keys)),
    ).flatMap((object) => keyed(document, object) ?? []),
    ...objectsWith(document, keyPattern(["config"]), keyPattern(functionKeys)).flatMap(
      (object) => configured(document, object) ?? [],
    ),
  ],
};

function keyed(document: CodeDocument, { node, members }: LiteralObject): FoundTool | undefined {
  const place = holderIn(document, node);
  const isNamed = ["name", "id", "method", "type"].some((key) => members.get(key) !== undefined);
  const isWhole =
    mayBeFunction(document, firstOf(members, functionKeys)) && isReadable(document, { node, members });
  return place === undefined || isNamed || !isWhole
    ? undefined
    : configTool(document, { framework, node: place.node, config: node, named: place.named, schemaKeys });
}

function configured(document: CodeDocument, { node, members }: LiteralObject): FoundTool | undefined {
  const config = members.get("config");
  const inner = config && document.values.members(config);
  const handler = firstOf(members, functionKeys);
  const isTool =
    inner?.get("inputSchema") !== undefined && (inner.get("description") ?? inner.get("title")) !== undefined;
  const named = nameFrom(document, members.get("name")) ?? holderIn(document, node)?.named;
  return config === undefined || named === undefined || !isTool || !mayBeFunction(document, handler)
    ? undefined
    : configTool(document, { framework, node, config, named, schemaKeys, handler });
}

/** The property an object is the value of; a variable's name is no tool's. */
function holderIn(document: CodeDocument, node: LiteralObject["node"]) {
  return node.parent?.type === "pair" ? heldName(document, node) : undefined;
}

function isReadable(document: CodeDocument, { members }: LiteralObject): boolean {
  return schemaFrom(document, firstOf(members, schemaKeys)).schemaCompleteness.level !== "none";
}
