/** Stands in a text for `\b`. */
export const edge = "\u0001";
/** Stands where no word goes on: before and behind it there is not a letter each. */
export const gap = "\u0002";

/**
 * A pattern as far as it says what a text must hold. Texts are in small letters, with every digit as `0`, `edge` where a word
 * begins or ends and `gap` where none goes on.
 */
export type PatternTree =
  /** One of these texts. */
  | { readonly kind: "texts"; readonly texts: readonly string[] }
  /** Anything. */
  | { readonly kind: "unknown" }
  | { readonly kind: "sequence" | "choice"; readonly parts: readonly PatternTree[] }
  | { readonly kind: "repeated"; readonly part: PatternTree; readonly least: number; readonly most: number };

const unknown: PatternTree = { kind: "unknown" };
const empty: PatternTree = { kind: "texts", texts: [""] };

const text = (...texts: readonly string[]): PatternTree => ({ kind: "texts", texts });

interface Reading {
  source: string;
  at: number;
  anyCase: boolean;
}

/** The tree of a pattern; of one that cannot be read nothing is known. */
export function treeOf({ source, flags }: RegExp): PatternTree {
  // With both, `s` and `k` match letters outside ASCII as well; `v` has a syntax of its own.
  if (flags.includes("v") || (flags.includes("i") && flags.includes("u"))) {
    return unknown;
  }
  const reading = { source, at: 0, anyCase: flags.includes("i") };
  const tree = choice(reading);
  return reading.at === source.length ? tree : unknown;
}

/** The character as runs have it; undefined when another character may stand for it. */
function folded(character: string, anyCase: boolean): string | undefined {
  if (character > "\u007f") {
    return anyCase ? undefined : character;
  }
  return character >= "0" && character <= "9" ? "0" : character.toLowerCase();
}

function literal(character: string, anyCase: boolean): PatternTree {
  const known = folded(character, anyCase);
  return known === undefined ? unknown : text(known);
}

function choice(reading: Reading): PatternTree {
  const parts = [sequence(reading)];
  while (reading.source[reading.at] === "|") {
    reading.at++;
    parts.push(sequence(reading));
  }
  const [only = empty] = parts;
  return parts.length === 1 ? only : { kind: "choice", parts };
}

function sequence(reading: Reading): PatternTree {
  const parts: PatternTree[] = [];
  while (reading.at < reading.source.length && !"|)".includes(reading.source.charAt(reading.at))) {
    parts.push(repeated(reading, term(reading)));
  }
  const [only = empty] = parts;
  return parts.length <= 1 ? only : { kind: "sequence", parts };
}

const quantifier = /(?:[*+?]|\{(\d+)(,(\d*))?\})\??/y;

/** A part with the quantifier that stands behind it. */
function repeated(reading: Reading, part: PatternTree): PatternTree {
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
  return { kind: "repeated", part, least, most };
}

/** Characters that stand for themselves and have no quantifier behind them. */
const plainText = /(?:[\w ,:;<>=!@#%&~"'`/-](?![*+?{]))+/y;

/** One character, class or group, or some characters that stand for themselves. */
function term(reading: Reading): PatternTree {
  const { source, anyCase } = reading;
  plainText.lastIndex = reading.at;
  const plain = plainText.exec(source);
  if (plain) {
    reading.at = plainText.lastIndex;
    return text(plain[0].toLowerCase().replaceAll(/\d/g, "0"));
  }
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
      return unknown;
    case "^":
    case "$":
      reading.at++;
      return empty;
    default:
      reading.at++;
      return literal(character, anyCase);
  }
}

const opening = /\((?:\?(?:[:=!]|<[=!]|<\w+>)|(?!\?))/y;

const noLetter = /^(?:\\w|\[\\w[^\]\\^]*\])\)$/;

function group(reading: Reading): PatternTree {
  const start = reading.at;
  opening.lastIndex = start;
  const [head = ""] = opening.exec(reading.source) ?? [];
  reading.at += head.length || Number.NaN;
  const inside = choice(reading);
  if (reading.source[reading.at] === ")") {
    reading.at++;
  } else {
    reading.at = Number.NaN; // nothing that a pattern can be: the whole is given up
  }
  // What a pattern looks back at first stands before all of it; what else is looked at stands beside other parts, not between.
  if (!/[=!]$/.test(head) || (head === "(?<=" && start === 0)) {
    return inside;
  }
  return head.endsWith("!") && noLetter.test(reading.source.slice(start + head.length, reading.at))
    ? text(gap)
    : empty;
}

function escaped(reading: Reading): PatternTree {
  const character = reading.source.charAt(reading.at + 1);
  reading.at += 2;
  switch (character) {
    case "b":
      return text(edge);
    case "B":
      return empty;
    case "d":
      return text("0");
    case "n":
      return text("\n");
    case "t":
      return text("\t");
    default:
      if (/\w/.test(character)) {
        skipEscape(reading, character);
        return unknown;
      }
      return literal(character, reading.anyCase);
  }
}

const behindEscape: Readonly<Record<string, RegExp>> = {
  u: /\{[^}]*\}|[\da-f]{4}/iy,
  x: /[\da-f]{2}/iy,
  p: /\{[^}]*\}/y,
  P: /\{[^}]*\}/y,
  k: /<\w+>/y,
  c: /\w/y,
};
const digits = /\d*/y;

/** Goes past what follows an escape that stands for characters of many kinds. */
function skipEscape(reading: Reading, character: string): void {
  const rest = behindEscape[character] ?? digits;
  rest.lastIndex = reading.at;
  reading.at += rest.exec(reading.source)?.[0].length ?? 0;
}

const bracketed = /\[((?:[^\]\\]|\\[\s\S])*)\]/y;

/** A class of a few characters is one of them; digits are `0`. */
function characterClass(reading: Reading): PatternTree {
  bracketed.lastIndex = reading.at;
  const match = bracketed.exec(reading.source);
  if (!match) {
    reading.at = Number.NaN;
    return unknown;
  }
  reading.at = bracketed.lastIndex;
  const inside = match[1] ?? "";
  if (inside === "" || inside.includes("\\\\") || /^\^|\\[a-z0-9]/i.test(inside.replaceAll("\\d", ""))) {
    return unknown;
  }
  const single = inside.replaceAll("\\d", "0").replaceAll("0-9", "0");
  // A hyphen between two characters is a range.
  if (/[^\\]-./.test(single)) {
    return unknown;
  }
  const texts = [...single.replaceAll(/\\([\s\S])/g, "$1")].map((character) =>
    folded(character, reading.anyCase),
  );
  return texts.length > 8 || texts.some((one) => one === undefined)
    ? unknown
    : text(...new Set(texts.filter((one) => one !== undefined)));
}
