import { isJsonObject, type Json, type JsonObject } from "../../ots/json.ts";
import { type InputSchema, inputSchemaOf } from "../input-schema.ts";
import type { GoFile, GoPackages } from "./go-packages.ts";
import { partsIn, type Stretch, type Tokens } from "./tokens.ts";

const types: Readonly<Record<string, JsonObject>> = {
  string: { type: "string" },
  bool: { type: "boolean" },
  float32: { type: "number" },
  float64: { type: "number" },
  any: {},
};
const integers = /^u?int(?:8|16|32|64)?$/;

/**
 * The schema the official SDK infers in `mcp.AddTool(server, &mcp.Tool{…}, handler)` from the struct that the handler takes
 * as its last parameter: `handler`, `s.handler`, `pkg.Handler` or `pkg.NewHandler(client)`, which returns it. Undefined when
 * handler or struct are not of the project.
 */
export function goHandlerSchema(packages: GoPackages, tool: number): InputSchema | undefined {
  const { list, closing } = packages.file.tokens;
  const after = (closing.get(tool + 1) ?? tool) + 1;
  return list[after]?.text === "," ? goFunctionSchema(packages, after + 1) : undefined;
}

/** The schema of the struct that a function takes last; the function, or its name, begins at the token. */
export function goFunctionSchema(packages: GoPackages, start: number): InputSchema | undefined {
  const { file } = packages;
  const { list } = file.tokens;
  let handler = start;
  if (list[handler]?.text === "func") {
    return schemaOf(packages, file, lastType(file.tokens, handler + 1));
  }
  const first = list[handler]?.text ?? "";
  while (list[handler + 1]?.text === "." && list[handler + 2]?.kind === "word") {
    handler += 2;
  }
  const name = list[handler]?.text ?? "";
  // `s.handle` is a method of the same package, `tools.Handle` a function of another one.
  const owner =
    packages.declaring(file, handler > start ? first : undefined, name) ??
    packages.declaring(file, undefined, name);
  const at = owner?.tokens.list.findIndex(
    (token, index) => token.text === name && isDeclared(owner.tokens, index),
  );
  if (owner === undefined || at === undefined || at === -1) {
    return undefined;
  }
  const type =
    list[handler + 1]?.text === "(" ? returnedType(owner.tokens, at + 1) : lastType(owner.tokens, at + 1);
  return schemaOf(packages, owner, type);
}

interface TypeName {
  qualifier: string | undefined;
  name: string;
}

/** The type of the last parameter in the brackets that open at `open`. */
function lastType(tokens: Tokens, open: number): TypeName | undefined {
  const last = tokens.list[open]?.text === "(" ? partsIn(tokens, open).at(-1) : undefined;
  return last && typeName(tokens, last);
}

/** What a maker of handlers returns: `func(ctx, request, args Args) (…)` or `mcp.ToolHandlerFor[Args, any]`. */
function returnedType(tokens: Tokens, open: number): TypeName | undefined {
  const { list, closing } = tokens;
  const at = (closing.get(open) ?? open) + 1;
  if (list[at]?.text === "func") {
    return lastType(tokens, at + 1);
  }
  const generic = list[at + 3]?.text === "[" ? at + 3 : list[at + 1]?.text === "[" ? at + 1 : undefined;
  const [first] = generic === undefined ? [] : partsIn(tokens, generic);
  return first && typeName(tokens, first);
}

function typeName({ list }: Tokens, { from, to }: Stretch): TypeName | undefined {
  const at = list.findLastIndex((token, index) => index >= from && index < to && token.kind === "word");
  const isQualified = list[at - 1]?.text === "." && at - 2 >= from;
  const name = at === -1 ? undefined : list[at]?.text;
  return name === undefined ? undefined : { qualifier: isQualified ? list[at - 2]?.text : undefined, name };
}

function schemaOf(packages: GoPackages, from: GoFile, type: TypeName | undefined): InputSchema | undefined {
  const owner = type && packages.declaring(from, type.qualifier, type.name);
  const reasons = new Set<string>();
  const schema = owner && structSchema(packages, owner, type.name, reasons);
  return schema && inputSchemaOf(schema, [...reasons]);
}

/** `func name(` or the method `func (s *Server) name(`. */
function isDeclared({ list, closing }: Tokens, index: number): boolean {
  if (list[index + 1]?.text !== "(" || list[index - 1]?.text === ".") {
    return false;
  }
  if (list[index - 1]?.text === "func") {
    return true;
  }
  const receiver = list.slice(Math.max(0, index - 8), index).findLastIndex((token) => token.text === "func");
  const func = receiver === -1 ? -1 : Math.max(0, index - 8) + receiver;
  return func !== -1 && closing.get(func + 1) === index - 1;
}

const maxDepth = 5;

