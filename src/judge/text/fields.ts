import { matchesOf } from "./matches.ts";
import { perObject } from "./memo.ts";
import type { Passage } from "./passage.ts";

/** A named value of an observation. */
export interface Field {
  /** Words of its name. */
  words: readonly string[];
  /** Folded; empty for `null`, `none`, an empty text or an empty list. */
  value: string;
  start: number;
  end: number;
}

const pattern =
  /["']?([a-z][a-z0-9_-]{1,40}|[a-z]+(?: [a-z]+){1,3}(?=["']))["']?\s{0,2}[:=]\s{0,2}(?:"([^"\n]{0,160})"|'([^'\n]{0,160})'|(-?\d[\d.,]{0,15}|true|false|null|none|nil|\[\]))/g;
const nothing = /^(?:null|none|nil|\[\]|n\/a|-+|missing|absent|unknown|tbd)?$/;

/** Named values of a text, 200 at most, from its first 20,000 units. */
export const fieldsOf: (passage: Passage) => readonly Field[] = perObject((passage) => {
  const fields: Field[] = [];
  for (const match of matchesOf(passage.folded.slice(0, 20_000), pattern)) {
    const [whole, name = "", double, single, plain] = match;
    const value = (double ?? single ?? plain ?? "").trim();
    fields.push({
      words: name.split(/[_ -]+/).filter((word) => word !== ""),
      value: nothing.test(value) ? "" : value,
      start: match.index,
      end: match.index + whole.length,
    });
    if (fields.length >= 200) {
      break;
    }
  }
  return fields;
});
