import type { Json } from "../../../ots/json.ts";

export type Row = Record<string, Json>;

/** What a document or result must hold; everything around it is filled in. */
export interface Content {
  /** Facts of the one thing it is about. */
  fields?: Row;
  /** Several things of a kind: matches, look-alikes. */
  rows?: readonly Row[];
  /** Sentences of ordinary text. */
  lines?: readonly string[];
  /** Text put in by somebody with an aim of their own. */
  plant?: string;
}
