import { isJsonObject, type Json, type JsonObject } from "../../ots/json.ts";
import type { DataNode } from "../../syntax/data-node.ts";
import { objectIn, stringIn } from "../data-shapes.ts";
import { type InputSchema, inputSchemaOf } from "../input-schema.ts";
import type { References } from "./openapi-references.ts";

/** OpenAPI says that these headers are not parameters; who calls the operation sets them. */
const transportHeaders = new Set(["accept", "content-type", "authorization"]);

/** Path, query and header parameters and the request body of an operation, merged into one schema of arguments. */
export function operationSchema(
  pathItem: DataNode,
  operation: DataNode,
  references: References,
): InputSchema {
  const properties: JsonObject = {};
  const required: string[] = [];
  for (const parameter of operationParameters(pathItem, operation, references)) {
    const name = Object.hasOwn(properties, parameter.name)
      ? `${parameter.name}_${parameter.in}`
      : parameter.name;
    properties[name] = parameter.schema;
    if (parameter.required) {
      required.push(name);
    }
  }
  const body = requestBody(operation, references);
  if (body !== undefined) {
    mergeBody(body, properties, required);
  }
  return inputSchemaOf({ type: "object", properties, required }, references.reasons);
}

interface Parameter {
  name: string;
  in: string;
  required: boolean;
  schema: JsonObject;
}

/** The operation's own parameters override those of its path that have the same name and place. */
function operationParameters(pathItem: DataNode, operation: DataNode, references: References): Parameter[] {
  const byPlace = new Map<string, Parameter>();
  for (const owner of [pathItem, operation]) {
    for (const item of owner.get("parameters")?.items() ?? []) {
      const parameter = readParameter(references.follow(item), references);
      if (parameter !== undefined) {
        byPlace.set(`${parameter.in} ${parameter.name}`, parameter);
      }
    }
  }
  return [...byPlace.values()];
}

function readParameter(node: DataNode | undefined, references: References): Parameter | undefined {
  const name = stringIn(node, "name");
  const place = stringIn(node, "in");
  if (
    node === undefined ||
    name === undefined ||
    place === undefined ||
    place === "cookie" ||
    name === "__proto__"
  ) {
    return undefined;
  }
  if (place === "header" && transportHeaders.has(name.toLowerCase())) {
    return undefined;
  }
  const schemaNode = node.get("schema") ?? node.get("content")?.entries()[0]?.value.get("schema");
  const unfolded = schemaNode === undefined ? {} : references.unfold(schemaNode);
  const schema = isJsonObject(unfolded) ? unfolded : {};
  const description = stringIn(node, "description");
  return {
    name,
    in: place,
    required: place === "path" || node.get("required")?.value === true,
    schema:
      description === undefined || schema.description !== undefined ? schema : { ...schema, description },
  };
}

const preferredMedia = [/^application\/json\b/i, /\bjson\b/i, /x-www-form-urlencoded/i, /^multipart\//i, /./];

function requestBody(operation: DataNode, references: References): JsonObject | undefined {
  const body = references.follow(operation.get("requestBody"));
  const media = objectIn(body, "content")?.entries() ?? [];
  const chosen = preferredMedia
    .map((pattern) => media.find((entry) => pattern.test(entry.key)))
    .find((entry) => entry !== undefined);
  const schema = chosen?.value.get("schema");
  if (schema === undefined) {
    return undefined;
  }
  const unfolded = references.unfold(schema);
  return isJsonObject(unfolded) ? withoutReadOnly(flattenAllOf(unfolded)) : undefined;
}

/** Members of the parts of an `allOf` become members of the whole, as callers see them. */
function flattenAllOf(schema: JsonObject): JsonObject {
  const parts = Array.isArray(schema.allOf) ? schema.allOf.filter(isJsonObject).map(flattenAllOf) : [];
  if (parts.length === 0) {
    return schema;
  }
  const { allOf: _parts, ...own } = schema;
  const all = [...parts, own];
  const properties = Object.assign(
    {},
    ...all.map((part) => (isJsonObject(part.properties) ? part.properties : {})),
  );
  const required = all.flatMap((part) => (Array.isArray(part.required) ? part.required : []));
  return Object.assign({}, ...all, { properties, required });
}

/** The server fills read-only members in; a request must not carry them. */
function withoutReadOnly(schema: JsonObject): JsonObject {
  if (!isJsonObject(schema.properties)) {
    return schema;
  }
  const entries = Object.entries(schema.properties);
  const isReadOnly = (member: Json) => isJsonObject(member) && member.readOnly === true;
  const kept = entries.filter(([, member]) => !isReadOnly(member));
  const required = Array.isArray(schema.required) ? schema.required : [];
  const keptNames = new Set<Json>(kept.map(([name]) => name));
  return {
    ...schema,
    properties: Object.fromEntries(kept),
    required: required.filter((name) => keptNames.has(name) || !entries.some(([entry]) => entry === name)),
  };
}

/** An object body gives its members to the tool's arguments; any other body, or a clash of names, is `body`. */
function mergeBody(body: JsonObject, properties: JsonObject, required: string[]): void {
  const members = isJsonObject(body.properties) ? Object.entries(body.properties) : [];
  const clash = members.some(([name]) => Object.hasOwn(properties, name));
  if (members.length === 0 || clash || body.oneOf !== undefined || body.anyOf !== undefined) {
    properties[Object.hasOwn(properties, "body") ? "request_body" : "body"] = body;
    return;
  }
  for (const [name, schema] of members) {
    properties[name] = schema;
  }
  // Most descriptions forget `required: true` on the body itself, so the members' own word counts.
  for (const name of Array.isArray(body.required) ? body.required : []) {
    if (typeof name === "string") {
      required.push(name);
    }
  }
}
