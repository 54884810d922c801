/** A run of letters, digits and underscores that a pattern cannot do without. */
export interface Anchor {
  text: string;
  ignoresCase: boolean;
  /** Nothing of a word stands before it. */
  begins: boolean;
  /** Nothing of a word stands after it. */
  ends: boolean;
}

/**
 * Runs of which every match of the pattern holds one: of each of its alternatives the one that is least likely to occur. They
 * may be looked for instead of the pattern. Undefined when an alternative has no such run.
 */
export function anchorsOf(pattern: RegExp): readonly Anchor[] | undefined {
  return runsOf(pattern.source, false, false)?.map((run) => ({
    ...run,
    ignoresCase: pattern.flags.includes("i"),
  }));
}

type Run = Omit<Anchor, "ignoresCase">;

const shortest = 3;

/** How rare a run is among texts, very roughly: by its length, and whole words are rarer than parts of words. */
function rarityOf({ text, begins, ends }: Run): number {
  return text.length + (begins ? 2 : 0) + (ends ? 2 : 0);
}

function isRareEnough({ text, begins, ends }: Run): boolean {
  return text.length >= shortest || (text.length > 1 && begins && ends);
}

/** @param opens whether what stands before the source ends a word; `closes` the same of what stands after it. */
function runsOf(source: string, opens: boolean, closes: boolean): Run[] | undefined {
  const found: Run[] = [];
  for (const alternative of alternativesOf(source)) {
    const runs = runsOfOne(alternative, opens, closes);
    if (runs === undefined) {
      return undefined;
    }
    found.push(...runs);
  }
  return found;
}

/** Splits at the bars that stand in no group and no class. */
function alternativesOf(source: string): string[] {
  const found: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < source.length; at++) {
    const character = source[at];
    if (character === "\\") {
      at++;
    } else if (character === "[") {
      at = endOfClass(source, at);
    } else if (character === "(") {
      depth++;
    } else if (character === ")") {
      depth--;
    } else if (character === "|" && depth === 0) {
      found.push(source.slice(start, at));
      start = at + 1;
    }
  }
  return [...found, source.slice(start)];
}

/** Runs of which each match of an alternative holds one. */
function runsOfOne(source: string, opens: boolean, closes: boolean): Run[] | undefined {
  let best: Run[] | undefined;
  let run = "";
  /** Whether a word has ended where the run begins. */
  let begins = opens;
  const offer = (runs: Run[]) => {
    if (runs.every(isRareEnough) && (best === undefined || rarest(runs) > rarest(best))) {
      best = runs;
    }
  };
  /** @param ends whether the word ends here; what comes next begins after an end of a word or it does not. */
  const settle = (ends: boolean, next: boolean) => {
    if (run !== "") {
      offer([{ text: run, begins, ends }]);
    }
    run = "";
    begins = next;
  };
  for (let at = 0; at < source.length; at++) {
    const character = source[at] ?? "";
    if (/\w/.test(character)) {
      if (/[?*{]/.test(source[at + 1] ?? "")) {
        settle(false, false); // the character may be missing
      } else {
        run += character;
        if (source[at + 1] === "+") {
          settle(false, false); // it may be repeated
        }
      }
      continue;
    }
    if (character === "\\") {
      at++;
      const escaped = source[at] ?? "";
      const isEnd = escaped === "b" || (/[^\w]|s/.test(escaped) && !/[?*{]/.test(source[at + 1] ?? ""));
      settle(isEnd, isEnd);
      if (/[uxck]/.test(escaped)) {
        return best; // what follows is the code of a character
      }
    } else if (character === "[") {
      const end = endOfClass(source, at);
      const isEnd = isNoWord(source.slice(at, end + 1)) && !/[?*{]/.test(source[end + 1] ?? "");
      settle(isEnd, isEnd);
      at = end;
    } else if (character === "{") {
      settle(false, false);
      at = source.indexOf("}", at);
    } else if (character === "(") {
      const end = endOfGroup(source, at);
      const inner = /^\((?:\?:)?(?!\?)([\s\S]*)\)$/.exec(source.slice(at, end + 1))?.[1];
      // What is in the group, and what stands before and after it, may be letters of one word.
      const before = run === "" && begins;
      const after = endsWord(source, end + 1) || (end + 1 === source.length && closes);
      settle(false, /^\(\?<!\[[^\]]*\\w/.test(source.slice(at, end + 1)));
      if (inner !== undefined && !/[?*{]/.test(source[end + 1] ?? "")) {
        const runs = runsOf(inner, before, after && !source.startsWith("+", end + 1));
        if (runs !== undefined) {
          offer(runs);
        }
      }
      at = end;
    } else if (/[?*+.^$]/.test(character)) {
      settle(false, false);
    } else {
      const isCertain = !/[?*{]/.test(source[at + 1] ?? "");
      settle(isCertain, isCertain);
    }
  }
  settle(closes, false);
  return best;
}

/** Whether a class, or what stands for one character, matches nothing that words are made of. */
function isNoWord(one: string): boolean {
  if (one.startsWith("[")) {
    return !/^\[\^|\w|\\/.test(one.replaceAll(/\\[\][^\\.$"'`/s-]/g, ""));
  }
  return one.startsWith("\\") ? /^\\[^\w]$|^\\s$/.test(one) : /^[^\w(.^$|)]$/.test(one);
}

/** Whether a word cannot go on at a place of a pattern. */
function endsWord(source: string, at: number): boolean {
  const rest = /^(\\.|\[(?:\\.|[^\]\\])*\]|.)([?*+{]?)/s.exec(source.slice(at));
  const [whole = "", one = "", count = ""] = rest ?? [];
  if (one === "\\b") {
    return true;
  }
  return (
    isNoWord(one) && (count === "" || count === "+" || (count !== "{" && endsWord(source, at + whole.length)))
  );
}

function rarest(runs: readonly Run[]): number {
  return Math.min(...runs.map(rarityOf));
}

function endOfClass(source: string, start: number): number {
  let at = start + 1;
  while (at < source.length && source[at] !== "]") {
    at += source[at] === "\\" ? 2 : 1;
  }
  return at;
}

function endOfGroup(source: string, start: number): number {
  let depth = 0;
  for (let at = start; at < source.length; at++) {
    if (source[at] === "\\") {
      at++;
    } else if (source[at] === "[") {
      at = endOfClass(source, at);
    } else if (source[at] === "(") {
      depth++;
    } else if (source[at] === ")" && --depth === 0) {
      return at;
    }
  }
  return source.length;
}
