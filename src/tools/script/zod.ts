import { isJsonObject, type JsonObject } from "../../ots/json.ts";
import type { CodeDocument } from "../../syntax/code-document.ts";
import type { Node } from "../../syntax/node.ts";
import { returnedBy } from "../../syntax/script/functions.ts";
import { unwrap } from "../../syntax/script/unwrap.ts";
import { assignedObjects } from "../../syntax/script/values.ts";
import { excerpt } from "../../syntax/static-json.ts";
import { field, namedChildren } from "../../syntax/tree.ts";
import { laidOut } from "./laid-out.ts";
import { type Chain, readChain } from "./zod-chain.ts";
import { zodFactory } from "./zod-factories.ts";
import { zodMethod } from "./zod-methods.ts";
import { propertiesOf, requiredOf } from "./zod-objects.ts";
import type { ZodReader, ZodSchema } from "./zod-reader.ts";

const maxDepth = 24;
const maxSchemas = 3_000;

/** Whether the chain starts from zod: imported from it, or from a module of the project that hands it on as `z`. */
function startsFromZod(document: CodeDocument, { root, start }: Chain): boolean {
  const origins = document.names.origins(root);
  return (
    // Some libraries hand zod on with a function of theirs: `tool.schema.string()`.
    /^\w+\.schema$/.test(document.textOf(start)) ||
    origins.length === 0 ||
    origins.some(({ module, path }) => /zod/.test(module) || /^z(od)?$/.test(path.at(-1) ?? ""))
  );
}

/** True when the expression is, or names, a zod schema; told from its form alone. */
export function isZod(document: CodeDocument, expression: Node): boolean {
  const reader = createZodReader(document, new Set());
  return readZod(reader, expression) !== undefined;
}

/** Of a schema that is chosen while the program starts, the first side that can be read. */
function chosen(reader: ZodReader, node: Node): ZodSchema {
  reader.reasons.add("a part of the schema depends on a condition");
  const sides = ["consequence", "alternative"].flatMap((name) => field(node, name) ?? []);
  const readable = sides.find((side) => isZod(reader.document, side));
  return readable === undefined ? { schema: {}, optional: false } : reader.read(readable);
}

/** Reads zod schemas, versions 3 and 4, of one tool. */
export function createZodReader(document: CodeDocument, reasons: Set<string>): ZodReader {
  /** The schemas being read, which must not come again inside themselves. */
  const open = new Set<number>();
  let left = maxSchemas;
  let shapes = 0;
  const reader: ZodReader = {
    document,
    reasons,
    read(expression) {
      const node = document.values.resolve(expression);
      if (node.type === "ternary_expression") {
        return chosen(reader, node);
      }
      const { id } = node;
      if (open.has(id) || open.size >= maxDepth || left-- <= 0) {
        reasons.add(
          open.has(id) ? "the schema refers to itself" : "the schema is nested too deeply or too large",
        );
        return { schema: {}, optional: false };
      }
      open.add(id);
      const found = readZod(reader, expression);
      open.delete(id);
      if (found === undefined) {
        reasons.add(`\`${excerpt(document, expression)}\` is not a schema this file defines`);
      }
      return found ?? { schema: {}, optional: false };
    },
    shape(object) {
      if (shapes >= maxDepth || left-- <= 0) {
        reasons.add("the schema is nested too deeply or too large");
        return { type: "object" };
      }
      shapes++;
      const schema = readShape(reader, object);
      shapes--;
      return schema;
    },
  };
  return reader;
}

function readZod(reader: ZodReader, expression: Node): ZodSchema | undefined {
  const { document } = reader;
  const node = document.values.resolve(expression);
  if (node.type === "member_expression") {
    return readMember(reader, node);
  }
  const chain = readChain(document, node);
  const [first, ...rest] = chain?.links ?? [];
  if (chain === undefined || first === undefined) {
    return undefined;
  }
  const start = document.values.resolve(chain.start);
  const isSchemaVariable = start.id !== unwrap(chain.start).id && start.type === "call_expression";
  if (
    isSchemaVariable ||
    (chain.start.type === "member_expression" && /\.shape\b/.test(document.textOf(chain.start)))
  ) {
    const base = readZod(reader, chain.start);
    return base === undefined
      ? undefined
      : chain.links.reduce((before, link) => zodMethod(reader, before, link), base);
  }
  const helper =
    chain.start.id === chain.root.id && first.name === document.textOf(chain.root)
      ? made(reader, chain)
      : undefined;
  if (helper !== undefined) {
    return rest.reduce((before, link) => zodMethod(reader, before, link), helper);
  }
  if (!startsFromZod(document, chain)) {
    return undefined;
  }
  const prefix =
    chain.start.type === "member_expression" ? (field(chain.start, "property") ?? chain.start) : undefined;
  const name = first.name.replace(/^(\w+)Type$/, "$1");
  const base = zodFactory(reader, { ...first, name }, prefix === undefined ? "" : document.textOf(prefix));
  return base === undefined
    ? undefined
    : rest.reduce((before, link) => zodMethod(reader, before, link), base);
}

