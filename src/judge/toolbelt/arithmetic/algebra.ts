import { CalculationError, evaluate } from "./evaluate.ts";
import { Exact, tokensOf } from "./token.ts";

const expressionSigns = String.raw`[\d\s.+*/^()×÷·−–-]`;
const given = /\b([a-z])\s?=\s?(-?\d+(?:\.\d+)?)(?![\d.]*\s?[-+*/^(a-z×÷·−])/g;
const longest = 200;

/** The value of an expression with a value for its one letter: `3x + 5` with 7 is 26. */
function valueWith(expression: string, letter: string, value: Exact): Exact | undefined {
  // A letter right behind a number or a bracket multiplies.
  const filled = expression
    .replaceAll(new RegExp(`(?<=[\\d)])\\s?${letter}`, "g"), `*(${value.toFixed()})`)
    .replaceAll(new RegExp(letter, "g"), `(${value.toFixed()})`);
  try {
    return evaluate(tokensOf(filled));
  } catch (error) {
    if (error instanceof CalculationError) {
      return undefined;
    }
    throw error;
  }
}

/** Without the full stop and the dash of the sentence around it. */
const trimmed = (text: string) => text.replace(/[\s.]+$/, "").replace(/^\s*[-–]?\s+/, "");

function expressionsIn(folded: string, letter: string): string[] {
  const sign = `(?:${expressionSigns}|(?<![a-z])${letter}(?![a-z]))`;
  return [...folded.matchAll(new RegExp(`${sign}{1,${longest}}`, "g"))]
    .map(([text]) => trimmed(text))
    .filter((text) => text.includes(letter) && /[-+*/^×÷·−\d(]/.test(text.replaceAll(letter, "")));
}

/** "If x = 7, what is 3x + 5?": the one expression in a letter whose value is given. */
export function substituted(folded: string): { text: string; values: Exact[] } | undefined {
  const known = [...folded.matchAll(given)];
  const [match] = known;
  const [whole, letter, value] = match ?? [];
  if (known.length !== 1 || whole === undefined || letter === undefined || value === undefined) {
    return undefined;
  }
  const rest = folded.replace(whole, " ; ");
  if (rest.includes("=")) {
    return undefined;
  }
  const found = expressionsIn(rest, letter);
  const [only] = found;
  const result =
    only === undefined || found.length > 1 ? undefined : valueWith(only, letter, new Exact(value));
  return only !== undefined && result
    ? { text: `${only} for ${letter} = ${value}`, values: [result] }
    : undefined;
}

/** "Solve 4y - 6 = 22": the root of the one linear equation in one letter. */
export function solved(folded: string): { text: string; values: Exact[] } | undefined {
  const side = `((?:${expressionSigns}|(?<![a-z])[a-z](?![a-z])){1,${longest}})`;
  const equations = [...folded.matchAll(new RegExp(`${side}=${side}`, "g"))];
  const [whole = "", left = "", right = ""] = equations[0] ?? [];
  const letters = new Set(`${left}${right}`.match(/[a-z]/g));
  const [letter] = letters;
  if (equations.length !== 1 || letters.size !== 1 || letter === undefined || !/\d/.test(whole)) {
    return undefined;
  }
  const off = (value: number) => {
    const at = new Exact(value);
    const [a, b] = [left, right].map((one) => valueWith(trimmed(one), letter, at));
    return a && b ? a.minus(b) : undefined;
  };
  const [at0, at1, at2] = [off(0), off(1), off(2)];
  if (!at0 || !at1 || !at2) {
    return undefined;
  }
  const slope = at1.minus(at0);
  const linear = at2.minus(at1).minus(slope).abs().lt(1e-30);
  return slope.isZero() || !linear
    ? undefined
    : { text: trimmed(whole), values: [at0.neg().div(slope).toSignificantDigits(40)] };
}
