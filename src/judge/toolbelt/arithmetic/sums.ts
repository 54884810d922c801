import { dimensionOf, unitOf } from "../../text/units.ts";
import { CalculationError, evaluate, type PercentMode } from "./evaluate.ts";
import { Exact, type NumberToken, type Token, tokensOf } from "./token.ts";
import { writtenOut } from "./worded.ts";

/** A sum that a text states, worked out again. */
export interface StatedSum {
  /** Offsets of `left = right` in the text. */
  start: number;
  end: number;
  /** The right side as the text has it. */
  stated: Exact;
  /** What the left side comes to. */
  actual: Exact;
  /** `rounded` when the statement is the result cut to a whole number: neither right nor wrong. */
  standing: "held" | "rounded" | "broken";
  /** Numbers on the left side. */
  operands: Exact[];
}

export const mostSums = 200;
const mostLeft = 120;

interface Side {
  tokens: Token[];
  /** Index in the token list of the first and behind the last. */
  from: number;
  to: number;
}

/** Up to three words name what is counted: "3 boxes of pens". True when they stand behind a number. */
export function countedWords(tokens: readonly Token[], at: number): number | undefined {
  for (let back = at; back > at - 4 && back >= 0; back--) {
    const token = tokens[back];
    if (token?.kind === "number" || token?.kind === "close") {
      return back;
    }
    if (token?.kind !== "word" && !(token?.kind === "operator" && token.operator === "/" && !token.spaced)) {
      return undefined;
    }
  }
  return undefined;
}

/** The expression that ends before `end`: counted things left out, as long as it reads as arithmetic. */
function leftOf(tokens: readonly Token[], end: number): Side | undefined {
  const kept: Token[] = [];
  let at = end - 1;
  for (; at >= 0 && kept.length < mostLeft; at--) {
    const token = tokens[at] as Token;
    if (token.kind === "word") {
      const counted = kept[0] === undefined || kept[0].kind === "operator" || kept[0].kind === "close";
      const number = counted ? countedWords(tokens, at) : undefined;
      if (number === undefined) {
        break;
      }
      at = number + 1;
      continue;
    }
    if (token.kind === "break" || token.kind === "equals") {
      break;
    }
    const next = kept[0];
    const touches = token.kind === "number" || token.kind === "close";
    if (touches && (next?.kind === "number" || next?.kind === "root")) {
      break; // two numbers side by side: "In 2024 12 × 3"
    }
    kept.unshift(token);
  }
  return trimmed(kept, tokens, at);
}

/** The longest tail that evaluates; none when a word stands where its first operand should. */
function trimmed(kept: Token[], tokens: readonly Token[], stoppedAt: number): Side | undefined {
  const stop = tokens[stoppedAt];
  for (let from = 0; from < kept.length; from++) {
    const first = kept[from] as Token;
    const opens = first.kind === "number" || first.kind === "open" || first.kind === "root";
    const before = from === 0 ? undefined : kept[from - 1];
    const signed = first.kind === "operator" && first.operator === "-" && from === 0 && stop?.kind !== "word";
    if (before?.kind === "operator" || before?.kind === "root") {
      return undefined; // `total + 3 × 4`: one operand is a word
    }
    if (opens || signed) {
      try {
        const candidate = kept.slice(from);
        evaluate(candidate);
        return { tokens: candidate, from: stoppedAt + 1, to: stoppedAt + 1 + kept.length };
      } catch (error) {
        if (!(error instanceof CalculationError)) {
          throw error;
        }
      }
    }
  }
  return undefined;
}

/** The expression that starts at `start`: as far as it evaluates. */
function rightOf(tokens: readonly Token[], start: number): Token[] | undefined {
  const kept: Token[] = [];
  for (let at = start; at < tokens.length && kept.length < mostLeft; at++) {
    const token = tokens[at] as Token;
    if (token.kind === "word") {
      const next = tokens.slice(at, at + 4).find((other) => other.kind !== "word");
      const counted = kept.at(-1)?.kind === "number" && next?.kind === "operator" && next.spaced;
      if (counted) {
        continue;
      }
      break;
    }
    if (token.kind === "break" || token.kind === "equals") {
      break;
    }
    if (token.kind === "number" && kept.at(-1)?.kind === "number") {
      break;
    }
    kept.push(token);
  }
  const last = kept.at(-1);
  if (last?.kind === "operator" && !(last.operator === "-" && !last.spaced)) {
    return undefined; // `= 5 + x`
  }
  for (let to = kept.length; to > 0; to--) {
    try {
      const candidate = kept.slice(0, to);
      evaluate(candidate);
      return candidate;
    } catch (error) {
      if (!(error instanceof CalculationError)) {
        throw error;
      }
    }
  }
  return undefined;
}