/** The schema a function of the project gives for what it is given: `const id = (of: string) => z.uuid().describe(of)`. */
function made(reader: ZodReader, { root, call }: Chain): ZodSchema | undefined {
  const { document } = reader;
  const laid = call === undefined ? undefined : laidOut(document, call);
  if (laid !== undefined) {
    return isZod(laid.document, laid.node)
      ? createZodReader(laid.document, reader.reasons).read(laid.node)
      : undefined;
  }
  const callable = document.values.resolve(root);
  const isFunction = /^(arrow_function|function_declaration|function_expression)$/.test(callable.type);
  const result = isFunction ? returnedBy(callable) : undefined;
  return result === undefined ? undefined : reader.read(result);
}

/** `Schema.shape.name` is a property of an object schema, `Schema.shape` all of them, `List.element` its items. */
function readMember(reader: ZodReader, node: Node): ZodSchema | undefined {
  const object = field(node, "object");
  const property = field(node, "property");
  if (object === undefined || property === undefined) {
    return undefined;
  }
  const name = reader.document.textOf(property);
  if (name === "shape" || name === "_def") {
    return readZod(reader, object);
  }
  const owner = unwrap(object);
  const isShape = owner.type === "member_expression" && /\.shape$/.test(reader.document.textOf(owner));
  const schema = isShape ? readZod(reader, owner)?.schema : undefined;
  const found = schema === undefined ? undefined : propertiesOf(schema)[name];
  return schema === undefined || !isJsonObject(found)
    ? undefined
    : { schema: found, optional: !requiredOf(schema).includes(name) };
}

/** `...(isAdmin ? { force: z.boolean() } : {})`, `...(isAdmin && { … })`: what may be there need not be given. */
function sometimes(reader: ZodReader, node: Node): JsonObject {
  reader.reasons.add("a part of the schema depends on a condition");
  const names = node.type === "ternary_expression" ? ["consequence", "alternative"] : ["right"];
  const sides = names.flatMap((name) => field(node, name) ?? []);
  return {
    type: "object",
    properties: Object.assign({}, ...sides.map((side) => propertiesOf(reader.shape(side)))),
  };
}

/** The members of an object of schemas; a spread brings in those of another object or of `Schema.shape`. */
function readShape(reader: ZodReader, object: Node): JsonObject {
  const { document, reasons } = reader;
  const node = document.values.resolve(object);
  if (node.type === "ternary_expression" || node.type === "binary_expression") {
    return sometimes(reader, node);
  }
  const laid = laidOut(document, node);
  if (laid !== undefined && laid.document.values.resolve(laid.node).type === "object") {
    return createZodReader(laid.document, reasons).shape(laid.node);
  }
  const assigned = assignedObjects(document, node);
  if (assigned === undefined && (node.type === "member_expression" || node.type === "call_expression")) {
    return reader.read(node).schema;
  }
  if (assigned === undefined && node.type !== "object") {
    reasons.add(`\`${excerpt(document, object)}\` is not defined in this file`);
  }
  const own = new Map(document.values.members(node)?.entries.map((member) => [member.keyNode.id, member]));
  const properties = new Map<string, JsonObject>();
  const required = new Set<string>();
  const put = (key: string, schema: JsonObject, optional: boolean) => {
    properties.set(key, schema);
    required.delete(key);
    if (!optional) {
      required.add(key);
    }
  };
  for (const child of assigned ?? (node.type === "object" ? namedChildren(node) : [])) {
    const spread = child.type === "spread_element" ? namedChildren(child)[0] : assigned && child;
    const member = own.get((field(child, "key") ?? field(child, "name") ?? child).id);
    if (spread !== undefined) {
      const base = reader.shape(spread);
      for (const [key, schema] of Object.entries(propertiesOf(base))) {
        put(key, isJsonObject(schema) ? schema : {}, !requiredOf(base).includes(key));
      }
    } else if (member !== undefined) {
      const { schema, optional } = reader.read(member.value);
      put(member.key, schema, optional);
    } else {
      reasons.add("a key of the schema is not static");
    }
  }
  return {
    type: "object",
    properties: Object.fromEntries(properties),
    ...(required.size === 0 ? {} : { required: [...required] }),
  };
}
