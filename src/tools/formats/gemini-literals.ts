import type { Json, JsonObject } from "../../ots/json.ts";
import type { CodeDocument } from "../../syntax/code-document.ts";
import type { Node } from "../../syntax/node.ts";
import { calleeOf, pythonArguments } from "../../syntax/python/calls.ts";
import { field } from "../../syntax/tree.ts";
import type { CodeFormat, FoundTool } from "../format.ts";
import { type InputSchema, inputSchemaOf, noArguments } from "../input-schema.ts";
import { keyPattern, literalTool, objectsWith } from "../literal-objects.ts";
import { callTool } from "../python/call-tool.ts";
import { listedFunctions } from "../python/listed-functions.ts";
import { comesFrom } from "../python/origins.ts";

const framework = "gemini-literals";
const listKeys = ["functionDeclarations", "function_declarations"];
const schemaKeys = ["parameters", "parametersJsonSchema", "parameters_json_schema"];
const declaring = /^(google|vertexai)(\.\w+)*\.FunctionDeclaration$/;
/** Takes plain functions of the program as well. */
const configuring = /^(google|vertexai)(\.\w+)*\.(GenerateContentConfig|GenerativeModel)$/;
const maxDepth = 12;

/**
 * Function declarations of the Gemini API written in code: the objects of `functionDeclarations`, and Python's
 * `types.FunctionDeclaration(…)`. Types may be texts or members of the SDK's enumeration.
 */
export const geminiLiteralsFormat: CodeFormat = {
  kind: "code",
  id: framework,
  languages: ["python", "typescript", "tsx", "javascript"],
  hints: [...listKeys, "FunctionDeclaration", "GenerateContentConfig", "GenerativeModel"],
  find: (document) => [
    ...listed(document),
    ...declared(document),
    ...(document.language === "python"
      ? listedFunctions(document, { framework, agents: configuring, keyword: "tools" })
      : []),
  ],
};

/** The lists of declarations: of objects, and in Python of `types.Tool(function_declarations=[…])`. */
function lists(document: CodeDocument): Node[] {
  const ofObjects = objectsWith(document, keyPattern(listKeys)).flatMap(
    ({ members }) => listKeys.flatMap((key) => members.get(key) ?? [])[0] ?? [],
  );
  const keywords = document.language === "python" ? document.nodes("keyword_argument") : [];
  return [
    ...ofObjects,
    ...keywords.flatMap((keyword) => {
      const name = field(keyword, "name");
      const isList = name !== undefined && listKeys.includes(document.textOf(name));
      return (isList ? field(keyword, "value") : undefined) ?? [];
    }),
  ];
}

function listed(document: CodeDocument): FoundTool[] {
  return lists(document).flatMap((list) => {
    const items = document.values.items(list)?.items ?? [];
    return items.flatMap((item) => {
      const node = document.values.resolve(item);
      const own = document.values.members(node);
      const schema = own && schemaOf(document, schemaKeys.flatMap((key) => own.get(key) ?? [])[0]);
      return own === undefined || schema === undefined
        ? []
        : (literalTool(document, framework, { node, members: own }, schema) ?? []);
    });
  });
}

function declared(document: CodeDocument): FoundTool[] {
  const calls = document.language === "python" ? document.nodes("call") : [];
  return calls
    .filter((call) => comesFrom(document, calleeOf(call), declaring))
    .flatMap((call) => {
      const { named } = pythonArguments(document, call);
      const schema = schemaOf(document, schemaKeys.flatMap((key) => named.get(key) ?? [])[0]);
      const name = named.get("name");
      return (
        callTool(document, { framework, call, name, description: named.get("description"), schema }) ?? []
      );
    });
}

function schemaOf(document: CodeDocument, node: Node | undefined): InputSchema {
  const reasons = new Set<string>();
  return node === undefined
    ? noArguments()
    : inputSchemaOf(converted(document, node, reasons, 0), [...reasons]);
}

/** A schema's parts by key, of a literal or of `types.Schema(…)`. */
function partsOf(document: CodeDocument, expression: Node): ((key: string) => Node | undefined) | undefined {
  const node = document.values.resolve(expression);
  const members = document.values.members(node);
  if (members !== undefined) {
    return (key) => members.get(key);
  }
  const named =
    document.language === "python" && node.type === "call"
      ? pythonArguments(document, node).named
      : undefined;
  return named && ((key) => named.get(key));
}

/** The schema in JSON Schema's spelling; what is not static is left out with a reason. */
function converted(document: CodeDocument, node: Node, reasons: Set<string>, depth: number): JsonObject {
  const part = depth > maxDepth ? undefined : partsOf(document, node);
  if (part === undefined) {
    reasons.add("a part of the schema is not static");
    return {};
  }
  const schema: Record<string, Json> = {};
  const type = part("type");
  if (type !== undefined) {
    // `Type.OBJECT`, `types.Type.OBJECT` and "OBJECT" all mean "object".
    const name = document.values.string(type) ?? document.textOf(type).split(".").at(-1) ?? "";
    schema.type = name.toLowerCase();
  }
  for (const key of ["description", "format", "pattern"]) {
    const value = part(key);
    const text = value && document.values.string(value);
    if (text !== undefined) {
      schema[key] = text;
    }
  }
  for (const key of ["enum", "required"]) {
    const value = part(key);
    const items = value && document.values.items(value)?.items;
    if (items !== undefined) {
      schema[key] = items.flatMap((item) => document.values.string(item) ?? []);
    }
  }
  const items = part("items");
  if (items !== undefined) {
    schema.items = converted(document, items, reasons, depth + 1);
  }
  const properties = part("properties");
  if (properties !== undefined) {
    const entries = document.values.members(properties)?.entries ?? [];
    schema.properties = Object.fromEntries(
      entries.map(({ key, value }) => [key, converted(document, value, reasons, depth + 1)]),
    );
  }
  return schema;
}
