import type { CodeLanguage } from "../syntax/grammars.ts";
import { languageOf } from "../syntax/language.ts";
import type { SourceProject } from "../syntax/source-project.ts";
import type { Hint } from "./format.ts";
import type { Imports } from "./imports.ts";
import type { TextSearch } from "./text-search.ts";

/** Something that is only worth doing on texts that hold certain words. */
export interface Hinted {
  /** At least one must occur. */
  hints: readonly Hint[];
  /** Each of these must occur as well. */
  needs?: readonly Hint[];
  /** Both in one file; else a file may hold the one, and one that it imports the other. */
  inOneFile?: boolean;
}

/** Which of several hinted things are worth doing on a file, by its own words and by those of the files it imports. */
export interface HintedFiles {
  /** Those whose words the text holds. */
  own(language: CodeLanguage, text: TextSearch): ReadonlySet<Hinted>;
  /** Those whose words the text and the project's files that it imports, directly or through others, hold together. */
  joined(file: string, language: CodeLanguage, text: TextSearch): ReadonlySet<Hinted>;
  /** As `joined`, of a file as it is on disk. */
  reached(file: string, language: CodeLanguage): ReadonlySet<Hinted>;
  /** Says that a file has changed, come or gone. */
  forget(file: string): void;
}

/** Imports that are followed, one after the other. */
const maxDepth = 3;
const hinted = 1n;
const needed = 2n;

interface Known {
  signs: bigint;
  imports: readonly string[];
  /** What the file and its imports hold together, by how many imports are followed. */
  reach: Map<number, bigint>;
}

/** Where words count: anywhere, or outside of comments. */
export type Within = "text" | "code";

/** @param thingsOf what is asked of texts of a language; always the same list for a language. */
export function createHintedFiles(
  project: SourceProject,
  imports: Imports,
  searchIn: (text: string) => TextSearch,
  thingsOf: (language: CodeLanguage) => readonly Hinted[],
  within: Within,
): HintedFiles {
  const known = new Map<string, Known>();
  /** The place of each thing's two bits. */
  const places = new Map<Hinted, bigint>();

  const placeOf = (thing: Hinted): bigint => {
    const place = places.get(thing) ?? BigInt(2 * places.size);
    places.set(thing, place);
    return place;
  };

  const signs = (language: CodeLanguage, search: TextSearch): bigint => {
    let all = 0n;
    const holds = (hint: Hint) =>
      within === "code" ? search.holdsInCode(language, hint) : search.holds(hint);
    for (const thing of thingsOf(language)) {
      const isHinted = thing.hints.some(holds);
      const isNeeded = (isHinted || thing.inOneFile !== true) && (thing.needs ?? []).every(holds);
      const own = (isHinted ? hinted : 0n) | (isNeeded ? needed : 0n);
      if (!thing.inOneFile || own === (hinted | needed)) {
        all |= own << placeOf(thing);
      }
    }
    return all;
  };

  const chosen = (language: CodeLanguage, bits: bigint): ReadonlySet<Hinted> =>
    new Set(thingsOf(language).filter((thing) => ((bits >> placeOf(thing)) & 3n) === (hinted | needed)));

  const reach = (file: string, language: CodeLanguage, depth: number): bigint => {
    let entry = known.get(file);
    if (entry === undefined) {
      const text = project.host.read(file) ?? "";
      const search = searchIn(text);
      entry = { signs: signs(language, search), imports: imports.in(file, text), reach: new Map() };
      known.set(file, entry);
    }
    let bits = entry.reach.get(depth);
    if (bits === undefined) {
      bits = entry.signs;
      for (const other of depth === 0 ? [] : entry.imports) {
        bits |= reach(other, language, depth - 1);
      }
      entry.reach.set(depth, bits);
    }
    return bits;
  };

  return {
    own: (language, text) => chosen(language, signs(language, text)),
    joined(file, language, text) {
      let bits = signs(language, text);
      for (const other of imports.in(file, text.text)) {
        bits |= reach(other, language, maxDepth - 1);
      }
      return chosen(language, bits);
    },
    reached: (file, language) => chosen(language, reach(file, language, maxDepth - 1)),
    forget(file) {
      for (const other of imports.touchedBy(file)) {
        known.delete(other);
      }
    },
  };
}

/** The language a file's program text is in; undefined for data and for what is not parsed. */
export function codeLanguageOf(file: string): CodeLanguage | undefined {
  const language = languageOf(file);
  return language === "json" || language === "jsonc" || language === "yaml" ? undefined : language;
}
