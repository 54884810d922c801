import { conversionOf, dimensionOf } from "../../text/units.ts";
import { motivatedConstants } from "../../toolbelt/arithmetic/motives.ts";
import { numberInWords } from "../../toolbelt/arithmetic/number-words.ts";
import { choices, comesTo, mostOperands } from "../../toolbelt/arithmetic/solve.ts";
import { standingOf, unitAfter } from "../../toolbelt/arithmetic/sums.ts";
import { Exact, type NumberToken, tokensOf } from "../../toolbelt/arithmetic/token.ts";
import { checkedSums, shown } from "../../toolbelt/calculator.ts";
import { askedDate } from "../../toolbelt/calendar/asked.ts";
import type { FactCheck } from "../preference.ts";
import type { Checker } from "../side.ts";

/** What sums take from nowhere without a word for it. */
const constants = [2, 3, 4, 5, 7, 10, 12, 24, 60, 100, 1000].map((value) => new Exact(value));
const mostKnown = 24;
const mostNumbers = 60;

function numbersOf(text: string): NumberToken[] {
  return (
    tokensOf(text.toLowerCase())
      .filter((token): token is NumberToken => token.kind === "number")
      // "One of them", "one pupil": as often a pronoun as a number.
      .filter((token) => text.slice(token.start, token.end).toLowerCase() !== "one")
      .slice(0, mostNumbers)
  );
}

const mixed =
  /\b(an?|one|two|three|four|five|\d{1,3}) (hour|day|week|year|minute|mile|kilo|lit(?:re|er)|dozen)s? and (a half|a quarter|three quarters|a third)\b/g;
const parts: Readonly<Record<string, number>> = {
  "a half": 0.5,
  "a quarter": 0.25,
  "three quarters": 0.75,
  "a third": 1 / 3,
};
const smaller: Readonly<Record<string, number>> = {
  hour: 60,
  minute: 60,
  day: 24,
  week: 7,
  year: 12,
  dozen: 12,
  kilo: 1000,
};

/** "An hour and a half" is 1.5 and 90; cents beside euros are hundredths of them. */
function told(question: string): Exact[] {
  const folded = question.toLowerCase();
  const measures = [...folded.matchAll(mixed)].flatMap(([, count = "1", unit = "", part = ""]) => {
    const whole = /^(?:an?|one)$/.test(count) ? 1 : (numberInWords(count, 0)?.value ?? Number(count));
    const value = whole + (parts[part] ?? 0);
    return [value, value * (smaller[unit] ?? 1)].map((one) => new Exact(one).toSignificantDigits(12));
  });
  const coins = /[€$£]|\b(?:euros?|dollars?|pounds?|francs?)\b/.test(folded)
    ? [...folded.matchAll(/(\d{1,3})[ -]?(?:cents?|ct|pence|p)\b/g)].map(([, count]) =>
        new Exact(count ?? 0).div(100),
      )
    : [];
  return [...measures, ...coins];
}

/** The number itself and, of a percentage, what it takes, leaves and adds. */
function readings({ value, percent }: NumberToken): Exact[] {
  const share = value.div(100);
  return percent ? [value, share, new Exact(1).minus(share), new Exact(1).plus(share)] : [value];
}

/** A given measure in the unit of another given one: 5 litres beside 250 ml are 5,000 ml too. */
function inOtherUnits(text: string, given: readonly NumberToken[]): Exact[] {
  const folded = text.toLowerCase();
  const units = given.map((token) => unitAfter(folded, token));
  return given.flatMap((token, at) => {
    const own = units[at];
    return units.flatMap((other) => {
      const value =
        own !== undefined && other !== undefined && own !== other && dimensionOf(own) === dimensionOf(other)
          ? conversionOf(token.value.toNumber(), own, other)
          : undefined;
      return value === undefined ? [] : [new Exact(value).toSignificantDigits(14)];
    });
  });
}

/** Results of one operation on two of the numbers, or on one of them and a constant. */
function* oneStep(own: readonly Exact[], others: readonly Exact[]): Generator<Exact> {
  for (const [at, a] of own.entries()) {
    for (const b of others === own ? own.slice(at + 1) : others) {
      yield a.minus(b).abs();
      yield a.times(b);
      if (!b.isZero()) {
        yield a.div(b);
      }
      if (others === own) {
        yield a.plus(b);
        if (!a.isZero()) {
          yield b.div(a);
        }
      }
    }
  }
}

function* threeAdded(own: readonly Exact[]): Generator<Exact> {
  if (own.length >= 4 && own.length <= 16) {
    const sum = own.reduce((total, one) => total.plus(one), new Exact(0));
    yield sum;
    yield sum.div(own.length);
  }
  for (const [at, a] of own.entries()) {
    for (const [other, b] of own.slice(at + 1).entries()) {
      for (const c of own.slice(at + other + 2)) {
        yield a.plus(b).plus(c);
      }
    }
  }
}

interface Way {
  weight: number;
  observation: string;
}

