import { Exact, type NumberToken, tokensOf } from "./token.ts";

interface Asked {
  text: string;
  values: Exact[];
}

const asksTotal =
  /\b(?:total|altogether|in all|all in|final|including|costs? now|now cost|worth now|now worth|is it now|there (?:now|then)|have to pay|does (?:he|she|it|\w+) pay|sale price|new price)\b/;
const asksShare =
  /\b(?:how (?:much|large|big|many)(?: \w+){0,4} (?:is|are|was) (?:the |a |an )?(?:\d[\d.]*\s?(?:%|percent) )?(?:tip|tax|discount|interest|commission|fee|saving|vat|gratuity|raise|increase|decrease)|(?:tip|tax|discount|commission|fee|saved?|interest)\s?\?)/;
const comesOn = /\b(?:tip|tax|vat|service charge|gratuity|interest|markup|surcharge|fee)\b/;
const goesOff = /\b(?:discount\w*|off|marked down|sale price|reduced|reduction|cheaper|deposit)\b/;
const before =
  /\b(?:before|original(?:ly)?|initial(?:ly)?|at first|used to|regular price|list price|previous(?:ly)?)\b/;
const grew =
  /\b(?:grew|grows?|rose|rises?|increased?|increases|went up|goes up|raised|raise|gained?|hike|growth|climb(?:s|ed)|jump(?:s|ed)|expand(?:s|ed)|marked up)\b/;
const fell =
  /\b(?:fell|falls?|dropped|drops?|decreased?|decreases|went down|goes down|reduced|shr(?:i|a|u)nks?|s(?:i|a)nks?|lost|loses|declined?|declines|cut|discount\w*|marked down|lowered)\b/;

const hundred = new Exact(100);

/**
 * What a question about one percentage asks, where the words leave no doubt which of its two numbers is the whole: taxes and
 * tips, discounts, growth and decline, and the value before them. Every value that counts as right.
 */
export function percentageSum(folded: string): Asked | undefined {
  const numbers = tokensOf(folded).filter((token): token is NumberToken => token.kind === "number");
  const shares = numbers.filter(({ percent }) => percent);
  const wholes = numbers.filter(({ percent }) => !percent);
  const text = folded.trim().slice(0, 200);
  const [share] = shares;
  const [whole, other] = wholes;
  const earned =
    share && shares.length === 1 ? interest(folded, share.value.div(hundred), wholes) : undefined;
  if (earned) {
    return { text, values: earned };
  }
  const after =
    shares.length >= 2 && whole && wholes.length === 1 ? oneAfterAnother(folded, shares, whole) : undefined;
  if (after) {
    return { text, values: [after] };
  }
  if (shares.length === 0 && whole && other && wholes.length === 2) {
    const change = changed(folded, whole.value, other.value);
    return change && { text, values: change };
  }
  if (!share || !whole || shares.length > 1 || wholes.length > 1) {
    return undefined;
  }
  const values = valuesOf(folded, share.value.div(hundred), whole.value);
  return values && { text, values };
}

/** "Raised by 25 %, then cut by 20 %": each share is taken of what the one before left. */
function oneAfterAnother(
  folded: string,
  shares: readonly NumberToken[],
  whole: NumberToken,
): Exact | undefined {
  if (!asksResult.test(folded) || before.test(folded) || shares.length > 6) {
    return undefined;
  }
  let value = whole.value;
  let from = 0;
  for (const share of shares) {
    const words = folded.slice(from, share.end + 10);
    const [up, down] = [grew.test(words) || comesOn.test(words), fell.test(words) || goesOff.test(words)];
    if (up === down) {
      return undefined;
    }
    value = value.times(up ? share.value.div(hundred).plus(1) : new Exact(1).minus(share.value.div(hundred)));
    from = share.end;
  }
  return value;
}

