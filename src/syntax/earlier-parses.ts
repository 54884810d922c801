import type { CodeDocument } from "./code-document.ts";
import type { CodeLanguage } from "./grammars.ts";
import type { EarlierParse } from "./parsed.ts";

/** Trees of texts that were replaced, for parsing what replaces them. */
export interface EarlierParses {
  /** Keeps a copy of a document's tree; the document stays whole. */
  keep(document: CodeDocument): void;
  /** Hands out what was kept of a file, if it was of the language; who takes it frees the tree. */
  take(file: string, language: CodeLanguage): EarlierParse | undefined;
  clear(): void;
  /** As `clear`, without touching the trees: the parser that made them is broken. */
  abandon(): void;
}

/** Nobody types in more files at once. */
const maxFiles = 4;

export function createEarlierParses(): EarlierParses {
  const kept = new Map<string, EarlierParse & { language: CodeLanguage }>();
  const drop = (file: string): void => {
    kept.get(file)?.tree.delete();
    kept.delete(file);
  };
  return {
    keep({ file, text, language, root }) {
      drop(file);
      kept.set(file, { text, language, tree: root.tree.copy() });
      for (const oldest of [...kept.keys()].slice(0, -maxFiles)) {
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
