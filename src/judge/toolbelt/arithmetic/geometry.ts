import { Exact } from "./token.ts";

const n = String.raw`(\d[\d,]*(?:\.\d+)?)`;
const sides = String.raw`(?:[a-z ,]{0,40}?)${n}\s?[a-zµ°²³ ]{0,14}(?:by|x|×|and|wide and|long and)\s?[a-z ]{0,24}?${n}`;
const pi = Exact.acos(-1);
const valueOfText = (text: string | undefined) => new Exact((text ?? "0").replaceAll(",", ""));

/** What is asked of a figure whose measures the question gives, by its words. `a` and `b` in the order written. */
const formulas: readonly { pattern: RegExp; value: (a: Exact, b: Exact, c: Exact) => Exact }[] = [
  {
    pattern: new RegExp(`\\bperimeter of an? (?:rectang\\w+|field|garden|plot|pool|room|court)${sides}`),
    value: (a, b) => a.plus(b).times(2),
  },
  {
    pattern: new RegExp(
      `\\b(?:how much|how many)[^?]{0,40}\\b(?:fence|fencing|edging|border)\\b[^?]{0,60}?${n}\\s?[a-z ]{0,10}(?:by|x|×)\\s?${n}`,
    ),
    value: (a, b) => a.plus(b).times(2),
  },
  {
    pattern: new RegExp(
      `\\barea of an? (?:rectang\\w+|field|garden|plot|pool|room|court|floor|wall)${sides}`,
    ),
    value: (a, b) => a.times(b),
  },
  { pattern: new RegExp(`\\barea of an? triangle${sides}`), value: (a, b) => a.times(b).div(2) },
  { pattern: new RegExp(`\\bperimeter of an? square[a-z ]{0,30}${n}`), value: (a) => a.times(4) },
  {
    pattern: new RegExp(`\\barea of an? square[a-z ]{0,30}(?:side|edge)[a-z ]{0,14}${n}`),
    value: (a) => a.times(a),
  },
  {
    pattern: new RegExp(`\\barea of an? square is ${n}[^?]*\\b(?:side|edge|long)\\b`),
    value: (a) => a.sqrt(),
  },
  {
    pattern: new RegExp(`\\bsquare has an? perimeter of ${n}[^?]*\\barea\\b`),
    value: (a) => a.div(4).pow(2),
  },
  {
    pattern: new RegExp(`\\bsquare has an? area of ${n}[^?]*\\b(?:side|edge|long)\\b`),
    value: (a) => a.sqrt(),
  },
  {
    pattern: new RegExp(`\\bperimeter of an? square is ${n}[^?]*\\b(?:side|edge|long)\\b`),
    value: (a) => a.div(4),
  },
  {
    pattern: new RegExp(
      `\\bvolume of an? (?:box|cuboid|tank|pool|room|aquarium)(?:[a-z ,]{0,40}?)${n}\\s?[a-z ]{0,10}(?:by|x|×|,)\\s?${n}\\s?[a-z ]{0,10}(?:by|x|×|,|and)\\s?${n}`,
    ),
    value: (a, b, c) => a.times(b).times(c),
  },
  { pattern: new RegExp(`\\bvolume of an? cube[a-z ]{0,30}${n}`), value: (a) => a.pow(3) },
  {
    pattern: new RegExp(`\\b(?:circumference)\\b[^?]{0,40}\\bradius\\b[a-z ]{0,10}${n}`),
    value: (a) => a.times(2).times(pi),
  },
  {
    pattern: new RegExp(`\\b(?:circumference)\\b[^?]{0,40}\\bdiameter\\b[a-z ]{0,10}${n}`),
    value: (a) => a.times(pi),
  },
  {
    pattern: new RegExp(`\\barea of an? circle\\b[^?]{0,30}\\bradius\\b[a-z ]{0,10}${n}`),
    value: (a) => a.times(a).times(pi),
  },
  { pattern: new RegExp(`\\bhypotenuse\\b${sides}`), value: (a, b) => a.pow(2).plus(b.pow(2)).sqrt() },
];

/** What a question asks of a plain figure or body; undefined for any other question. Rounding is allowed for. */
export function geometricSum(folded: string): { text: string; values: Exact[] } | undefined {
  for (const { pattern, value } of formulas) {
    const [text, a, b, c] = pattern.exec(folded) ?? [];
    if (text !== undefined) {
      return {
        text,
        values: [value(valueOfText(a), valueOfText(b), valueOfText(c)).toSignificantDigits(14)],
      };
    }
  }
  return undefined;
}