function structSchema(
  packages: GoPackages,
  file: GoFile,
  name: string,
  reasons: Set<string>,
  depth = 0,
): JsonObject | undefined {
  const { tokens } = file;
  const { list } = tokens;
  const start = list.findIndex(
    (token, index) =>
      token.text === "type" && list[index + 1]?.text === name && list[index + 2]?.text === "struct",
  );
  const end = start === -1 ? undefined : tokens.closing.get(start + 3);
  if (end === undefined) {
    return undefined;
  }
  const properties: [string, Json][] = [];
  const required: Json[] = [];
  for (const { name: field, type, tag } of fieldsIn(file, { from: start + 4, to: end })) {
    if (field === undefined) {
      const [inner = "", qualifier] = type.replace(/^\*/, "").split(".").reverse();
      const owner = depth < maxDepth ? packages.declaring(file, qualifier, inner) : undefined;
      const inside = owner && structSchema(packages, owner, inner, reasons, depth + 1);
      properties.push(...Object.entries(isJsonObject(inside?.properties) ? inside.properties : {}));
      required.push(...(Array.isArray(inside?.required) ? inside.required : []));
      if (inside === undefined) {
        reasons.add(`the struct \`${type}\` is not read`);
      }
      continue;
    }
    const json = /json:"([^"]*)"/.exec(tag)?.[1]?.split(",") ?? [];
    const key = json[0] === undefined || json[0] === "" ? field : json[0];
    if (key === "-") {
      continue;
    }
    const schema = typeSchema(packages, file, type, reasons, depth);
    const description = describedIn(tag);
    properties.push([key, description === "" ? schema : { ...schema, description }]);
    const isOptional = json.includes("omitempty") || json.includes("omitzero") || type.startsWith("*");
    required.push(...(isOptional ? [] : [key]));
  }
  return { type: "object", properties: Object.fromEntries(properties), required };
}

/** The SDK takes a tag for the description; other libraries put keywords into it as well. */
function describedIn(tag: string): string {
  const parts = /jsonschema:"((?:[^"\\]|\\.)*)"/.exec(tag)?.[1]?.split(",") ?? [];
  return parts
    .filter((part) => !/^\s*(?:required|(?!description=)\w+=\S*)$/.test(part))
    .join(",")
    .replace(/^description=/, "")
    .replaceAll('\\"', '"')
    .trim();
}

interface Field {
  /** Undefined for a struct that is embedded, whose fields count as those of the whole. */
  name: string | undefined;
  type: string;
  tag: string;
}

const embedded = /^(?:\* )?(?:\w+ \. )?\w+$/;

/** One field, or several of one type, to a line; what stands in brackets may be longer. */
function fieldsIn({ text, tokens: { list, closing } }: GoFile, { from, to }: Stretch): Field[] {
  const fields: Field[] = [];
  for (let index = from; index < to; ) {
    let end = index;
    do {
      end = (closing.get(end) ?? end) + 1;
    } while (end < to && !text.slice(list[end - 1]?.end, list[end]?.start).includes("\n"));
    const line = list.slice(index, end);
    const tag = line.at(-1)?.kind === "string" ? line.at(-1) : undefined;
    const words = tag === undefined ? line : line.slice(0, -1);
    const names = words.findIndex((token, at) => token.kind === "word" && words[at + 1]?.text !== ",");
    if (embedded.test(words.map((token) => token.text).join(" "))) {
      fields.push({
        name: undefined,
        type: words.map((token) => token.text).join(""),
        tag: tag?.value ?? "",
      });
    } else {
      const type = words
        .slice(names + 1)
        .map((token) => token.text)
        .join("");
      const own = words
        .slice(0, names + 1)
        .filter(({ kind, text: word }) => kind === "word" && /^\p{Lu}/u.test(word));
      fields.push(...own.map((token) => ({ name: token.text, type, tag: tag?.value ?? "" })));
    }
    index = end;
  }
  return fields;
}

function typeSchema(
  packages: GoPackages,
  file: GoFile,
  type: string,
  reasons: Set<string>,
  depth: number,
): JsonObject {
  const bare = type.replace(/^\*/, "");
  if (bare.startsWith("[]")) {
    return { type: "array", items: typeSchema(packages, file, bare.slice(2), reasons, depth) };
  }
  if (bare.startsWith("map[string]")) {
    return { type: "object" };
  }
  const [name = "", qualifier] = bare.split(".").reverse();
  const known = integers.test(bare) ? { type: "integer" } : types[bare];
  const owner =
    known === undefined && depth < maxDepth && /^\w+$/.test(name)
      ? packages.declaring(file, qualifier, name)
      : undefined;
  const own = owner && (structSchema(packages, owner, name, reasons, depth + 1) ?? aliasSchema(owner, name));
  if (known === undefined && own === undefined) {
    reasons.add(`the type \`${bare}\` is not read`);
  }
  return known ?? own ?? {};
}

/** `type Status string` is a text. */
function aliasSchema({ tokens: { list } }: GoFile, name: string): JsonObject | undefined {
  const at = list.findIndex((token, index) => token.text === name && list[index - 1]?.text === "type");
  const meant = at === -1 ? "" : (list[at + 1]?.text ?? "");
  return integers.test(meant) ? { type: "integer" } : types[meant];
}
