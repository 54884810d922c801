import { conversionOf, dimensionOf, unitOf } from "../../text/units.ts";
import { numberInWords } from "./number-words.ts";
import { countedWords, mostSums, type StatedSum, unitAfter } from "./sums.ts";
import { Exact, type NumberToken, type Token, tokensOf } from "./token.ts";

/** A statement that one measure is another: `5 km = 3.1 miles`. */
export interface StatedConversion extends Omit<StatedSum, "operands"> {
  from: string;
  to: string;
}

/** Every conversion between units that the folded text states; one part in a hundred may be lost to rounding. */
export function statedConversions(folded: string): StatedConversion[] {
  const tokens = tokensOf(folded);
  const found: StatedConversion[] = [];
  for (let at = 1; at + 1 < tokens.length && found.length < mostSums; at++) {
    const sign = tokens[at] as Token;
    if (sign.kind !== "equals") {
      continue;
    }
    const right = tokens.slice(at + 1, at + 4).find((token): token is NumberToken => token.kind === "number");
    // "4,500 ml, which is 4.5 litres"
    const comma = tokens[at - 1];
    const last = sign.worded && comma?.kind === "break" && comma.text === "," ? at - 2 : at - 1;
    const before = countedWords(tokens, last);
    const left = before === undefined ? undefined : tokens[before];
    // A number before the left one makes it part of a longer expression.
    if (left?.kind !== "number" || !right || tokens[(before ?? 0) - 1]?.kind === "operator") {
      continue;
    }
    const from = unitAfter(folded, left);
    const to = unitAfter(folded, right);
    const value = from && to && from !== to ? conversionOf(left.value.toNumber(), from, to) : undefined;
    if (from && to && value !== undefined && Number.isFinite(value)) {
      const actual = new Exact(value);
      const rounded = new Exact(10).pow(-right.decimals).times(0.5);
      const off = actual.minus(right.value).abs();
      const held = off.lte(rounded) || off.lte(actual.abs().times(sign.exact ? 0.01 : 0.04));
      found.push({
        start: left.start,
        end: right.end,
        stated: right.value,
        actual,
        standing: held ? "held" : "broken",
        from,
        to,
      });
    }
  }
  return [...found, ...mixedMeasures(folded), ...restated(folded, tokens, found)];
}

/** A lone "m" is a metre beside another length; elsewhere it may be a million or a minute. */
function metreAfter(folded: string, number: NumberToken, beside: string | undefined): string | undefined {
  return dimensionOf(beside ?? "") === "length" &&
    /^\s?m(?![\p{L}²])/u.test(folded.slice(number.end, number.end + 4))
    ? "metre"
    : undefined;
}

function conversionAt(
  folded: string,
  left: { value: Exact; unit: string; start: number },
  right: NumberToken,
  exact: boolean,
): StatedConversion | undefined {
  const to = unitAfter(folded, right) ?? metreAfter(folded, right, left.unit);
  const value = to === undefined ? undefined : conversionOf(left.value.toNumber(), left.unit, to);
  if (to === undefined || to === left.unit || value === undefined || !Number.isFinite(value)) {
    return undefined;
  }
  const actual = new Exact(value);
  const off = actual.minus(right.value).abs();
  const rounded = new Exact(10).pow(-right.decimals).times(0.5);
  const held = off.lte(rounded) || off.lte(actual.abs().times(exact ? 0.01 : 0.04));
  return {
    start: left.start,
    end: right.end,
    stated: right.value,
    actual,
    standing: held ? "held" : "broken",
    from: left.unit,
    to,
  };
}

const again =
  /^\s?(?:°\s?[cf]|[\p{L}µ²]{1,14})?\s?(?:,?\s?(?:i\.?e\.?,?|that is,?|that's|which means|meaning|in other words,?|or)|\(\s?(?:=|that is|or)?)\s?(?:about |roughly |around )?$/u;

/** One measure told twice without a sign of equality: "900 m, i.e. 0.9 km", "5 km (3.1 miles)". */
function restated(
  folded: string,
  tokens: readonly Token[],
  known: readonly StatedConversion[],
): StatedConversion[] {
  const numbers = tokens.filter((token): token is NumberToken => token.kind === "number");
  return numbers.slice(0, mostSums).flatMap((left, at) => {
    const right = numbers[at + 1];
    const unit = unitAfter(folded, left) ?? (right && metreAfter(folded, left, unitAfter(folded, right)));
    const between = right ? folded.slice(left.end, right.start) : "";
    if (
      !right ||
      unit === undefined ||
      dimensionOf(unit) === "money" ||
      between.length > 40 ||
      !again.test(between)
    ) {
      return [];
    }
    const found = conversionAt(folded, { value: left.value, unit, start: left.start }, right, true);
    return found && !known.some(({ start, end }) => start === found.start && end === found.end)
      ? [found]
      : [];
  });
}

const parts: Readonly<Record<string, string>> = {
  half: "0.5",
  "a half": "0.5",
  "a quarter": "0.25",
  "three quarters": "0.75",
  "a third": "0.3333333333333333",
  "two thirds": "0.6666666666666667",
};
const partWords = "a half|a quarter|three quarters|a third|two thirds";
const mixed = new RegExp(
  `\\b(?:(an?|[a-z]{3,9}|\\d{1,4}) (hours?|days?|weeks?|years?|minutes?|miles?|kilomet(?:re|er)s?|kilos?|lit(?:re|er)s?|pounds?|tonnes?|dozen) and (${partWords})|(half|a quarter of|three quarters of|a third of|two thirds of) an? (hour|day|week|year|minute|mile|kilomet(?:re|er)|kilo|lit(?:re|er)|pound|tonne))\\b,?(?: is| are| equals?| makes?| means| =| or| that is)? (?:about )?(?=\\d)`,
  "g",
);

/** "An hour and a quarter is 75 minutes", "half a day is 12 hours". */
function mixedMeasures(folded: string): StatedConversion[] {
  return [...folded.matchAll(mixed)].slice(0, mostSums).flatMap((match) => {
    const [whole, count = "0", unitWord, part = "", share = "", shareUnit] = match;
    const unit = unitOf((unitWord ?? shareUnit ?? "").replace(/s$/, ""));
    const counted = /^an?$/.test(count) ? 1 : (numberInWords(count, 0)?.value ?? Number(count));
    const value = new Exact(Number.isFinite(counted) ? counted : 0).plus(
      parts[part] ?? parts[share.replace(/ of$/, "")] ?? 0,
    );
    const after = match.index + whole.length;
    const right = tokensOf(folded.slice(after, after + 30)).find(
      (token): token is NumberToken => token.kind === "number",
    );
    if (unit === undefined || !right || !Number.isFinite(counted)) {
      return [];
    }
    const placed = { ...right, start: right.start + after, end: right.end + after };
    return conversionAt(folded, { value, unit, start: match.index }, placed, true) ?? [];
  });
}
