import { conversionOf, dimensionOf, unitOf } from "../../text/units.ts";
import { unitAfter } from "./sums.ts";
import { Exact, type NumberToken, tokensOf } from "./token.ts";

const unitWords = /(?<![\p{L}\d°])(°\s?[cf]|[\p{L}µ]{2,14})(?![\p{L}\d])/gu;
/** Units that are everyday words too. */
const doubtful = new Set(["second", "day", "hour", "week", "year", "minute", "pound", "foot"]);

/**
 * One measure, and somewhere else in the question another unit of the same dimension: the one is asked for in the other ("My oven shows
 * Fahrenheit. The recipe says 180 °C."). Undefined where several measures or units make it a guess.
 */
export function namedConversion(folded: string): { text: string; values: Exact[] } | undefined {
  const measures = tokensOf(folded)
    .filter((token): token is NumberToken => token.kind === "number" && !token.percent)
    .map((token) => ({ token, unit: unitAfter(folded, token) }));
  const [measure] = measures;
  const unit = measure?.unit;
  const dimension = dimensionOf(unit ?? "");
  if (
    measures.length !== 1 ||
    !measure ||
    unit === undefined ||
    dimension === undefined ||
    dimension === "money"
  ) {
    return undefined;
  }
  const { token } = measure;
  const rest = `${folded.slice(0, token.start)} ; ${folded.slice(token.end).replace(/^\s?(?:degrees? )?(?:°\s?[cf]\b|[\p{L}µ]{1,14})/u, "")}`;
  const others = new Set(
    [...rest.matchAll(unitWords)].flatMap(([, word = ""]) => {
      const named = unitOf(word.replace(/\s/g, ""));
      return named !== undefined && named !== unit && dimensionOf(named) === dimension && !doubtful.has(named)
        ? [named]
        : [];
    }),
  );
  const [target] = others;
  const value =
    target === undefined || others.size > 1 ? undefined : conversionOf(token.value.toNumber(), unit, target);
  return value === undefined || !Number.isFinite(value)
    ? undefined
    : {
        text: folded.slice(token.start, token.end + 12).trim(),
        values: [new Exact(value).toSignificantDigits(14)],
      };
}
