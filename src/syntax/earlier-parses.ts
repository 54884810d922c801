import type { CodeLanguage } from "./grammars.ts";
import type { EarlierParse } from "./parsed.ts";

/** The parser's trees of the files last typed in, for parsing what replaces their texts. */
export interface EarlierParses {
  /** Takes over what was made of a file. */
  keep(file: string, language: CodeLanguage, parse: EarlierParse): void;
  /** Hands out what was kept of a file, if it was of the language; who takes it frees the tree. */
  take(file: string, language: CodeLanguage): EarlierParse | undefined;
  clear(): void;
  /** As `clear`, without touching the trees: the parser that made them is broken. */
  abandon(): void;
}

export function createEarlierParses(maxFiles: number): EarlierParses {
  const kept = new Map<string, EarlierParse & { language: CodeLanguage }>();
  const drop = (file: string): void => {
    kept.get(file)?.tree.delete();
    kept.delete(file);
  };
  return {
    keep(file, language, parse) {
      drop(file);
      kept.set(file, { ...parse, language });
      for (const oldest of [...kept.keys()].slice(0, Math.max(0, kept.size - maxFiles))) {
        drop(oldest);
      }
    },
    take(file, language) {
      const found = kept.get(file);
      if (found?.language !== language) {
        drop(file);
        return undefined;
      }
      kept.delete(file);
      return found;
    },
    clear() {
      for (const file of [...kept.keys()]) {
        drop(file);
      }
    },
    abandon: () => kept.clear(),
  };
}
