import { conversionOf, unitOf } from "../../text/units.ts";
import { Exact } from "./token.ts";

const measure = String.raw`(\d[\d,]*(?:\.\d+)?)[\s-]?(hours?|hrs?|h|minutes?|mins?|seconds?|days?|weeks?|feet|foot|ft|yards?|miles?|pounds?|lbs?|kilograms?|kg|metres?|meters?|m|kilomet(?:re|er)s?|km)`;
const small = String.raw`(\d[\d,]*(?:\.\d+)?)[\s-]?(hours?|minutes?|mins?|min|seconds?|secs?|s|inch(?:es)?|in|ounces?|oz|grams?|g|cent[i]met(?:re|er)s?|cm|met(?:re|er)s?|feet|days?)`;
const two = new RegExp(String.raw`${measure}(?:,?[\s-]{1,2}|,?[\s-]and[\s-])${small}\b`);
const wanted = /\b(?:in|into|to|how many) (?:total )?([a-z]{1,14})\b/g;

/** "5 feet 10 inches in inches": a measure of two parts asked for in one unit. */
export function compoundMeasure(folded: string): { text: string; values: Exact[] } | undefined {
  const match = two.exec(folded);
  const [text, first, firstName, second, secondName] = match ?? [];
  const [from, and] = [unitOf(firstName ?? ""), unitOf(secondName ?? "")];
  if (!match || text === undefined || from === undefined || and === undefined || from === and) {
    return undefined;
  }
  const rest = `${folded.slice(0, match.index)} ; ${folded.slice(match.index + text.length)}`;
  const targets = [...rest.matchAll(wanted)].flatMap(([, name]) => unitOf(name ?? "") ?? []);
  for (const target of new Set(targets)) {
    const [a, b] = [
      conversionOf(Number(first?.replaceAll(",", "")), from, target),
      conversionOf(Number(second?.replaceAll(",", "")), and, target),
    ];
    if (a !== undefined && b !== undefined) {
      return { text, values: [new Exact(a).plus(b).toSignificantDigits(14)] };
    }
  }
  return undefined;
}
