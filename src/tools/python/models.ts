import type { JsonObject } from "../../ots/json.ts";
import type { CodeDocument } from "../../syntax/code-document.ts";
import type { Node } from "../../syntax/node.ts";
import { calleeOf } from "../../syntax/python/calls.ts";
import {
  baseClasses,
  type ClassAttribute,
  type ClassFamily,
  classAttributes,
  classFamily,
} from "../../syntax/python/classes.ts";
import { decoratedOf } from "../../syntax/python/decorators.ts";
import { docstringOf } from "../../syntax/python/docstrings.ts";
import { field } from "../../syntax/tree.ts";
import { oneOfValues } from "../schema-parts.ts";
import { parseDocstring } from "./docstring.ts";
import { applyCall, type FieldFacts, setDefault } from "./fields.ts";
import { dottedOrigins } from "./origins.ts";
import type { TypeReader } from "./type-reader.ts";

type ClassKind = "enum" | "model" | "unknown";

function lastName(document: CodeDocument, node: Node): string {
  const origin = dottedOrigins(document, node)[0] ?? document.textOf(node);
  return origin.slice(origin.lastIndexOf(".") + 1);
}

const modelBase = /^(BaseModel|SQLModel|BaseSettings|TypedDict|NamedTuple|Struct|BaseIOSchema|RootModel)$/;

/** What a class of the file is, by its bases and decorators. */
function kindOf(document: CodeDocument, family: ClassFamily): ClassKind {
  const bases = family.outside.map((base) => lastName(document, base));
  if (bases.some((name) => /Enum$/.test(name))) {
    return "enum";
  }
  const decorators = family.classes.flatMap((member) =>
    decoratedOf(document, member).decorators.map((node) => lastName(document, calleeOf(node))),
  );
  const isData = decorators.some((name) => /^(dataclass|define|frozen|attrs)$/.test(name));
  return isData || bases.some((name) => modelBase.test(name)) ? "model" : "unknown";
}

/** The JSON Schema of a class of the file: Pydantic model, dataclass, TypedDict, NamedTuple or enum. */
export function classSchema(reader: TypeReader, definition: Node): JsonObject {
  const { document, reasons, open } = reader;
  const name = document.textOf(field(definition, "name") ?? definition);
  if (open.some((other) => other.id === definition.id)) {
    reasons.add(`\`${name}\` refers to itself`);
    return { type: "object" };
  }
  const family = classFamily(document, definition);
  const kind = kindOf(document, family);
  if (kind === "enum") {
    return enumSchema(reader, definition, name);
  }
  if (kind === "unknown") {
    const hasBases = baseClasses(definition).length > 0;
    if (!hasBases || !classAttributes(document, definition).some(({ type }) => type !== undefined)) {
      reasons.add(`\`${name}\` is no model whose fields can be read`);
      return {};
    }
  }
  open.push(definition);
  try {
    return modelSchema(reader, definition, family);
  } finally {
    open.pop();
  }
}

function enumSchema(reader: TypeReader, definition: Node, name: string): JsonObject {
  const { document } = reader;
  const isText = baseClasses(definition).some((base) => lastName(document, base) === "StrEnum");
  const members = classAttributes(document, definition).filter(
    (member) => member.value !== undefined && !member.name.startsWith("_"),
  );
  const values = members.flatMap((member) => {
    const value = member.value === undefined ? undefined : document.values.scalar(member.value);
    const automatic = isText && member.value?.type === "call" ? member.name.toLowerCase() : undefined;
    return value ?? automatic ?? [];
  });
  if (values.length < members.length || values.length === 0) {
    reader.reasons.add(`not every value of the enum \`${name}\` is static`);
    return {};
  }
  return oneOfValues(values);
}

/** The fields of the class and of its bases in the file, base first, so that an own field replaces an inherited one. */
function inheritedAttributes(reader: TypeReader, family: ClassFamily): ClassAttribute[] {
  const { document, reasons } = reader;
  for (const base of family.outside) {
    const name = lastName(document, base);
    if (!modelBase.test(name) && !/^(Generic|ABC|Protocol|object)$/.test(name)) {
      reasons.add(`the base class \`${document.textOf(base)}\` is not defined in this file`);
    }
  }
  return family.classes.toReversed().flatMap((member) => classAttributes(document, member));
}

function modelSchema(reader: TypeReader, definition: Node, family: ClassFamily): JsonObject {
  const { document } = reader;
  const documented = parseDocstring(docstringOf(document, definition)).parameters;
  const isPartial = /\btotal\s*=\s*False\b/.test(headOf(document, definition));
  const properties = new Map<string, JsonObject>();
  const required = new Set<string>();
  for (const attribute of inheritedAttributes(reader, family)) {
    const { name, type } = attribute;
    if (
      type === undefined ||
      /^(_|model_config$)/.test(name) ||
      /^(?:typing\.)?ClassVar\b/.test(document.textOf(type))
    ) {
      continue;
    }
    const facts = fieldSchema(reader, attribute, type);
    const key = facts.alias ?? name;
    const description = documented.get(name);
    if (facts.schema.description === undefined && description !== undefined) {
      facts.schema.description = description;
    }
    properties.set(key, facts.schema);
    if (facts.optional || isPartial || /^(?:\w+\.)?NotRequired\b/.test(document.textOf(type))) {
      required.delete(key);
    } else {
      required.add(key);
    }
  }
  const closed = classAttributes(document, definition).some(
    ({ name, value }) =>
      name === "model_config" &&
      value !== undefined &&
      /extra["']?\s*[=:]\s*["']forbid/.test(document.textOf(value)),
  );
  return {
    type: "object",
    properties: Object.fromEntries(properties),
    ...(required.size === 0 ? {} : { required: [...required] }),
    ...(closed ? { additionalProperties: false } : {}),
  };
}

function headOf(document: CodeDocument, definition: Node): string {
  const list = field(definition, "superclasses");
  return list === undefined ? "" : document.textOf(list);
}

function fieldSchema(reader: TypeReader, attribute: ClassAttribute, type: Node): FieldFacts {
  const { document } = reader;
  const facts: FieldFacts = { schema: reader.read(type), optional: false };
  const { value, docstring } = attribute;
  if (
    value?.type === "call" &&
    /(^|\.)(Field|field|PrivateAttr|attrib|ib)$/.test(document.textOf(calleeOf(value)))
  ) {
    applyCall(reader, facts, value);
  } else if (value !== undefined && value.type !== "ellipsis") {
    facts.optional = true;
    setDefault(document, facts.schema, value);
  }
  const text = docstring === undefined ? undefined : document.values.string(docstring)?.trim();
  if (facts.schema.description === undefined && text !== undefined) {
    facts.schema.description = text;
  }
  return facts;
}
