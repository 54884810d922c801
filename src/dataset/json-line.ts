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

/** True when no object or array in `value` lies more than `limit` levels deep. Costs no call stack. */
export function isWithinDepth(value: unknown, limit: number): boolean {
  let level: object[] = typeof value === "object" && value !== null ? [value] : [];
  for (let depth = 1; level.length > 0; depth++) {
    if (depth > limit) {
      return false;
    }
    const below: object[] = [];
    for (const container of level) {
      for (const child of Object.values(container)) {
        if (typeof child === "object" && child !== null) {
          below.push(child);
        }
      }
    }
    level = below;
  }
  return true;
}
