import type { CodeDocument, Declaration, Origin } from "./code-document.ts";

/** What a document asks of the rest of its project. Both answer from files alone; nothing is executed. */
export interface Links {
  /** The definitions an imported name leads to in other files of the project; empty for what lies outside of it. */
  follow(origin: Origin): readonly Declaration[];
  /**
   * Where an imported name comes from in the end. A module of the project that only hands it on is looked through;
   * what the project defines itself, and what cannot be resolved, stays as written.
   */
  trace(origin: Origin): readonly Origin[];
  /** The text of the file of the project that an import leads to first, which is not parsed for it. */
  text(origin: Origin): string | undefined;
  /** The file of the project an import leads to, with the rest of its path; undefined for what lies outside. */
  module(origin: Origin): { document: CodeDocument; path: readonly string[] } | undefined;
}
