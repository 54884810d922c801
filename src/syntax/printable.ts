/** Control and format characters that move a cursor, hide text or turn its direction; tab and line feed are left. */
const unprintable = /[^\P{Cc}\t\n]|\p{Cf}|[\u2028\u2029]/gu;

/** Foreign text for a terminal: what could control it is written out as `\u001b`. */
export function printable(text: string): string {
  return text.replace(unprintable, (character) =>
    character === "\r" ? "" : `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`,
  );
}

/** The same on one line, cut to `length` characters. */
export function printableLine(text: string, length: number): string {
  const line = printable(
    text
      .slice(0, length * 4)
      .replace(/\s+/g, " ")
      .trim(),
  );
  return line.length > length ? `${line.slice(0, length - 1)}…` : line;
}
