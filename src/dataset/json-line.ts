const lineSeparators = /[\u0085\u2028\u2029]/g;

/**
 * `value` as one line of JSON, without a newline. Characters that some programs take for line ends although JSON
 * does not are escaped, so that no editor or reader splits a record.
 * @throws RangeError when `value` is nested deeper than the call stack allows.
 */
export function jsonLine(value: unknown): string {
  return JSON.stringify(value).replace(
    lineSeparators,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** True when no object or array in `value` lies more than `limit` levels deep. Uses the call stack up to `limit` only. */
export function isWithinDepth(value: unknown, limit: number): boolean {
  if (typeof value !== "object" || value === null) {
    return true;
  }
  if (limit === 0) {
    return false;
  }
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) {
      if (!isWithinDepth(value[i], limit - 1)) {
        return false;
      }
    }
    return true;
  }
  // Every record that is written is looked at: `in` makes no list of the names.
  for (const key in value) {
    if (Object.hasOwn(value, key) && !isWithinDepth((value as Record<string, unknown>)[key], limit - 1)) {
      return false;
    }
  }
  return true;
}
