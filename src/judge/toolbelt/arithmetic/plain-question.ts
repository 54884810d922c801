import { numberInWords } from "./number-words.ts";

const wordStart =
  /(?<![\p{L}\d-])(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)\b/gu;
/** Units of several words, as the unit tables have them. */
const longUnits: readonly (readonly [RegExp, string])[] = [
  [/\b(?:met(?:re|er)s? per second|m per s)\b/g, "m/s"],
  [/\b(?:kilomet(?:re|er)s? (?:per|an) hour|km per hour|kph)\b/g, "km/h"],
  [/\bmiles (?:per|an) hour\b/g, "mph"],
  [/\bsquare centimet(?:re|er)s?\b/g, "cm²"],
  [/\bsquare millimet(?:re|er)s?\b/g, "mm²"],
  [/\bsquare kilomet(?:re|er)s?\b/g, "km²"],
  [/\bsquare met(?:re|er)s?\b/g, "m²"],
  [/\bsquare (?:feet|foot)\b/g, "ft²"],
  [/\b(?:us|imperial) (?=gallons?\b)/g, ""],
];

const portion =
  /^[ -](?:thirds?|quarters?|halves|fourths?|fifths?|sixths?|sevenths?|eighths?|ninths?|tenths?)\b/;

/** A question with its numbers in digits and its units in one word, for patterns that read questions. Offsets are not kept. */
export function plainQuestion(folded: string): string {
  let plain = longUnits.reduce((text, [pattern, unit]) => text.replace(pattern, unit), folded);
  plain = plain.replace(/\ba (?=hundred\b|thousand\b|million\b)/g, "one ").replace(/\ba dozen\b/g, "12");
  let out = "";
  let done = 0;
  for (const { index } of plain.matchAll(wordStart)) {
    const found = index >= done ? numberInWords(plain, index) : undefined;
    // "One of them", "which one": a pronoun.
    if (
      found &&
      !portion.test(plain.slice(found.end, found.end + 12)) &&
      !/^one\b(?! (?:hour|day|week|month|year|minute|mile|kilo|lit|met|dozen|hundred|thousand|million))/.test(
        plain.slice(index, found.end + 12),
      )
    ) {
      out += plain.slice(done, index) + String(found.value);
      done = found.end;
    }
  }
  return out + plain.slice(done);
}
