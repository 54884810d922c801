import { isJsonObject, type Json, type JsonObject } from "../ots/json.ts";
import { type DataDocument, DataLimitError, type DataNode } from "../syntax/data-node.ts";
import { languageOf } from "../syntax/language.ts";
import { parseData } from "../syntax/parse-data.ts";
import { decodePointerStep } from "./input-schema.ts";

const maxFiles = 40;
const maxDepth = 12;
const maxNodes = 20_000;

/** A reference to another file, taken apart: `./pet.yaml#/Pet`. Undefined for one inside the file, or into the network. */
export function fileReference(ref: string): { path: string; pointer: string } | undefined {
  const [path = "", pointer = ""] = ref.split("#", 2);
  return path === "" || /^[a-z][\w+.-]*:/i.test(path) || path.startsWith("/") ? undefined : { path, pointer };
}

/** The file a reference names, parsed; undefined when it cannot be read or is no data. */
export function referredDocument(document: DataDocument, path: string): DataDocument | undefined {
  const text = document.related?.(path);
  const language = languageOf(path);
  const isData = language === "json" || language === "jsonc" || language === "yaml";
  if (text === undefined || !isData) {
    return undefined;
  }
  const parsed = parseData(language, text);
  const folder = path.includes("/") ? path.slice(0, path.lastIndexOf("/") + 1) : "";
  return { ...parsed, related: (next) => document.related?.(`${folder}${next}`) };
}

/** What a JSON Pointer such as `/components/schemas/Pet` names below a node. */
export function pointedAt(root: DataNode | undefined, pointer: string): DataNode | undefined {
  let node = root;
  for (const raw of pointer.split("/").slice(1)) {
    const step = decodePointerStep(raw);
    node = node?.kind === "array" ? node.items()[Number(step)] : node?.get(step);
  }
  return node;
}

/**
 * The schema with every `$ref` into another file replaced by what it names there. What cannot be read stays and is dropped,
 * with its reason, where schemas are cleaned.
 */
export function inlineFiles(document: DataDocument, schema: Json, reasons: Set<string>): Json {
  if (document.related === undefined || !/"\$ref":"[^#"]/.test(JSON.stringify(schema))) {
    return schema;
  }
  const opened = new Map<string, DataDocument | undefined>();
  let left = maxNodes;

  const walk = (value: Json, from: DataDocument, base: string, inside: readonly string[]): Json => {
    if (left-- <= 0) {
      reasons.add("the schema is too large when written out");
      return {};
    }
    if (Array.isArray(value)) {
      return value.map((item) => walk(item, from, base, inside));
    }
    if (!isJsonObject(value)) {
      return value;
    }
    const found = typeof value.$ref === "string" ? target(value.$ref, from, base, inside) : undefined;
    if (found !== undefined) {
      const { $ref: _ref, ...beside } = value;
      return isJsonObject(found) ? { ...found, ...beside } : found;
    }
    const entries = Object.entries(value).map(([key, member]): [string, Json] => [
      key,
      walk(member, from, base, inside),
    ]);
    return Object.fromEntries(entries) as JsonObject;
  };

  /** `base` is empty in the file itself, whose own references stay as they are. */
  const target = (
    ref: string,
    from: DataDocument,
    base: string,
    inside: readonly string[],
  ): Json | undefined => {
    const file = fileReference(ref);
    const isLocal = ref.startsWith("#") && base !== "";
    const key = file === undefined ? `${base}${ref}` : `${base}>${ref}`;
    if (file === undefined && !isLocal) {
      return undefined;
    }
    if (inside.includes(key) || inside.length > maxDepth) {
      reasons.add(`${ref} contains itself`);
      return {};
    }
    const path = file === undefined ? base : `${base}>${file.path}`;
    if (file !== undefined && !opened.has(path) && opened.size < maxFiles) {
      opened.set(path, referredDocument(from, file.path));
    }
    const document = file === undefined ? from : opened.get(path);
    const node = document && pointedAt(document.root, file?.pointer ?? ref.slice(1));
    if (document === undefined || node === undefined) {
      return undefined;
    }
    try {
      return walk(node.toJson(), document, path, [...inside, key]);
    } catch (error) {
      if (error instanceof DataLimitError) {
        return undefined;
      }
      throw error;
    }
  };
  return walk(schema, document, "", []);
}
