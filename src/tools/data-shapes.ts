import type { ToolAnnotations } from "../ots/tool.ts";
import type { DataDocument, DataNode, Place } from "../syntax/data-node.ts";
import { DataLimitError } from "../syntax/data-node.ts";
import { inlineFiles } from "./file-references.ts";
import type { FoundTool } from "./format.ts";
import { type InputSchema, inputSchemaOf, noArguments, unknownArguments } from "./input-schema.ts";

/** A longer description is cut: it travels in every record of the data set. */
const maxDescription = 20_000;

/** What a data format knows of one definition. */
export interface DefinitionParts {
  framework: string;
  /** The definition object. */
  node: DataNode;
  /** The node the name stands in; its text is the name unless `nameText` says otherwise. */
  name: DataNode;
  nameText?: string;
  description: string | undefined;
  schema: InputSchema;
  annotations?: ToolAnnotations | undefined;
  approval?: FoundTool["approval"];
  httpVerb?: string;
}

/** Puts the parts together; ranges come from the nodes. */
export function dataTool(document: DataDocument, parts: DefinitionParts): FoundTool {
  const description = parts.description ?? "";
  return {
    name: parts.nameText ?? String(parts.name.value),
    description:
      description.length > maxDescription ? `${description.slice(0, maxDescription)}…` : description,
    framework: parts.framework,
    ...parts.schema,
    ...(parts.annotations === undefined ? {} : { annotations: parts.annotations }),
    ...(parts.approval === undefined ? {} : { approval: parts.approval }),
    ...(parts.httpVerb === undefined ? {} : { httpVerb: parts.httpVerb }),
    range: document.rangeOf(parts.node),
    nameRange: document.contentRangeOf(parts.name),
  };
}

/**
 * Objects in which a tool may be looked for. What describes schemas (a JSON Schema, an OpenAPI description) contains
 * tools only as illustrations, so the objects inside it are left out.
 */
export function candidateObjects(document: DataDocument): Place[] {
  const objects = document.places().filter((place) => place.node.kind === "object");
  const describing = new Set(objects.filter((place) => describesSchemas(place)).map((place) => place.node));
  return describing.size === 0 ? objects : objects.filter((place) => !isInside(place, describing));
}

function isInside(place: Place, nodes: ReadonlySet<DataNode>): boolean {
  for (let outer: Place | undefined = place; outer !== undefined; outer = outer.parent) {
    if (nodes.has(outer.node)) {
      return true;
    }
  }
  return false;
}

function describesSchemas({ node, parent }: Place): boolean {
  if (isOpenApi(node)) {
    return true;
  }
  // Further in, `$schema` marks the schema of a tool.
  const schema = parent === undefined ? stringIn(node, "$schema") : undefined;
  const isSwagger = parent === undefined && node.get("swagger") !== undefined;
  return isSwagger || (schema !== undefined && /json-schema\.org\/(?:draft|schema)/.test(schema));
}

/** True for the root of an OpenAPI 3 description. */
export function isOpenApi(node: DataNode): boolean {
  const version = node.get("openapi")?.value;
  return /^3(?:\.|$)/.test(String(version)) && node.get("paths")?.kind === "object";
}

/** The member's text, when it is a string. */
export function stringIn(node: DataNode | undefined, key: string): string | undefined {
  const member = node?.get(key);
  return member?.kind === "string" ? String(member.value) : undefined;
}

/** The member's node, when it is an object. */
export function objectIn(node: DataNode | undefined, key: string): DataNode | undefined {
  const member = node?.get(key);
  return member?.kind === "object" ? member : undefined;
}

/** The `name` member, when it could be the name of a tool: one line, not empty, not a sentence. */
export function nameIn(node: DataNode, key = "name"): DataNode | undefined {
  const name = node.get(key);
  return name?.kind === "string" && isToolName(String(name.value)) ? name : undefined;
}

const toolName = /^[\p{L}\p{N}_$][\p{L}\p{N}_$.:/@ -]{0,127}$/u;

function isToolName(name: string): boolean {
  return toolName.test(name) && !/\s{2}|\s$/.test(name);
}

/** True when the node is the JSON Schema of an object, in whatever dialect. */
export function isObjectSchema(node: DataNode | undefined): node is DataNode {
  if (node?.kind !== "object") {
    return false;
  }
  const type = node.get("type");
  const properties = node.get("properties");
  const typed = type?.kind === "string" && /^(?:object|dict)$/i.test(String(type.value));
  return typed ? properties === undefined || properties.kind === "object" : isSchemaMap(properties);
}

/** True for an object whose members are all schemas. */
function isSchemaMap(node: DataNode | undefined): boolean {
  return (
    node?.kind === "object" &&
    node.entries().every((entry) => entry.value.kind === "object" || entry.value.kind === "boolean")
  );
}

/** The schema in a node; a missing or null one means that the tool takes no arguments. */
export function schemaFrom(document: DataDocument, node: DataNode | undefined): InputSchema {
  if (node === undefined || node.kind === "null") {
    return noArguments();
  }
  try {
    const reasons = new Set<string>();
    return inputSchemaOf(inlineFiles(document, node.toJson(), reasons), [...reasons]);
  } catch (error) {
    if (error instanceof DataLimitError) {
      return unknownArguments(`the schema is ${error.message}`);
    }
    throw error;
  }
}

/** MCP annotations, as far as they are of the right type. */
export function annotationsFrom(node: DataNode | undefined): ToolAnnotations | undefined {
  if (node?.kind !== "object") {
    return undefined;
  }
  const annotations: ToolAnnotations = {};
  const title = stringIn(node, "title");
  if (title !== undefined) {
    annotations.title = title;
  }
  for (const hint of ["readOnlyHint", "destructiveHint", "idempotentHint", "openWorldHint"] as const) {
    const value = node.get(hint)?.value;
    if (typeof value === "boolean") {
      annotations[hint] = value;
    }
  }
  return Object.keys(annotations).length > 0 ? annotations : undefined;
}

/** True when the place is an element of an array that is the member `key` of something. */
export function isElementOf(place: Place, key: string): boolean {
  return typeof place.key === "number" && place.parent?.key === key;
}

/** True when the place lies under a member of that name, however deep. */
export function isUnder(place: Place, key: string): boolean {
  for (let outer: Place | undefined = place; outer !== undefined; outer = outer.parent) {
    if (outer.key === key) {
      return true;
    }
  }
  return false;
}
