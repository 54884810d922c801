import { type StatedSum, standingOf } from "./sums.ts";
import { Exact, type NumberToken, type Token, tokensOf } from "./token.ts";

const each =
  /\b(?:each|apiece|per\s\w+|a\s(?:piece|person|day|night|hour|week|month|year|box|bag|ticket|head))\b/;
const joins =
  /^[^.;!?\n]{0,40}\b(?:at|for|of|with|costs?|costing|contain\w*|holds?|holding|weigh\w*)\b[^.;!?\n\d]{0,12}$/;
const most = 60;

/**
 * Products that prose states without an operator: "12 hours at $15 an hour is $180". Only where "each", "per" or "an hour"
 * says that the second number is for one of the first, or groups of things are counted.
 */
export function pricedSums(folded: string): StatedSum[] {
  const tokens = tokensOf(folded);
  const numbers = tokens.filter((token): token is NumberToken => token.kind === "number").slice(0, 400);
  const sums: StatedSum[] = [];
  for (let at = 0; at + 2 < numbers.length && sums.length < most; at++) {
    const [count, price, total] = numbers.slice(at, at + 3);
    if (!count || !price || !total || count.percent || price.percent || total.percent) {
      continue;
    }
    const between = folded.slice(count.end, price.start);
    const after = folded.slice(price.end, total.start);
    if (
      joins.test(between) &&
      after.length <= 40 &&
      each.test(after) &&
      states(tokens, price, total) &&
      !/[.;!?\n,]/.test(after)
    ) {
      const actual = count.value.times(price.value);
      const standing = standingOf(actual, total.value, total.decimals, true);
      sums.push({
        start: count.start,
        end: total.end,
        stated: total.value,
        actual,
        standing,
        operands: [count.value, price.value],
      });
    }
  }
  return [...sums, ...groupedSums(folded)];
}

const groups =
  /\b(\d{1,4}) ([a-z]{3,14}s) (?:of|with|holding|containing) (\d{1,4}) ([a-z]{2,14})(?: each)? (?:are|is|makes?|gives?|holds?|equals?|totals?|comes? to|have|has|contain)(?: a total of)? (\d[\d,]{0,9})(?![\d.,]*\s?[-+*/×÷%])/g;

/** "14 rows of 22 seats are 308 seats": so many groups of so many each. */
function groupedSums(folded: string): StatedSum[] {
  return [...folded.matchAll(groups)].slice(0, most).map((match) => {
    const [whole, count = "0", , size = "0", , total = "0"] = match;
    const operands = [new Exact(count), new Exact(size)];
    const [actual, stated] = [new Exact(count).times(size), new Exact(total.replaceAll(",", ""))];
    return {
      start: match.index,
      end: match.index + whole.length,
      stated,
      actual,
      standing: standingOf(actual, stated, 0, true),
      operands,
    };
  });
}

/** A word or sign of equality stands between the price and the total, and no operator. */
function states(tokens: readonly Token[], price: NumberToken, total: NumberToken): boolean {
  const between = tokens.filter(({ start, end }) => start >= price.end && end <= total.start);
  return between.some(({ kind }) => kind === "equals") && !between.some(({ kind }) => kind === "operator");
}
