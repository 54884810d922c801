import { tokensOf } from "../../toolbelt/arithmetic/token.ts";
import { timesIn } from "../../toolbelt/calendar/clock.ts";

const above =
  /\b(?:above|over|more than|exceed\w*|larger than|greater than|beyond|older than|longer than|at least|from|after)\s(?:[$€£]|\w{1,4}\s)?$/;
const below =
  /\b(?:below|under|less than|up to|fewer than|younger than|shorter than|at most|within|before|smaller than|no more than)\s(?:[$€£]|\w{1,4}\s)?$/;

const numbersIn = (folded: string) =>
  tokensOf(folded).flatMap((token) =>
    // "One of 14 kg": words are as often pronouns.
    token.kind === "number" && /[\d.]/.test(folded.charAt(token.start))
      ? [{ ...token, plain: token.value.toNumber() }]
      : [],
  );

/** `22:00 to 07:00` as minutes, the end past midnight where it wraps. */
function windowIn(folded: string): [number, number] | undefined {
  const [from, to] = timesIn(folded);
  return from && to && /\b(?:to|until|till|and)\b|[-–]/.test(folded.slice(from.end, to.start))
    ? [from.minutes, to.minutes <= from.minutes ? to.minutes + 1440 : to.minutes]
    : undefined;
}

/**
 * Whether a rule with a limit ("above 200 EUR", "from 22:00 to 07:00") covers the case that a question puts: its one number or time.
 * Undefined where the rule has no single limit, or the question no single figure to hold against it.
 */
export function covers(rule: string, question: string): boolean | undefined {
  const [folded, asked] = [rule.toLowerCase(), question.toLowerCase().replace(rule.toLowerCase(), " ")];
  const window = windowIn(folded);
  const [time, ...moreTimes] = timesIn(asked);
  if (window && time && moreTimes.length === 0) {
    const [from, to] = window;
    return [time.minutes, time.minutes + 1440].some((at) => at >= from && at < to);
  }
  const limits = numbersIn(folded).filter(
    ({ start }) => above.test(folded.slice(0, start)) || below.test(folded.slice(0, start)),
  );
  const figures = numbersIn(asked);
  const [limit, figure] = [limits[0], figures[0]];
  if (!limit || !figure || limits.length > 1 || figures.length > 1 || limit.percent !== figure.percent) {
    return undefined;
  }
  const over = above.test(folded.slice(0, limit.start));
  const inclusive = /\b(?:at least|from|at most|up to|within)\s(?:[$€£]|\w{1,4}\s)?$/.test(
    folded.slice(0, limit.start),
  );
  return over
    ? figure.plain > limit.plain || (inclusive && figure.plain === limit.plain)
    : figure.plain < limit.plain || (inclusive && figure.plain === limit.plain);
}

const quoted = /(?:[:,]\s?)["'“‘]([^"“”‘]{12,400}?)["'”’](?=\s|$|[.?!])/g;

/** Rules that the question itself quotes: "Policy: 'Refunds above 200 EUR need a supervisor.' May I …?" */
export function rulesQuotedIn(question: string): string[] {
  return [...question.slice(0, 4_000).matchAll(quoted)].map(([, text = ""]) => text);
}
