import type { JsonObject } from "../../ots/json.ts";
import type { CodeDocument } from "../../syntax/code-document.ts";
import type { Node } from "../../syntax/node.ts";
import { calleeOf } from "../../syntax/python/calls.ts";
import { docstringOf } from "../../syntax/python/docstrings.ts";
import { field, namedChildren } from "../../syntax/tree.ts";
import { type InputSchema, inputSchemaOf } from "../input-schema.ts";
import { type Docstring, parseDocstring } from "./docstring.ts";
import { applyCall, applyMetadata, type FieldFacts, setDefault } from "./fields.ts";
import { isInjected } from "./injected.ts";
import type { TypeReader } from "./type-reader.ts";
import { createTypeReader, typeName, typeParts } from "./types.ts";

/** Which parameters the model does not see, beside those whose type or default says so. */
export interface SignatureOptions {
  /** The first parameter is the framework's context, whatever its name and type. */
  hideFirst?: boolean;
  hiddenNames?: readonly string[];
  /** The first parameter holds all arguments in one object. */
  takesObject?: boolean;
}

export interface Parameter {
  name: string;
  /** The identifier. */
  node: Node;
  type: Node | undefined;
  value: Node | undefined;
}

/** The named parameters of a function, without `*args`; `rest` is the name of its `**kwargs`. */
export function parametersOf(
  document: CodeDocument,
  definition: Node,
): { list: Parameter[]; rest: Node | undefined } {
  const parameters = field(definition, "parameters");
  let rest: Node | undefined;
  const list = (parameters === undefined ? [] : namedChildren(parameters)).flatMap((node) => {
    const inner = node.type === "typed_parameter" ? namedChildren(node)[0] : (field(node, "name") ?? node);
    if (inner?.type === "dictionary_splat_pattern") {
      rest = namedChildren(inner)[0];
    }
    return inner?.type === "identifier"
      ? [
          {
            name: document.textOf(inner),
            node: inner,
            type: field(node, "type"),
            value: field(node, "value"),
          },
        ]
      : [];
  });
  return { list, rest };
}

/** The parameters the model fills in. */
export function visibleParameters(
  document: CodeDocument,
  definition: Node,
  options: SignatureOptions = {},
): { list: Parameter[]; open: boolean } {
  const { list, rest } = parametersOf(document, definition);
  const own = /^(self|cls)$/.test(list[0]?.name ?? "") ? list.slice(1) : list;
  const visible = own
    .slice(options.hideFirst === true ? 1 : 0)
    .filter(
      ({ name, type, value }) =>
        options.hiddenNames?.includes(name) !== true && !isInjected(document, type, value),
    );
  return { list: visible, open: rest !== undefined };
}

/** The docstring of a function, taken apart. */
export function documentationOf(document: CodeDocument, definition: Node): Docstring {
  return parseDocstring(docstringOf(document, definition));
}

/** JSON Schema of a function's arguments from its type hints, defaults, metadata and docstring. */
export function signatureSchema(
  document: CodeDocument,
  definition: Node,
  options: SignatureOptions = {},
): InputSchema {
  const reasons = new Set<string>();
  const reader = createTypeReader(document, reasons);
  const documented = documentationOf(document, definition).parameters;
  const { list, open } = visibleParameters(document, definition, options);
  const properties: [string, JsonObject][] = [];
  const required: string[] = [];
  for (const parameter of list) {
    const { schema, optional, alias } = parameterFacts(reader, parameter);
    const description = documented.get(parameter.name);
    if (schema.description === undefined && description !== undefined) {
      schema.description = description;
    }
    const key = alias ?? parameter.name;
    properties.push([key, schema]);
    if (!optional) {
      required.push(key);
    }
  }
  const schema: JsonObject = {
    type: "object",
    properties: Object.fromEntries(properties),
    ...(required.length === 0 ? {} : { required }),
    ...(open ? { additionalProperties: true } : {}),
  };
  return inputSchemaOf(schema, [...reasons]);
}

function parameterFacts(reader: TypeReader, { name, type, value }: Parameter): FieldFacts {
  const { document } = reader;
  const facts = type === undefined ? untyped(reader, name, value) : typed(reader, type);
  if (value?.type === "call" && /(^|\.)(Field|Param|Query|Body)$/.test(document.textOf(calleeOf(value)))) {
    applyCall(reader, facts, value);
  } else if (value !== undefined) {
    facts.optional = true;
    setDefault(document, facts.schema, value);
  }
  return facts;
}

/** `Annotated` is taken apart here, because its metadata can make the parameter optional or rename it. */
function typed(reader: TypeReader, type: Node): FieldFacts {
  const { base, parts } = typeParts(type);
  const [inner] = parts;
  return typeName(reader.document, base) === "Annotated" && inner !== undefined
    ? applyMetadata(reader, reader.read(inner), parts.slice(1))
    : { schema: reader.read(type), optional: false };
}

function untyped(reader: TypeReader, name: string, value: Node | undefined): FieldFacts {
  const scalar = value === undefined ? undefined : reader.document.values.scalar(value);
  if (scalar === undefined || scalar === null) {
    reader.reasons.add(`the parameter \`${name}\` has no type`);
    return { schema: {}, optional: false };
  }
  const type = typeof scalar === "number" ? (Number.isInteger(scalar) ? "integer" : "number") : typeof scalar;
  reader.reasons.add(`the parameter \`${name}\` has no type; its default is of type ${type}`);
  return { schema: {}, optional: false };
}
