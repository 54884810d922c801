import type { Node } from "@vscode/tree-sitter-wasm";
import type { CodeDocument, Members } from "../syntax/code-document.ts";
import { staticJson } from "../syntax/static-json.ts";
import { codeTool, descriptionFrom, nameFrom } from "./code-tool.ts";
import type { FoundTool } from "./format.ts";
import { type InputSchema, inputSchemaOf, noArguments, unknownArguments } from "./input-schema.ts";

/** An object or dictionary literal with its members. */
export interface LiteralObject {
  node: Node;
  members: Members;
}

const maxObjects = 5_000;

/**
 * The object or dictionary literals of the file that have one of the keys, in order. Members are only read of those;
 * the rest costs one comparison of text.
 */
export function objectsWithKey(document: CodeDocument, keys: readonly string[]): LiteralObject[] {
  const isPython = document.language === "python";
  const key = new RegExp(`["']?(?:${keys.join("|")})\\b["']?\\s*[:,}\\n]`, "y");
  const types = isPython ? ["dictionary", "pair"] : ["object", "pair", "shorthand_property_identifier"];
  const open: Node[] = [];
  const found = new Map<number, Node>();
  for (const node of document.nodes(...types)) {
    while ((open.at(-1)?.endIndex ?? Infinity) <= node.startIndex) {
      open.pop();
    }
    if (node.type === "object" || node.type === "dictionary") {
      open.push(node);
      continue;
    }
    key.lastIndex = node.startIndex;
    const owner = key.test(document.text) ? open.at(-1) : undefined;
    if (owner !== undefined && found.size < maxObjects) {
      found.set(owner.id, owner);
    }
  }
  return [...found.values()].flatMap((node) => {
    const members = document.values.members(node);
    return members === undefined ? [] : [{ node, members }];
  });
}

/** The JSON Schema in a literal; a missing one means that the tool takes no arguments. */
export function literalSchema(document: CodeDocument, node: Node | undefined): InputSchema {
  if (node === undefined || document.values.scalar(node) === null) {
    return noArguments();
  }
  const reasons = new Set<string>();
  const json = staticJson(document, node, reasons);
  return json === undefined ? unknownArguments([...reasons].join("; ")) : inputSchemaOf(json, [...reasons]);
}

/** The tool of a definition object with `name`, `description` and a schema. */
export function literalTool(
  document: CodeDocument,
  framework: string,
  { node, members }: LiteralObject,
  schema: InputSchema,
): FoundTool | undefined {
  const named = nameFrom(document, members.get("name"));
  return (
    named &&
    codeTool(document, {
      framework,
      node,
      named,
      description: descriptionFrom(document, members.get("description")),
      schema,
    })
  );
}
