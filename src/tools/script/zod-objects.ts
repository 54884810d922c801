import { isJsonObject, type Json, type JsonObject } from "../../ots/json.ts";
import type { Node } from "../../syntax/node.ts";
import type { Link } from "./zod-chain.ts";
import type { ZodReader, ZodSchema } from "./zod-reader.ts";

/** Methods of object schemas; undefined when the name is none of them. */
export function objectMethod(reader: ZodReader, before: ZodSchema, link: Link): ZodSchema | undefined {
  const { schema, optional } = before;
  const [first] = link.arguments;
  if (schema.type !== "object") {
    return undefined;
  }
  const changed = (result: JsonObject): ZodSchema => ({ schema: result, optional });
  switch (link.name) {
    case "strict":
      return changed({ ...schema, additionalProperties: false });
    case "passthrough":
    case "loose":
    case "strip":
      return before;
    case "catchall":
      return changed(
        first === undefined ? schema : { ...schema, additionalProperties: reader.read(first).schema },
      );
    case "extend":
    case "safeExtend":
    case "augment":
      return changed(first === undefined ? schema : joined(schema, reader.shape(first)));
    case "merge":
      return changed(first === undefined ? schema : joined(schema, reader.read(first).schema));
    case "partial":
    case "deepPartial":
      return changed(
        withRequired(
          schema,
          requiredOf(schema).filter((name) => !masked(reader, first, name)),
        ),
      );
    case "required":
      return changed(
        withRequired(
          schema,
          Object.keys(propertiesOf(schema)).filter(
            (name) => masked(reader, first, name) || requiredOf(schema).includes(name),
          ),
        ),
      );
    case "pick":
      return changed(filtered(schema, (name) => first !== undefined && masked(reader, first, name)));
    case "omit":
      return changed(filtered(schema, (name) => first === undefined || !masked(reader, first, name)));
    case "keyof":
      return changed({ type: "string", enum: Object.keys(propertiesOf(schema)) });
    default:
      return undefined;
  }
}

/** The properties of an object schema. */
export function propertiesOf(schema: JsonObject): JsonObject {
  return isJsonObject(schema.properties) ? schema.properties : {};
}

/** The names an object schema requires. */
export function requiredOf(schema: JsonObject): string[] {
  const list: readonly Json[] = Array.isArray(schema.required) ? schema.required : [];
  return list.filter((name) => typeof name === "string");
}

function withRequired(schema: JsonObject, required: readonly string[]): JsonObject {
  const { required: _before, ...rest } = schema;
  return required.length === 0 ? rest : { ...rest, required: [...required] };
}

/** Whether `{ a: true }` names the property; no mask at all names every one. */
function masked(reader: ZodReader, mask: Node | undefined, name: string): boolean {
  if (mask === undefined) {
    return true;
  }
  const members = reader.document.values.members(mask);
  if (members?.complete !== true) {
    reader.reasons.add("the mask of a pick, omit or partial is not static");
  }
  return members?.get(name) !== undefined;
}

function filtered(schema: JsonObject, keep: (name: string) => boolean): JsonObject {
  const properties = Object.fromEntries(Object.entries(propertiesOf(schema)).filter(([name]) => keep(name)));
  return withRequired({ ...schema, properties }, requiredOf(schema).filter(keep));
}

function joined(base: JsonObject, more: JsonObject): JsonObject {
  const added = propertiesOf(more);
  const required = [...requiredOf(base).filter((name) => !Object.hasOwn(added, name)), ...requiredOf(more)];
  return withRequired({ ...base, properties: { ...propertiesOf(base), ...added } }, required);
}
