import * as z from "../../ots/zod.ts";
import { conversionOf } from "../text/units.ts";
import { namedUnit } from "./arithmetic/asked.ts";
import { type StatedConversion, statedConversions } from "./arithmetic/conversions.ts";
import { CalculationError, evaluate } from "./arithmetic/evaluate.ts";
import { pricedSums } from "./arithmetic/priced.ts";
import { type StatedSum, statedSums } from "./arithmetic/sums.ts";
import { Exact, tokensOf } from "./arithmetic/token.ts";
import { writtenOut } from "./arithmetic/worded.ts";
import { BeltError, defineTool } from "./tool.ts";

const longest = 20_000;

const input = z.object({
  task: z
    .enum(["evaluate", "convert", "check"])
    .describe(
      "evaluate an expression; convert a measure or an amount of money; check every sum that a text states",
    ),
  text: z
    .string()
    .describe('"(3 + 4) * 15%" to evaluate, "5 km to miles" to convert, the whole prose to check'),
  rate: z
    .string()
    .nullable()
    .describe('for currencies, the rate as it is stated somewhere: "1 EUR = 1.08 USD"; otherwise null'),
});

const output = z.object({
  result: z.string().nullable(),
  sums: z.array(
    z.object({
      text: z.string(),
      stated: z.string(),
      actual: z.string(),
      standing: z.enum(["held", "rounded", "broken"]),
    }),
  ),
});

/** A value as people write it: 15 significant digits. */
export function shown(value: Exact): string {
  return value.toSignificantDigits(15).toString();
}

function evaluated(text: string): string {
  if (text.length > 2_000) {
    throw new BeltError(`The expression has ${text.length} characters; up to 2000 are worked out.`);
  }
  const tokens = writtenOut(tokensOf(text.toLowerCase())).filter(
    ({ kind }) => kind !== "equals" && kind !== "word",
  );
  if (tokens.length === 0) {
    throw new BeltError("There is no expression in this text.");
  }
  return shown(evaluate(tokens));
}

const measure = /^\s*([-+]?[\d.,' ]{1,40})\s*(\S.{0,20}?)\s+(?:to|in|into|as)\s+(.{1,20}?)\s*\??\s*$/i;
const rateForm =
  /([\d.,]{1,30})\s*([a-z]{3}|[$€£¥₹])\s*(?:=|is|:|to|for)\s*([\d.,]{1,30})\s*([a-z]{3}|[$€£¥₹])/i;

function converted(text: string, rate: string | null): string {
  const [, amount = "", from = "", to = ""] = measure.exec(text.slice(0, 200).toLowerCase()) ?? [];
  const number = tokensOf(amount).find((token) => token.kind === "number");
  if (number?.kind !== "number") {
    throw new BeltError('Write the measure as "5 km to miles".');
  }
  const source = namedUnit(from) ?? from;
  const target = namedUnit(to) ?? to;
  const plain = conversionOf(number.value.toNumber(), source, target);
  if (plain !== undefined && Number.isFinite(plain)) {
    return shown(new Exact(plain).toSignificantDigits(12));
  }
  const stated = rateForm.exec(rate?.slice(0, 200) ?? "");
  const [, left, leftUnit = "", right, rightUnit = ""] = stated ?? [];
  const a = tokensOf(left ?? "")[0];
  const b = tokensOf(right ?? "")[0];
  if (a?.kind !== "number" || b?.kind !== "number" || a.value.isZero() || b.value.isZero()) {
    throw new BeltError(
      `There is no fixed rate from ${from} to ${to}; give the stated one as "1 EUR = 1.08 USD".`,
    );
  }
  const currency = (unit: string) => namedUnit(unit.toLowerCase()) ?? unit.toLowerCase();
  const perLeft = b.value.div(a.value);
  if (currency(leftUnit) === source && currency(rightUnit) === target) {
    return shown(number.value.times(perLeft));
  }
  if (currency(leftUnit) === target && currency(rightUnit) === source) {
    return shown(number.value.div(perLeft));
  }
  throw new BeltError(
    `The stated rate is between ${leftUnit} and ${rightUnit}, not between ${from} and ${to}.`,
  );
}

/** Every sum and conversion that a text states, in the order of the text. */
export function checkedSums(text: string): (StatedSum | StatedConversion)[] {
  const folded = text.slice(0, longest).toLowerCase();
  // Lower case of another length would shift offsets; such text has no sums worth that.
  return folded.length === Math.min(text.length, longest)
    ? [...statedSums(folded), ...pricedSums(folded), ...statedConversions(folded)].sort(
        (a, b) => a.start - b.start,
      )
    : [];
}

/** Exact decimal arithmetic, percentages, conversions at fixed or stated rates, and the sums that a text states. */
export const calculator = defineTool({
  id: "calculator",
  description:
    "Exact decimal arithmetic and percentages, conversion of units, of currencies at a stated rate, and a check of every sum stated in a text.",
  effect: "pure",
  input,
  output,
  run({ task, text, rate }) {
    try {
      switch (task) {
        case "evaluate":
          return { result: evaluated(text), sums: [] };
        case "convert":
          return { result: converted(text, rate), sums: [] };
        case "check":
          return {
            result: null,
            sums: checkedSums(text).map(({ start, end, stated, actual, standing }) => ({
              text: text.slice(start, end),
              stated: shown(stated),
              actual: shown(actual),
              standing,
            })),
          };
      }
    } catch (error) {
      throw error instanceof CalculationError ? new BeltError(error.message) : error;
    }
  },
});
