/** Text put together from constants; `…` stands for every part that is not static. */
export interface FoldedText {
  text: string;
  complete: boolean;
}

const maxText = 200_000;
const maxSteps = 20_000;
const maxHops = 24;
/** What a spread costs in depth: six inside each other are read, so that twice two of them stay cheap. */
export const spreadDepth = 4;

/**
 * Bounds one evaluation. Without it, `a = b + b; b = c + c; …` doubles the work with every line of a hostile file.
 */
export interface Budget {
  /** Spends a step; false when `depth` or the number of steps since `restart` is too large. */
  spend(depth: number): boolean;
  restart(): void;
}

export function createBudget(): Budget {
  let spent = 0;
  return {
    spend: (depth) => depth <= maxHops && spent++ < maxSteps,
    restart() {
      spent = 0;
    },
  };
}

/** Joins parts; an undefined part becomes `…`. Text over 200,000 characters is cut and counts as incomplete. */
export function joinTexts(
  parts: Iterable<FoldedText | undefined>,
  separator: string,
  complete = true,
): FoldedText {
  let text = "";
  let whole = complete;
  let first = true;
  for (const part of parts) {
    text += (first ? "" : separator) + (part?.text ?? "…");
    whole &&= part?.complete === true;
    first = false;
    if (text.length > maxText) {
      return { text: text.slice(0, maxText), complete: false };
    }
  }
  return { text, complete: whole };
}

/** True when a folded text has any character that was really there. */
export function hasStaticText({ text }: FoldedText): boolean {
  return /[^…\s]/.test(text);
}
