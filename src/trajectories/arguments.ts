import { isJsonObject, type Json, type JsonObject } from "../ots/json.ts";
import { fitness, type Maybe, rawText } from "./fields.ts";
import { limits } from "./limits.ts";
import { parsePythonLiteral } from "./python-literal.ts";

/** A call's arguments; `raw` is the text as it was written when it could not be turned into an object. */
export interface ReadArguments {
  arguments: JsonObject;
  raw?: string;
}

/**
 * Arguments as formats write them: an object, JSON in a string (also twice encoded), a Python dict, nothing.
 * What is none of these, or is nested beyond the limit, is kept as text.
 */
export function readArguments(value: Maybe): ReadArguments {
  const read = typeof value === "string" ? fromText(value) : value;
  if (read === undefined || read === null) {
    return typeof value === "string" && value.trim() !== ""
      ? { arguments: {}, raw: rawText(value) }
      : { arguments: {} };
  }
  if (isJsonObject(read)) {
    const fits = fitness(read, limits.argumentDepth);
    if (fits !== "deep") {
      return { arguments: fits === "fit" ? read : withoutInfinity(read) };
    }
  }
  return { arguments: {}, raw: rawText(typeof value === "string" ? value : read) };
}

/** Numbers too large for JSON become their names, so that the call still says what was meant. */
function withoutInfinity(value: JsonObject): JsonObject {
  return JSON.parse(
    JSON.stringify(value, (_key, item) =>
      typeof item === "number" && !Number.isFinite(item) ? String(item) : item,
    ),
  ) as JsonObject;
}

function fromText(text: string): Maybe {
  const trimmed = text.trim();
  if (trimmed === "") {
    return undefined;
  }
  const parsed = parseJsonText(trimmed);
  if (typeof parsed === "string") {
    return parseJsonText(parsed);
  }
  return parsed ?? (trimmed.startsWith("{") ? parsePythonLiteral(trimmed) : undefined);
}

/** The JSON value of a text, or undefined when it is none. */
export function parseJsonText(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/** A value that may be written as JSON in a string, as tool lists and message lists often are. */
export function unquoted(value: Maybe): Maybe {
  return typeof value === "string" && /^\s*[[{]/.test(value) ? (parseJsonText(value) ?? value) : value;
}