/** The plainest way that leads to a number from what is known; undefined when no single operation does. */
function wayTo(number: NumberToken, known: readonly Exact[], reasoned: readonly Exact[]): Way | undefined {
  const leads = (values: Iterable<Exact>) => {
    for (const value of values) {
      if (
        standingOf(value, number.value, number.decimals, true) === "held" ||
        (number.percent && standingOf(value.times(100), number.value, number.decimals, true) === "held")
      ) {
        return true;
      }
    }
    return false;
  };
  if (leads(oneStep(known, known))) {
    return { weight: 0.25, observation: "one operation on known numbers leads to it" };
  }
  if (leads(oneStep(known, reasoned))) {
    return { weight: 0.2, observation: "one operation with a constant of the matter leads to it" };
  }
  return leads(threeAdded(known)) || leads(oneStep(known, constants))
    ? { weight: 0.08, observation: "it can be reached, but not plainly" }
    : undefined;
}

/** What was worked out on the way and then forgotten: the number after it would have come out without it. */
function dangling(
  given: readonly NumberToken[],
  said: readonly NumberToken[],
  known: readonly Exact[],
): FactCheck[] {
  const fresh = said.filter(({ value }) => !given.some((one) => one.value.eq(value)));
  const [last, before] = [fresh.at(-1), fresh.at(-2)];
  const distinct = last && before && !last.value.eq(before.value);
  if (!distinct || fresh.length < 3 || last !== said.at(-1)) {
    return [];
  }
  const others = known.filter((value) => !value.eq(last.value) && !value.eq(before.value));
  const uses = (values: Iterable<Exact>) =>
    [...values].some((value) => standingOf(value, last.value, last.decimals, true) === "held");
  const withIt = uses(oneStepWith(before.value, others)) || uses(shareOf(before.value, others));
  return withIt || !uses(oneStep(others, others))
    ? []
    : [
        {
          tool: "calculator",
          standing: "broken",
          weight: 0.2,
          thought: "Is what was worked out last used for the result?",
          input: shown(before.value),
          observation: `${shown(last.value)} comes out without it`,
        },
      ];
}

/** So many for every so many: 6 litres for each 100 km. */
function* shareOf(a: Exact, others: readonly Exact[]): Generator<Exact> {
  for (const b of others) {
    for (const c of others) {
      if (!c.isZero()) {
        yield a.times(b).div(c);
      }
    }
  }
}

function* oneStepWith(a: Exact, others: readonly Exact[]): Generator<Exact> {
  for (const b of [...others, ...constants]) {
    yield a.plus(b);
    yield a.minus(b).abs();
    yield a.times(b);
    if (!b.isZero()) {
      yield a.div(b);
    }
    if (!a.isZero()) {
      yield b.div(a);
    }
  }
}

/** An answer without a worked sum ends with what all numbers of the question together come to. */
function endsWell(given: readonly NumberToken[], last: NumberToken, reasoned: readonly Exact[]): FactCheck[] {
  const all = choices(
    given.map(({ value, percent }) => {
      const plain = value.toNumber();
      return percent ? [plain / 100, 1 - plain / 100, 1 + plain / 100] : [plain];
    }),
  );
  if (given.length < 2 || given.length > mostOperands || last.percent) {
    return [];
  }
  const wanted = last.value.toNumber();
  const extra = reasoned.map((value) => value.toNumber());
  const more = given.length < mostOperands ? extra.slice(0, 8) : [];
  const uses = all.some(
    (numbers) =>
      comesTo(numbers, wanted, last.decimals) ||
      more.some((constant) => comesTo([...numbers, constant], wanted, last.decimals)),
  );
  return uses
    ? [
        {
          tool: "calculator",
          standing: "held",
          weight: 0.3,
          thought: "Do all numbers of the question together lead to the result?",
          input: shown(last.value),
          observation: "they do",
        },
      ]
    : [];
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
    const known: Exact[] = [...given.flatMap(readings), ...inOtherUnits(question, given), ...told(question)];
    const reasoned = motivatedConstants(`${question}\n${prose}`.toLowerCase()).map(
      (value) => new Exact(value),
    );
    const isKnown = (value: Exact) => known.some((one) => one.eq(value));
    const checks: FactCheck[] = [];
    const all = numbersOf(prose);
    const last = all.at(-1);
    for (const number of all) {
      const inSum = sums.some(({ start, end }) => number.start >= start && number.end <= end);
      const plain = constants.some((one) => one.eq(number.value)) && number !== last;
      const fresh = !isKnown(number.value) && !plain;
      if (fresh && !inSum && known.length <= mostKnown) {
        const way = wayTo(number, known, reasoned);
        checks.push({
          tool: "calculator",
          standing: way ? "held" : "broken",
          weight: way?.weight ?? 0.4,
          thought: "Does this number follow from what is known by then?",
          input: shown(number.value),
          observation: way?.observation ?? "no single operation leads to it",
        });
      }
      if (fresh) {
        known.push(...readings(number));
      }
    }
    const measures = told(question);
    if (measures.some((value) => all.some((number) => number.value.eq(value)))) {
      checks.push({
        tool: "calculator",
        standing: "held",
        weight: 0.2,
        thought: "Is the measure that the question tells in words used?",
        input: measures.map(shown).join(", "),
        observation: "it is",
      });
    }
    checks.push(...dangling(given, all, known));
    const short = sums.length === 0 && last !== undefined && !given.some(({ value }) => value.eq(last.value));
    return [...checks.slice(0, 8), ...(short ? endsWell(given, last, reasoned) : [])];
  },
};
