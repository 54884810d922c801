import { dimensionOf } from "../../text/units.ts";
import { unitAfter } from "./sums.ts";
import { type Exact, type NumberToken, tokensOf } from "./token.ts";

/** So many of `to` for one of `from`, as a question states it. */
interface Rate {
  from: string;
  to: string;
  rate: Exact;
}

interface Amount {
  value: Exact;
  unit: string;
  start: number;
  end: number;
}

const isMoney = (unit: string | undefined) => unit !== undefined && dimensionOf(unit) === "money";
/** "pound" weighs, unless money is spoken of. */
const asMoney = (unit: string | undefined) => (unit === "pound" ? "pound sterling" : unit);
const currencies =
  /(?<![\w$])(?:(us[d$]|dollars?|bucks)|(eur|euros?)|(gbp|pounds?(?: sterling)?|quid)|(jpy|yen)|(inr|rupees?)|(chf|(?:swiss )?francs?))\b/g;
const names = ["dollar", "euro", "pound sterling", "yen", "rupee", "franc"];

function amountsIn(folded: string): Amount[] {
  return tokensOf(folded)
    .filter((token): token is NumberToken => token.kind === "number" && !token.percent)
    .flatMap((token) => {
      const unit = asMoney(unitAfter(folded, token));
      return unit !== undefined && isMoney(unit)
        ? [{ value: token.value, unit, start: token.start, end: token.end }]
        : [];
    });
}

function currenciesIn(text: string): string[] {
  return [...text.matchAll(currencies)].map((match) => names[match.slice(1).findIndex(Boolean)] ?? "");
}

/** "1 EUR = 1.08 USD", "one euro buys 1.08 dollars", "the pound at 1.25 dollars", "1.08 dollars per euro". */
function rateIn(
  folded: string,
  amounts: readonly Amount[],
): (Rate & { used: readonly Amount[] }) | undefined {
  for (const [at, first] of amounts.entries()) {
    const second = amounts[at + 1];
    const between = second ? folded.slice(first.end, second.start) : "";
    if (
      second &&
      first.unit !== second.unit &&
      between.length < 40 &&
      /=|\b(?:is|are|equals?|buys?|gets?|gives?|for|to|costs?|worth|at)\b/.test(between) &&
      (first.value.eq(1) || second.value.eq(1))
    ) {
      return first.value.isZero()
        ? undefined
        : { from: first.unit, to: second.unit, rate: second.value.div(first.value), used: [first, second] };
    }
  }
  for (const amount of amounts) {
    const before = folded.slice(Math.max(0, amount.start - 40), amount.start);
    const after = folded.slice(amount.end, amount.end + 40);
    const base = currenciesIn(
      /(?:the|a|one|each|per)?\s?([a-z ]{3,16}) (?:is |was |stands |trades |being )?(?:at|worth|costs?|buys?|=)\s?$/.exec(
        before,
      )?.[0] ?? "",
    ).at(-1);
    const per = currenciesIn(
      /^\s?[a-z$€£]{1,12}\s?(?:per|to the|for (?:one|1|a|each|every)|\/)\s?[a-z ]{2,16}/.exec(after)?.[0] ??
        "",
    ).at(-1);
    const from = base ?? per;
    if (from !== undefined && from !== amount.unit) {
      return { from, to: amount.unit, rate: amount.value, used: [amount] };
    }
  }
  return undefined;
}

/** What an amount comes to in the other currency, at the rate that the question states; undefined where it states none or two. */
export function ratedSum(folded: string): { text: string; values: Exact[] } | undefined {
  const amounts = amountsIn(folded);
  const stated = rateIn(folded, amounts);
  const rest = stated ? amounts.filter((amount) => !stated.used.includes(amount)) : [];
  const [amount] = rest;
  if (!stated || !amount || rest.length > 1 || stated.rate.isZero()) {
    return undefined;
  }
  const { from, to, rate } = stated;
  const text = folded.slice(amount.start, amount.end + 12).trim();
  if (amount.unit === from) {
    return { text, values: [amount.value.times(rate)] };
  }
  return amount.unit === to ? { text, values: [amount.value.div(rate)] } : undefined;
}
