/**
 * A pattern that matches whenever `pattern` does, made of nothing but letters, digits and underscores: of every alternative the
 * longest run of them that it cannot do without. It may be tried on the words of a text instead of the text. Undefined when an
 * alternative has no such run.
 */
export function anchorsOf(pattern: RegExp): RegExp | undefined {
  const runs = runsOf(pattern.source);
  return runs === undefined ? undefined : new RegExp(runs.join("|"), pattern.flags.includes("i") ? "i" : "");
}

const shortest = 3;

function runsOf(source: string): string[] | undefined {
  const found: string[] = [];
  for (const alternative of alternativesOf(source)) {
    const runs = runsOfOne(alternative);
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
function runsOfOne(source: string): string[] | undefined {
  let best: string[] | undefined;
  let run = "";
  const settle = () => {
    if (run.length >= shortest && (best === undefined || run.length > shortestOf(best))) {
      best = [run];
    }
    run = "";
  };
  for (let at = 0; at < source.length; at++) {
    const character = source[at] ?? "";
    if (/\w/.test(character)) {
      if (/[?*{]/.test(source[at + 1] ?? "")) {
        settle(); // the character may be missing
      } else {
        run += character;
      }
      continue;
    }
    settle();
    if (character === "\\") {
      at++;
      if (/[uxck]/.test(source[at] ?? "")) {
        return best; // what follows is the code of a character
      }
    } else if (character === "[") {
      at = endOfClass(source, at);
    } else if (character === "{") {
      at = source.indexOf("}", at);
    } else if (character === "(") {
      const end = endOfGroup(source, at);
      const inner = /^\((?:\?:)?(?!\?)([\s\S]*)\)$/.exec(source.slice(at, end + 1))?.[1];
      const runs = inner === undefined || /[?*{]/.test(source[end + 1] ?? "") ? undefined : runsOf(inner);
      if (runs !== undefined && (best === undefined || shortestOf(runs) > shortestOf(best))) {
        best = runs;
      }
      at = end;
    }
  }
  settle();
  return best;
}

function shortestOf(runs: readonly string[]): number {
  return Math.min(...runs.map(({ length }) => length));
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
