import type { SourceRange } from "../../ots/tool.ts";
import type { DataDocument, DataEntry } from "../../syntax/data-node.ts";

/** What would move the cursor, colour a terminal or turn the reading direction becomes visible; 2,000 characters at most. */
export function printable(text: string): string {
  return text
    .slice(0, 2_000)
    .replace(/[\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, "\uFFFD");
}

/** The key's range without its quotes. */
export function keyRange(document: DataDocument, entry: DataEntry): SourceRange {
  const quoted = /["']/.test(document.text.charAt(entry.keyOffset)) && entry.keyLength >= 2;
  return quoted
    ? document.rangeOf({ offset: entry.keyOffset + 1, length: entry.keyLength - 2 })
    : document.rangeOf({ offset: entry.keyOffset, length: entry.keyLength });
}

/** From the key to the end of the value. */
export function memberRange(document: DataDocument, entry: DataEntry): SourceRange {
  const { keyOffset, value } = entry;
  // A TOML table begins with its header, before the key.
  const start = Math.min(keyOffset, value.offset);
  return document.rangeOf({ offset: start, length: Math.max(0, value.offset + value.length - start) });
}
