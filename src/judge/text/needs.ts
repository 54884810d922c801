/**
 * What a text must hold for a pattern to match in it: some of these, all of these, or a run of characters. A run is in small
 * letters, with every digit as `0` and `edge` where a word begins or ends.
 */
export type Need = { some: readonly Need[] } | { all: readonly Need[] } | { run: string };

/** Stands in a run for `\b`. */
export const edge = "\u0001";

/** Nothing is known to be needed: the pattern has to be tried. */
const nothing: Need = { all: [] };

/** The only texts a part of a pattern matches, or what any text it matches must hold. */
type Part = { only: readonly string[] } | { need: Need };

const mostTexts = 48;
const mostRepeats = 4;

/** What every text must hold in which the pattern matches. Patterns it cannot read need nothing. */
export function needOf({ source, flags }: RegExp): Need {
  // With both, `s` and `k` match letters outside ASCII as well; `v` has a syntax of its own.
  if (flags.includes("v") || (flags.includes("i") && flags.includes("u"))) {
    return nothing;
  }
  const reading = { source, at: 0, anyCase: flags.includes("i") };
  const part = alternatives(reading);
  return reading.at === source.length ? asNeed(part) : nothing;
}

interface Reading {
  source: string;
  at: number;
  anyCase: boolean;
}

/** The character as runs have it; undefined when another character may stand for it. */
function folded(character: string, anyCase: boolean): string | undefined {
  if (character > "\u007f") {
    return anyCase ? undefined : character;
  }
  return character >= "0" && character <= "9" ? "0" : character.toLowerCase();
}

function asNeed(part: Part): Need {
  return "need" in part ? part.need : anyOf(part.only.map((run) => ({ run })));
}

function anyOf(needs: readonly Need[]): Need {
  return needs.some(isNothing) ? nothing : needs.length === 1 ? (needs[0] ?? nothing) : { some: needs };
}

function allOf(needs: readonly Need[]): Need {
  const all = needs.flatMap((need) => ("all" in need ? need.all : isNothing(need) ? [] : [need]));
  return all.length === 1 ? (all[0] ?? nothing) : { all };
}

/** A run that says less than three characters do would let nearly every text through. */
const isNothing = (need: Need) =>
  "run" in need ? gramsIn(need.run) === 0 : "all" in need && need.all.length === 0;

/** How many grams a run has: triples of characters, and pairs at the edge of a word. */
function gramsIn(run: string): number {
  const bare = run.replaceAll(edge, "");
  return Math.max(0, bare.length - 2) + (bare.length > 1 ? run.length - bare.length : 0);
}

function alternatives(reading: Reading): Part {
  const branches = [sequence(reading)];
  while (reading.source[reading.at] === "|") {
    reading.at++;
    branches.push(sequence(reading));
  }
  const only = branches.flatMap((branch) => ("only" in branch ? branch.only : []));
  return branches.every((branch) => "only" in branch) && only.length <= mostTexts
    ? { only: [...new Set(only)] }
    : { need: anyOf(branches.map(asNeed)) };
}

/** Texts that stand one behind the other are joined as long as there are few; what comes between cuts them. */
function sequence(reading: Reading): Part {
  const needs: Need[] = [];
  let runs: readonly string[] = [""];
  const cut = () => {
    needs.push(anyOf(runs.map((run) => ({ run }))));
    runs = [""];
  };
  let whole = true;
  while (reading.at < reading.source.length && !"|)".includes(reading.source.charAt(reading.at))) {
    const part = repeated(reading, term(reading));
    if ("need" in part) {
      cut();
      needs.push(part.need);
      whole = false;
    } else {
      if (runs.length * part.only.length > mostTexts) {
        cut();
        whole = false;
      }
      runs = runs.flatMap((run) => part.only.map((text) => run + text));
    }
  }
  if (whole) {
    return { only: [...new Set(runs)] };
  }
  cut();
  return { need: allOf(needs) };
}