const numbersIn = (tokens: readonly Token[]): NumberToken[] =>
  tokens.filter((token): token is NumberToken => token.kind === "number");

/** Binary operators of an expression that plainly reckon: no `24/7`, no `3-4`. */
function reckons(tokens: readonly Token[], worded: boolean): boolean {
  return (
    numbersIn(tokens).length + tokens.filter(({ kind }) => kind === "root").length >= 2 &&
    tokens.some((token) => (token.kind === "operator" && (token.spaced || !worded)) || token.kind === "root")
  );
}

/** Values the side can stand for: `%` is read in each way that people write it. */
function readings(tokens: readonly Token[]): Exact[] {
  const modes: PercentMode[] = numbersIn(tokens).some(({ percent }) => percent)
    ? ["fraction", "of-left", "number"]
    : ["fraction"];
  return modes.flatMap((mode) => {
    try {
      return [evaluate(tokens, mode)];
    } catch {
      return [];
    }
  });
}

/** Whether what is stated is the result with its further digits cut off; about it is enough where the text says "about". */
function isCut(actual: Exact, stated: Exact, decimals: number, exact: boolean): boolean {
  return exact
    ? actual.toDecimalPlaces(decimals, Exact.ROUND_DOWN).eq(stated)
    : actual.minus(stated).abs().lt(new Exact(10).pow(-decimals).times(1.5));
}

/** How a stated value stands to the value worked out. */
export function standingOf(
  actual: Exact,
  stated: Exact,
  decimals: number,
  exact: boolean,
): StatedSum["standing"] {
  const off = actual.minus(stated).abs();
  const unit = new Exact(10).pow(-decimals);
  if (off.lte(unit.times(decimals > 0 || !exact ? 0.5 : 0)) || off.lte(actual.abs().times(1e-12))) {
    return "held";
  }
  if (decimals > 0 ? isCut(actual, stated, decimals, exact) : off.lt(1) && !actual.isInteger()) {
    return decimals > 0 ? "held" : "rounded"; // the digits cut off, or a whole number made of it
  }
  return !exact && off.lte(actual.abs().times(0.02)) ? "held" : "broken";
}

const order: readonly StatedSum["standing"][] = ["broken", "rounded", "held"];

function compare(
  left: readonly Token[],
  right: readonly Token[],
  exact: boolean,
): Pick<StatedSum, "standing" | "actual" | "stated"> | undefined {
  const numbers = numbersIn(right);
  const single = right.length <= 2 ? numbers[0] : undefined;
  const decimals = Math.max(0, ...numbers.map((number) => number.decimals));
  const stated = evaluate(right, "fraction");
  const candidates = readings(left);
  const statements = [
    { value: stated, decimals: single?.percent ? single.decimals + 2 : decimals },
    ...(single?.percent ? [{ value: stated.times(100), decimals: single.decimals }] : []),
  ];
  let best: Pick<StatedSum, "standing" | "actual" | "stated"> | undefined;
  for (const actual of candidates) {
    for (const statement of statements) {
      // An expression on the right is as exact as the left; only a plain number can be a rounded one.
      const fine = single || numbers.length === 0 ? statement.decimals : Math.max(statement.decimals, 6);
      const standing = standingOf(actual, statement.value, fine, exact);
      if (!best || order.indexOf(standing) > order.indexOf(best.standing)) {
        best = { standing, actual, stated: statement.value };
      }
    }
  }
  return best;
}

/** Units that differ make it a conversion or a sum of unlike things; both are looked at elsewhere. */
function mixesUnits(folded: string, left: readonly Token[], right: readonly Token[]): boolean {
  const units = [...numbersIn(left), ...numbersIn(right)].map((number) => unitAfter(folded, number));
  const known = new Set(units.flatMap((unit) => unit ?? []));
  const dimensions = new Set([...known].map(dimensionOf));
  return (
    known.size > 1 && dimensions.size < known.size && numbersIn(left).length < 3 && !left.some(isProduct)
  );
}

const isProduct = (token: Token) =>
  token.kind === "operator" && (token.operator === "*" || token.operator === "/");

const squares: Readonly<Record<string, string>> = {
  m: "square metre",
  ft: "square foot",
  fe: "square foot",
  fo: "square foot",
  ki: "square kilometre",
  ce: "square centimetre",
  cm: "square centimetre",
};

