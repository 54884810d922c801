import type { Situation } from "../situation.ts";
import { numbersOf, wordNumbersOf } from "../text/numbers.ts";
import type { Place } from "../text/passage.ts";

const near = (a: number, b: number) => Math.abs(a - b) <= Math.max(0.011, Math.abs(b) * 1e-6);
const pool = 60;

function numbersIn(places: readonly Place[], from: number): number[] {
  const numbers: number[] = [];
  for (let at = places.length - 1; at >= 0 && numbers.length < from; at--) {
    const place = places[at];
    if (place) {
      for (const { value } of numbersOf(place.passage)) {
        numbers.push(value);
      }
    }
  }
  return numbers.slice(0, from);
}

const conversions: readonly ((value: number) => number)[] = [
  (fahrenheit) => ((fahrenheit - 32) * 5) / 9,
  (celsius) => (celsius * 9) / 5 + 32,
  (value) => value * 100,
  (value) => value / 100,
  (value) => value * 1000,
  (value) => value / 1000,
  (value) => value * 10,
  (value) => value / 10,
  (value) => value * 60,
  (value) => value / 60,
  (value) => value * 3600,
  (value) => value * 24,
  (value) => value * 7,
  (value) => value * 0.45359237,
  (value) => value / 0.45359237,
  (value) => value * 1.609344,
  (value) => value / 1.609344,
  (value) => value * 2.54,
  (value) => value * 0.3048,
  (value) => value * 1024,
];

/**
 * Whether a number follows from numbers that the user or the observations gave: sum, difference, product, share,
 * percentage, unit conversion, or the total of a run of them. Looks at 60 numbers of each.
 */
export function isDerived(situation: Situation, value: number): boolean {
  const { users, read } = situation.memory;
  const said = [...numbersIn(users, pool), ...users.flatMap(({ passage }) => wordNumbersOf(passage))];
  const seen = numbersIn(read, pool);
  const all = [...said, ...seen];
  if (
    all.some((number) => near(number, value) || conversions.some((convert) => near(convert(number), value)))
  ) {
    return true;
  }
  const small = [2, 3, 4, 5, 6, 7, 8, 9, 10, 12, ...said];
  const pairs = all.some((a) =>
    [...small, ...seen].some(
      (b) =>
        near(a + b, value) ||
        near(a - b, value) ||
        near(a * b, value) ||
        (b !== 0 && near(a / b, value)) ||
        near((a * b) / 100, value) ||
        near(a * (1 + b / 100), value) ||
        near(a * (1 - b / 100), value),
    ),
  );
  return pairs || isRunTotal(seen, value) || isRunTotal(said, value);
}

function isRunTotal(numbers: readonly number[], value: number): boolean {
  for (let from = 0; from < numbers.length; from++) {
    let total = 0;
    for (let at = from; at < numbers.length; at++) {
      total += numbers[at] ?? 0;
      if (near(total, value)) {
        return true;
      }
    }
  }
  // Every second or third number of a table: prices between quantities and ids.
  for (const stride of [2, 3, 4, 5]) {
    for (let from = 0; from < stride && from < numbers.length; from++) {
      let total = 0;
      for (let at = from; at < numbers.length; at += stride) {
        total += numbers[at] ?? 0;
        if (near(total, value)) {
          return true;
        }
      }
    }
  }
  return false;
}
