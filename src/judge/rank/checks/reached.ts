import { standingOf } from "../../toolbelt/arithmetic/sums.ts";
import { Exact, type NumberToken, tokensOf } from "../../toolbelt/arithmetic/token.ts";
import { checkedSums, shown } from "../../toolbelt/calculator.ts";
import { askedDate } from "../../toolbelt/calendar/asked.ts";
import type { FactCheck } from "../preference.ts";
import type { Checker } from "../side.ts";

/** What sums take from nowhere: halves, weeks, dozens, minutes, percentages. */
const constants = [2, 3, 4, 5, 7, 10, 12, 24, 60, 100, 1000].map((value) => new Exact(value));
const mostKnown = 24;
const mostNumbers = 60;

function numbersOf(text: string): NumberToken[] {
  return tokensOf(text.toLowerCase())
    .filter((token): token is NumberToken => token.kind === "number")
    .slice(0, mostNumbers);
}

/** The number itself and, of a percentage, what it takes, leaves and adds. */
function readings({ value, percent }: NumberToken): Exact[] {
  const share = value.div(100);
  return percent ? [value, share, new Exact(1).minus(share), new Exact(1).plus(share)] : [value];
}

/** The values that one operation makes of two. */
function* reachable(own: readonly Exact[]): Generator<Exact> {
  const all = [...own, ...constants];
  for (const [at, a] of own.entries()) {
    for (const [other, b] of all.entries()) {
      if (at !== other) {
        yield a.minus(b).abs();
        if (!b.isZero()) {
          yield a.div(b);
        }
        yield a.times(b);
        // A constant is no amount that something could be added to.
        if (other < own.length) {
          yield a.plus(b);
          for (const c of own.slice(other + 1)) {
            yield a.plus(b).plus(c);
          }
        }
      }
    }
  }
}

/**
 * A worked answer comes to its numbers: each that is not given is the result of a stated sum, or one operation away from what is known by
 * then. What cannot be reached so has slipped.
 */
export const reachedCheck: Checker = {
  tool: "calculator",
  check({ question, prose, step }) {
    const given = numbersOf(question);
    if (step.action.kind !== "answer" || given.length < 2 || askedDate(question)) {
      return [];
    }
    const sums = checkedSums(prose);
    const known: Exact[] = given.flatMap(readings);
    const isKnown = (value: Exact) => known.some((one) => one.eq(value));
    const checks: FactCheck[] = [];
    for (const number of numbersOf(prose)) {
      const inSum = sums.some(({ start, end }) => number.start >= start && number.end <= end);
      const fresh = !isKnown(number.value) && !constants.some((one) => one.eq(number.value));
      if (fresh && !inSum && known.length <= mostKnown) {
        const found = [...reachable(known)].some(
          (value) =>
            standingOf(value, number.value, number.decimals, true) === "held" ||
            (number.percent && standingOf(value.times(100), number.value, number.decimals, true) === "held"),
        );
        checks.push({
          tool: "calculator",
          standing: found ? "held" : "broken",
          weight: found ? 0.2 : 0.4,
          thought: "Does this number follow from what is known by then?",
          input: shown(number.value),
          observation: found ? "one operation leads to it" : "no single operation leads to it",
        });
      }
      if (fresh) {
        known.push(...readings(number));
      }
    }
    return checks.slice(0, 6);
  },
};
