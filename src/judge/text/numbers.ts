import { matchesOf } from "./matches.ts";
import { perObject } from "./memo.ts";
import type { Passage } from "./passage.ts";
import { entitiesOf } from "./values.ts";

/** A number standing in a text. */
export interface NumberMention {
  value: number;
  /** The letters or sign right after or before it, folded: `eur`, `°f`, `mg`, `%`; empty when none. */
  unit: string;
  start: number;
  end: number;
}

const written: ReadonlyMap<string, number> = new Map([
  ["one", 1],
  ["two", 2],
  ["three", 3],
  ["four", 4],
  ["five", 5],
  ["six", 6],
  ["seven", 7],
  ["eight", 8],
  ["nine", 9],
  ["ten", 10],
  ["eleven", 11],
  ["twelve", 12],
  ["fifteen", 15],
  ["twenty", 20],
  ["thirty", 30],
  ["fifty", 50],
  ["hundred", 100],
  ["thousand", 1000],
  ["half", 0.5],
  ["dozen", 12],
  ["couple", 2],
  ["twice", 2],
  ["single", 1],
  ["both", 2],
]);

/** `1,234.50`, `1.234,50`, `3,180` and `86.40` as a person means them; NaN when it is no number. */
export function parseNumber(text: string): number {
  const lastComma = text.lastIndexOf(",");
  const lastDot = text.lastIndexOf(".");
  const decimal = Math.max(lastComma, lastDot);
  if (decimal < 0) {
    return Number(text.replace(/[' ]/g, ""));
  }
  const bothUsed = lastComma >= 0 && lastDot >= 0;
  const mark = text.charAt(decimal);
  const repeated = text.indexOf(mark) !== decimal;
  const groups = /^\d{1,3}(?:[.,]\d{3})+$/.test(text);
  // A single comma before three digits groups thousands; a single dot does so only when repeated: 1.250 is 1.25 in code.
  const isGrouping = groups && !bothUsed && (repeated || mark === ",");
  if (isGrouping) {
    return Number(text.replace(/[.,]/g, ""));
  }
  const whole = text.slice(0, decimal).replace(/[.,' ]/g, "");
  return Number(`${whole}.${text.slice(decimal + 1).replace(/[' ]/g, "")}`);
}

const numberPattern =
  /([$€£¥₹])?\s?(?<![\p{L}\d_])(-?\d{1,15}(?:[.,' ]\d{3}){0,4}(?:[.,]\d{1,9})?)(\s?(?:°\s?[cf]|degrees?\s(?:fahrenheit|celsius)|[%€$£¥₹]|[\p{L}µ]{1,12}))?/gu;
const wordPattern = /\p{L}{3,9}/gu;

function scan(folded: string): readonly NumberMention[] {
  const mentions: NumberMention[] = [];
  for (const match of matchesOf(folded, numberPattern)) {
    const digits = match[2] ?? "";
    const value = parseNumber(digits);
    if (Number.isFinite(value)) {
      const start = match.index + match[0].indexOf(digits);
      const unit = (match[3] ?? match[1] ?? "").replace(/\s/g, "").replace(/^degrees?(?=[fc])/, "");
      const thousand = unit === "k" ? 1000 : unit === "million" || unit === "m" ? 1_000_000 : 1;
      mentions.push({ value, unit, start, end: start + digits.length });
      // "7.400 Euro" in most of Europe, 7.4 in code: whoever compares may take either.
      if (/^\d{1,3}\.\d{3}$/.test(digits)) {
        mentions.push({ value: value * 1000, unit, start, end: start + digits.length });
      }
      if (thousand > 1) {
        mentions.push({ value: value * thousand, unit: "", start, end: start + digits.length });
      }
    }
    if (mentions.length >= 400) {
      return mentions;
    }
  }
  return mentions;
}

/** Numbers in a passage, in digits (its first 20,000 units, about 400 at most). */
export const numbersOf: (passage: Passage) => readonly NumberMention[] = perObject((passage) =>
  scan(passage.folded.slice(0, 20_000)),
);

/** `numbersOf` without those that stand inside an account, a telephone number, an address or a path. */
export const amountsOf: (passage: Passage) => readonly NumberMention[] = perObject((passage) => {
  const entities = entitiesOf(passage);
  return entities.length === 0
    ? numbersOf(passage)
    : numbersOf(passage).filter(
        ({ start, end }) => !entities.some((entity) => entity.start < end && start < entity.end),
      );
});

/** Numbers written as English words, for what a person says. */
export const wordNumbersOf: (passage: Passage) => readonly number[] = perObject((passage) =>
  [...matchesOf(passage.folded.slice(0, 4_000), wordPattern)].flatMap((match) => written.get(match[0]) ?? []),
);
