import { isJsonObject, type Json, type JsonObject } from "../ots/json.ts";
import { limits } from "./limits.ts";

/** A value that may be absent. Records are foreign: every access goes through a check. */
export type Maybe = Json | undefined;

/** The value as an object, or an empty one. */
export function objectOf(value: Maybe): JsonObject {
  return isJsonObject(value) ? value : {};
}

/** The value as a list, or an empty one. */
export function listOf(value: Maybe | readonly Json[]): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}

/** The objects in a list; anything else in it is left out. */
export function objectsOf(value: Maybe | readonly Json[]): JsonObject[] {
  return listOf(value).filter(isJsonObject);
}

/** The value when it is a string that is not empty. */
export function textOf(value: Maybe): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** The first of the object's properties that is a string and not empty. */
export function firstText(object: JsonObject, ...keys: readonly string[]): string | undefined {
  for (const key of keys) {
    const text = textOf(object[key]);
    if (text !== undefined) {
      return text;
    }
  }
  return undefined;
}

/** True when the object itself has the property and it is not null. */
export function has(object: JsonObject, key: string): boolean {
  return Object.hasOwn(object, key) && object[key] !== null;
}

/** A string as it is, anything else as JSON, an absent value as an empty text. */
export function asText(value: Maybe): string {
  if (value === undefined || value === null) {
    return "";
  }
  return typeof value === "string" ? value : jsonText(value);
}

/** JSON of a foreign value; says so instead of failing when it is nested beyond what can be written. */
export function jsonText(value: Json, indent?: number): string {
  try {
    return JSON.stringify(value, null, indent);
  } catch {
    return "[nested too deeply to show]";
  }
}

/**
 * Whether a foreign value can be kept as it is: `deep` when nested more than `depth` levels, `non-finite` when it holds
 * a number that JSON cannot express (JSON.parse reads 1e999 as Infinity). Does not recurse.
 */
export function fitness(value: Json, depth: number): "fit" | "deep" | "non-finite" {
  let level: readonly Json[] = [value];
  let finite = true;
  for (let reached = 0; level.length > 0; reached++) {
    if (reached > depth) {
      return "deep";
    }
    const next: Json[] = [];
    for (const item of level) {
      if (typeof item === "number") {
        finite &&= Number.isFinite(item);
      } else if (item !== null && typeof item === "object") {
        for (const child of Array.isArray(item) ? item : Object.values(item)) {
          if (typeof child === "number" || (child !== null && typeof child === "object")) {
            next.push(child);
          }
        }
      }
    }
    level = next;
  }
  return finite ? "fit" : "non-finite";
}

/** The text's beginning, cut at a whole character. */
export function beginning(text: string, length: number): string {
  if (text.length <= length) {
    return text;
  }
  const cut = text.slice(0, length);
  return /[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut;
}

/** A call as it was written, bounded. */
export function rawText(value: Json): string {
  return beginning(asText(value), limits.rawCharacters);
}
