import type * as z from "../ots/zod.ts";

/**
 * What is wrong with a line of a JSONL file: that it is not one line with one object, holds text that UTF-8 cannot, does not
 * fit the schema, or breaks one of the rules that a schema cannot say. Undefined when nothing is.
 */
export function lineProblem<T>(
  line: string,
  schema: z.ZodType<T>,
  rules: (value: T) => string | undefined,
): string | undefined {
  if (!line.startsWith("{") || /[\n\r]/.test(line)) {
    return "not one line that starts with an object";
  }
  const value: unknown = JSON.parse(line);
  if (mayHoldHalfCharacters(line) && !isWellFormed(value)) {
    return `a text ${halfCharacter}`;
  }
  const checked = schema.safeParse(value);
  if (!checked.success) {
    const issue = checked.error.issues[0];
    return `${issue?.path.join(".") || "line"}: ${issue?.message}`;
  }
  return rules(checked.data);
}

// JSON can escape half of a surrogate pair; UTF-8, and most readers, cannot hold it.
export const halfCharacter = "holds half of a character (a lone surrogate)";

/** Quick: false means that no text in the JSON holds half a character. */
export function mayHoldHalfCharacters(json: string): boolean {
  return json.includes("\\ud");
}

/** Whether every text in the value, names of members included, is proper Unicode. */
export function isWellFormed(value: unknown): boolean {
  if (typeof value === "string") {
    return !/\p{Surrogate}/u.test(value);
  }
  return typeof value !== "object" || value === null
    ? true
    : Object.entries(value).every(([key, member]) => isWellFormed(key) && isWellFormed(member));
}

/** The value that the JSON text says; undefined when it is no JSON. */
export function parsedJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
