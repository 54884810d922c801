import type { Member, Members } from "./code-document.ts";
import type { Node } from "./node.ts";

/** Wraps entries; of several with one key the last counts, as in both languages. */
export function createMembers(entries: readonly Member[], complete: boolean): Members {
  const byKey = new Map<string, Node>(entries.map(({ key, value }) => [key, value]));
  return { entries, complete, get: (key) => byKey.get(key) };
}