/** A part with the quantifier that stands behind it. */
function repeated(reading: Reading, part: Part): Part {
  const quantifier = /(?:[*+?]|\{(\d+)(,(\d*))?\})\??/y;
  quantifier.lastIndex = reading.at;
  const match = quantifier.exec(reading.source);
  if (!match) {
    return part;
  }
  reading.at = quantifier.lastIndex;
  const sign = match[0].charAt(0);
  const least = sign === "{" ? Number(match[1]) : sign === "+" ? 1 : 0;
  const most =
    sign === "?" ? 1 : sign === "{" && match[2] === undefined ? least : Number(match[3] || Infinity);
  if (least === 0 && most !== 1) {
    return { need: nothing };
  }
  if ("need" in part) {
    return least === 0 ? { need: nothing } : part;
  }
  if (least === 0) {
    return part.only.length < mostTexts ? { only: [...new Set(["", ...part.only])] } : { need: nothing };
  }
  if (least === most && least <= mostRepeats && part.only.length === 1) {
    return { only: [part.only.join("").repeat(least)] };
  }
  return least === 1 && most === 1 ? part : { need: asNeed(part) };
}

/** One character, class or group. */
function term(reading: Reading): Part {
  const { source, anyCase } = reading;
  const character = source.charAt(reading.at);
  switch (character) {
    case "(":
      return group(reading);
    case "[":
      return characterClass(reading);
    case "\\":
      return escaped(reading);
    case ".":
      reading.at++;
      return { need: nothing };
    case "^":
    case "$":
      reading.at++;
      return { only: [""] };
    default: {
      reading.at++;
      const text = folded(character, anyCase);
      return text === undefined ? { need: nothing } : { only: [text] };
    }
  }
}

function group(reading: Reading): Part {
  const opening = /\((?:\?(?:[:=!]|<[=!]|<\w+>)|(?!\?))/y;
  opening.lastIndex = reading.at;
  const [head = ""] = opening.exec(reading.source) ?? [];
  reading.at += head.length || Number.NaN;
  const inside = alternatives(reading);
  if (reading.source[reading.at] === ")") {
    reading.at++;
  } else {
    reading.at = Number.NaN; // nothing that a pattern can be: the whole is given up
  }
  // What is looked at stands before or behind, not between.
  return /[=!]$/.test(head) ? { only: [""] } : inside;
}

function escaped(reading: Reading): Part {
  const character = reading.source.charAt(reading.at + 1);
  reading.at += 2;
  switch (character) {
    case "b":
      return { only: [edge] };
    case "B":
      return { only: [""] };
    case "d":
      return { only: ["0"] };
    case "n":
      return { only: ["\n"] };
    case "t":
      return { only: ["\t"] };
    default: {
      if (/[\w]/.test(character)) {
        skipEscape(reading, character);
        return { need: nothing };
      }
      const text = folded(character, reading.anyCase);
      return text === undefined ? { need: nothing } : { only: [text] };
    }
  }
}

/** Goes past what follows an escape that stands for characters of many kinds. */
function skipEscape(reading: Reading, character: string): void {
  const rest =
    {
      u: /\{[^}]*\}|[\da-f]{4}/iy,
      x: /[\da-f]{2}/iy,
      p: /\{[^}]*\}/y,
      P: /\{[^}]*\}/y,
      k: /<\w+>/y,
      c: /\w/y,
    }[character] ?? /\d*/y;
  rest.lastIndex = reading.at;
  reading.at += rest.exec(reading.source)?.[0].length ?? 0;
}

/** A class of a few characters is one of them; digits are `0`. */
function characterClass(reading: Reading): Part {
  const pattern = /\[((?:[^\]\\]|\\[\s\S])*)\]/y;
  pattern.lastIndex = reading.at;
  const match = pattern.exec(reading.source);
  if (!match) {
    reading.at = Number.NaN;
    return { need: nothing };
  }
  reading.at = pattern.lastIndex;
  const inside = match[1] ?? "";
  if (inside === "" || inside.includes("\\\\") || /^\^|\\[a-z0-9]/i.test(inside.replaceAll("\\d", ""))) {
    return { need: nothing };
  }
  const single = inside.replaceAll("\\d", "0").replaceAll("0-9", "0");
  // A hyphen between two characters is a range.
  if (/[^\\]-./.test(single)) {
    return { need: nothing };
  }
  const texts = [...single.replaceAll(/\\([\s\S])/g, "$1")].map((character) =>
    folded(character, reading.anyCase),
  );
  return texts.length > 8 || texts.some((text) => text === undefined)
    ? { need: nothing }
    : { only: [...new Set(texts.filter((text) => text !== undefined))] };
}