const asksResult =
  /\b(?:now|final\w*|in the end|at the end|afterwards?|then|new price|total|left|worth|pay)\b[^?]*\?/;

/** "It grew from 50 to 60. By what percentage?" */
function changed(folded: string, from: Exact, to: Exact): Exact[] | undefined {
  const asks =
    /\b(?:what percent(?:age)?|percent(?:age)? (?:change|increase|decrease|growth|rise|drop|discount|loss|gain)|how many percent|by what %)\b/;
  const ordered =
    /\bfrom \D{0,12}[\d.,]+(?:\s\w+){0,2}\s?to \D{0,12}[\d.,]+|\b(?:cost|costs|priced? at|was|were|had|bought (?:for|at))\b\D{0,16}[\d.,]+\D{0,60}\b(?:now|sold (?:for|at)|today|later|for only)\b\D{0,16}[\d.,]+/;
  if (!asks.test(folded) || !ordered.test(folded) || from.isZero()) {
    return undefined;
  }
  const change = to.minus(from).div(from).times(hundred);
  return [change.abs()];
}

/** What a sum earns, or comes to, in so many years; more than one only where the question says how interest is reckoned. */
function interest(folded: string, share: Exact, wholes: readonly NumberToken[]): Exact[] | undefined {
  const isYears = ({ end }: NumberToken) => /^\s?-?years?\b/.test(folded.slice(end, end + 8));
  const [principal, ...others] = wholes.filter((number) => !isYears(number));
  const years = wholes.find(isYears)?.value ?? new Exact(1);
  if (
    !/\binterest\b/.test(folded) ||
    !/\byear/.test(folded) ||
    !principal ||
    others.length > 0 ||
    years.gt(100)
  ) {
    return undefined;
  }
  const compound =
    /\bcompound/.test(folded) &&
    /\b(?:yearly|annually|annual|per year|each year|every year|a year)\b/.test(folded);
  if (!compound && !/\bsimple\b/.test(folded) && !years.eq(1)) {
    return undefined;
  }
  const earned = compound
    ? principal.value.times(share.plus(1).pow(years)).minus(principal.value)
    : principal.value.times(share).times(years);
  return /\bhow much interest|interest (?:is|does|will|earned)|earns? in interest/.test(folded)
    ? [earned]
    : [principal.value.plus(earned), earned];
}

function valuesOf(folded: string, share: Exact, whole: Exact): Exact[] | undefined {
  const part = whole.times(share);
  const [up, down] = [whole.plus(part), whole.minus(part)];
  if (/\bafter (?:an?|the|his|her|its) \d[\d.]*\s?(?:%|percent)/.test(folded) && before.test(folded)) {
    return grew.test(folded) || comesOn.test(folded)
      ? [whole.div(share.plus(1))]
      : share.lt(1) && (fell.test(folded) || goesOff.test(folded))
        ? [whole.div(new Exact(1).minus(share))]
        : undefined;
  }
  // "It shrank by 8 % and has 23,000 now. How many before?"
  if (before.test(folded) && /\b(?:now|today|currently|has become|holds?)\b/.test(folded) && share.lt(1)) {
    const [rose, sank] = [
      grew.test(folded) || /(?:%|percent) more\b/.test(folded),
      fell.test(folded) || /(?:%|percent) less\b/.test(folded),
    ];
    return rose === sank ? undefined : [whole.div(rose ? share.plus(1) : new Exact(1).minus(share))];
  }
  if (before.test(folded) || /\b(?:each|every|per|years?|months?|compound\w*)\b/.test(folded)) {
    return undefined;
  }
  const added = comesOn.test(folded) || (grew.test(folded) && !fell.test(folded));
  const taken = goesOff.test(folded) || (fell.test(folded) && !grew.test(folded));
  if (added === taken) {
    return undefined;
  }
  const result = added ? up : down;
  return asksShare.test(folded) ? [part] : asksTotal.test(folded) ? [result] : [result, part];
}