/** Id of the unit written right behind a number, or its currency. */
export function unitAfter(folded: string, number: NumberToken): string | undefined {
  const named =
    /^\s?(?:degrees? )?(°\s?[cf]\b|sq\.? ?(?:m|ft|cm)\b|square (?:met(?:re|er)s?|feet|foot|kilomet(?:re|er)s?|centimet(?:re|er)s?)|[\p{L}µ]{1,12}[²2]?(?:\/h)?)/u.exec(
      folded.slice(number.end, number.end + 24),
    )?.[1];
  const squared = /^sq(?:uare|\.)? ?([a-z]+)/.exec(named ?? "")?.[1];
  const area = squared === undefined ? undefined : squares[squared.slice(0, squared.startsWith("m") ? 1 : 2)];
  return area ?? unitOf(number.unit) ?? (named ? unitOf(named.replace(/^°\s?/, "°")) : undefined);
}

/**
 * Every sum the folded text states, in signs or words, chained ones link by link, each worked out again with exact
 * decimals. Reads the first 20,000 units; 200 sums at most.
 */
export function statedSums(folded: string): StatedSum[] {
  const tokens = writtenOut(tokensOf(folded));
  const sums: StatedSum[] = [];
  for (let at = 0; at < tokens.length && sums.length < mostSums; at++) {
    const sign = tokens[at] as Token;
    if (sign.kind !== "equals") {
      continue;
    }
    const left = leftOf(tokens, at);
    const right = left && rightOf(tokens, at + 1);
    if (!left || !right || !reckons(left.tokens, sign.worded) || isVariable(folded, left.tokens)) {
      continue;
    }
    if (sign.worded && !isAmount(right)) {
      continue;
    }
    if (mixesUnits(folded, left.tokens, right)) {
      continue;
    }
    const found = compare(left.tokens, right, sign.exact);
    const start = left.tokens[0]?.start ?? sign.start;
    const end = right.at(-1)?.end ?? sign.end;
    if (found) {
      const standing = runsOn(tokens, at, left.tokens, right)
        ? "held"
        : withRemainder(folded, end, left.tokens, found);
      sums.push({
        ...found,
        standing,
        start,
        end,
        operands: numbersIn(left.tokens).map(({ value }) => value),
      });
    }
  }
  return sums;
}

/** `3 + 4 = 7 × 2 = 14`, as people reckon on paper: the first number is the result, what follows goes on from it. */
function runsOn(
  tokens: readonly Token[],
  at: number,
  left: readonly Token[],
  right: readonly Token[],
): boolean {
  const [first, operator] = right;
  const then = tokens[at + 1 + right.length];
  return (
    first?.kind === "number" &&
    operator?.kind === "operator" &&
    then?.kind === "equals" &&
    readings(left).some((value) => standingOf(value, first.value, first.decimals, true) === "held")
  );
}

/** "is" states a result only where a number follows, not "is 3 times as many". */
function isAmount(right: readonly Token[]): boolean {
  return right.length <= 2 && right.at(-1)?.kind === "number";
}

/** `7 / 2 = 3 remainder 1` */
function withRemainder(
  folded: string,
  end: number,
  left: readonly Token[],
  found: Pick<StatedSum, "standing" | "stated">,
): StatedSum["standing"] {
  const rest = /^\s?(?:r|rem|remainder|with (?:a )?remainder(?: of)?)\s?(?:of )?(\d{1,9})\b/.exec(
    folded.slice(end, end + 40),
  )?.[1];
  const [dividend, divisor] = numbersIn(left);
  return rest !== undefined && dividend && divisor && left.length === 3
    ? found.stated.times(divisor.value).plus(rest).eq(dividend.value)
      ? "held"
      : "broken"
    : found.standing;
}

/** `2x + 3 = 11` is an equation, not a sum; a letter behind a number that is no unit stands for a variable. */
function isVariable(folded: string, tokens: readonly Token[]): boolean {
  return numbersIn(tokens).some(
    (number) =>
      /^(?:[a-z](?![a-z])|\s?[*·×]?\s?[a-z](?=\s?[-+*/=^²³)]))/.test(
        folded.slice(number.end, number.end + 5),
      ) &&
      !/^\s?[x×*]\s?\d/.test(folded.slice(number.end, number.end + 5)) &&
      !/^\s?(?:m|g|l|h|s)\b/.test(folded.slice(number.end, number.end + 4)),
  );
}
