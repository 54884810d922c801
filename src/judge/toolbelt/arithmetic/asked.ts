import { conversionOf, unitOf } from "../../text/units.ts";
import { solved, substituted } from "./algebra.ts";
import { compoundMeasure } from "./compound.ts";
import { CalculationError, evaluate } from "./evaluate.ts";
import { geometricSum } from "./geometry.ts";
import { namedConversion } from "./named-conversion.ts";
import { percentageSum } from "./percentages.ts";
import { plainQuestion } from "./plain-question.ts";
import { ratedSum } from "./rates.ts";
import { standingOf } from "./sums.ts";
import { Exact, type NumberToken, type Token, tokensOf } from "./token.ts";
import { fractionAt, writtenOut } from "./worded.ts";

/** What a question asks to have worked out. */
export interface AskedSum {
  /** The expression in words of the question, for a person. */
  text: string;
  /** Every value that counts as right: "a 15 % tip" may mean the tip or the bill with it. */
  values: Exact[];
  /** A conversion: factors differ in their last digits. */
  loose: boolean;
}

const asks =
  /\b(?:what|what's|whats|calculate|compute|evaluate|how (?:much|many|tall|long|far|heavy|big|wide|deep|fast|hot|cold|warm|high|large)|solve|work out|find|determine|simplify|result|answer|convert|increase|decrease|reduce|raise|round|multiply|divide|add|subtract|sum|product|give|tell|quotient|percent|total)\b|[=?]\s*$/;

const num = String.raw`[$€£]?(\d[\d,]*(?:\.\d+)?)`;
/** Ways of asking that are no expression as they stand. `a` and `b` are the two numbers in the order written. */
const phrased: readonly { pattern: RegExp; values: (a: Exact, b: Exact) => Exact[] }[] = [
  {
    pattern: new RegExp(
      `${num}\\s?(?:%|percent) (?:off|discount on|discount off|less than)(?: of)?(?: an?| the)? ?(?:\\w+ ){0,3}?${num}`,
    ),
    values: (a, b) => [b.minus(b.times(a).div(100)), b.times(a).div(100)],
  },
  {
    pattern: new RegExp(
      `${num}\\s?(?:%|percent) (?:tip|tax|vat|service charge|commission)(?: on| of| for| to)?(?: an?| the)? ?(?:\\w+ ){0,3}?${num}`,
    ),
    values: (a, b) => [b.times(a).div(100), b.plus(b.times(a).div(100))],
  },
  {
    pattern: new RegExp(`${num}\\s?(?:%|percent) (?:more|greater|higher|larger) than ${num}`),
    values: (a, b) => [b.plus(b.times(a).div(100))],
  },
  {
    pattern: new RegExp(`(?:increase|raise|increased|raised)[a-z ]{0,20}${num} by ${num}\\s?(?:%|percent)`),
    values: (a, b) => [a.plus(a.times(b).div(100))],
  },
  {
    pattern: new RegExp(
      `(?:decrease|reduce|lower|discount|decreased|reduced)[a-z ]{0,20}${num} by ${num}\\s?(?:%|percent)`,
    ),
    values: (a, b) => [a.minus(a.times(b).div(100))],
  },
  {
    pattern: new RegExp(`what (?:percent|percentage|%) of ${num} (?:is|are) ${num}`),
    values: (a, b) => [b.div(a).times(100), b.div(a)],
  },
  {
    pattern: new RegExp(`${num} (?:is|are|as) (?:what|a) (?:percent|percentage|%) of ${num}`),
    values: (a, b) => [a.div(b).times(100), a.div(b)],
  },
  {
    pattern: new RegExp(
      `(?:percent|percentage|%) (?:change|increase|decrease|difference)[a-z ]{0,20} from ${num} to ${num}`,
    ),
    values: (a, b) => [b.minus(a).div(a).times(100).abs(), b.minus(a).div(a).times(100)],
  },
  {
    pattern: new RegExp(`(?:simplify|reduce)[a-z ]{0,40}?${num}\\s?/\\s?${num}(?!\\s?[-+*/×(])`),
    values: (a, b) => (b.isZero() ? [] : [a.div(b)]),
  },
  {
    pattern: new RegExp(
      `${num}\\s?(?:%|percent) of (?:what|which)(?: number| amount| sum)? (?:is|are|equals|makes|gives) ${num}`,
    ),
    values: (a, b) => (a.isZero() ? [] : [b.times(100).div(a)]),
  },
  {
    pattern: new RegExp(`${num} is ${num}\\s?(?:%|percent) of (?:what|which)`),
    values: (a, b) => (b.isZero() ? [] : [a.times(100).div(b)]),
  },
  { pattern: new RegExp(`half of (?:a|the|my|some) \\w+ is ${num}()`), values: (a) => [a.times(2)] },
  { pattern: new RegExp(`a third of (?:a|the|my|some) \\w+ is ${num}()`), values: (a) => [a.times(3)] },
  { pattern: new RegExp(`a quarter of (?:a|the|my|some) \\w+ is ${num}()`), values: (a) => [a.times(4)] },
  {
    pattern: new RegExp(`${num} (?:raised )?to the power (?:of )?${num}`),
    values: (a, b) => (b.abs().gt(200) ? [] : [a.pow(b)]),
  },
  { pattern: new RegExp(`${num} as an? (?:percent|percentage|%)()`), values: (a) => [a.times(100)] },
  { pattern: new RegExp(`(?:the )?square of ${num}()`), values: (a) => [a.pow(2)] },
  { pattern: new RegExp(`(?:the )?cube of ${num}()`), values: (a) => [a.pow(3)] },
  { pattern: new RegExp(`(?:the )?cube root of ${num}()`), values: (a) => [a.cbrt()] },
  { pattern: new RegExp(`${num}\\s?(?:factorial|!)()`), values: (a) => factorial(a) },
  { pattern: new RegExp(`factorial of ${num}()`), values: (a) => factorial(a) },
  { pattern: new RegExp(`${num} (?:mod|modulo|%) ${num}`), values: (a, b) => (b.isZero() ? [] : [a.mod(b)]) },
  {
    pattern: new RegExp(`${num} (?:raised )?to the (\\d{1,3})(?:st|nd|rd|th)? power`),
    values: (a, b) => [a.pow(b)],
  },
  {
    pattern: new RegExp(`round(?:ed)? ${num} to (\\d|one|two|three|four) decimals?`),
    values: (a, b) => [a.toDecimalPlaces(Math.min(20, b.toNumber()))],
  },
  {
    pattern: new RegExp(
      `${num} [a-z ]{1,30}(?:costs?|for|weighs?|holds?|contain) ${num}(?=[^?]*\\b(?:how much|what)\\b[^?]{0,20}\\b(?:one|each|a single|per)\\b)`,
    ),
    values: (a, b) => (a.isZero() ? [] : [b.div(a)]),
  },
  {
    pattern: new RegExp(`remainder (?:when|of|if) ?${num}(?: is)? (?:divided by|÷|/|mod) ${num}`),
    values: (a, b) => [a.mod(b)],
  },
];

const rate = new RegExp(
  `\\b(?:uses?|needs?|takes?|consumes?|burns?|costs?|earns?|covers?|yields?)\\b[a-z ]{0,12}?${num}[^?\\d]{0,20}\\b(?:per|for every|for each|for)\\s${num}\\s?([\\p{L}]{1,12})[^?]*?\\b(?:for|on|in|over|cover|drive)\\s${num}\\s?\\3\\b`,
  "u",
);
const bought = new RegExp(
  `${num} ([a-z]{3,14}) (?:costs?|are|weighs?) [$€£]?${num}[^?]*?\\b(?:what|how much)\\b[^?]{0,30}?${num} \\2\\b|\\b${num} ([a-z]{3,14}) (?:costs?|are|weighs?) [$€£]?${num}[^?]*?\\b(?:what|how much)\\b[^?]{0,30}?\\b(?:do|does|would|will) ${num} \\6\\b`,
);

/** So many for every so many ("7 l per 100 km"), and so many things for a price: what another number of them takes. */
function proportionalSum(folded: string): AskedSum | undefined {
  const [text, a, per, , wanted] = rate.exec(folded) ?? [];
  if (text !== undefined && Number(per?.replaceAll(",", "")) !== 0) {
    return {
      text,
      values: [
        exactOf(a ?? "0")
          .times(exactOf(wanted ?? "0"))
          .div(exactOf(per ?? "1")),
      ],
      loose: false,
    };
  }
  const [whole, count, , price, others] = bought.exec(folded) ?? [];
  return whole !== undefined && count !== undefined && Number(count.replaceAll(",", "")) !== 0
    ? {
        text: whole,
        values: [
          exactOf(price ?? "0")
            .times(exactOf(others ?? "0"))
            .div(exactOf(count)),
        ],
        loose: false,
      }
    : undefined;
}

const places: Readonly<Record<string, string>> = { one: "1", two: "2", three: "3", four: "4" };
const exactOf = (text: string) =>
  new Exact(text === "" ? "0" : (places[text] ?? (/^an?$/.test(text) ? "1" : text.replaceAll(",", ""))));

function factorial(of: Exact): Exact[] {
  if (!of.isInteger() || of.isNegative() || of.gt(200)) {
    return [];
  }
  let product = new Exact(1);
  for (let factor = 2; factor <= of.toNumber(); factor++) {
    product = product.times(factor);
  }
  return [product];
}

const hands =
  /(\d+) (workers|people|men|women|painters|machines|pumps|taps|pipes|hens|bakers|builders|printers|gardeners|cooks|tractors|trucks|friends|farmers)\b[^.?]{0,30}?\b(?:need|needs|take|takes|require|dig|build|paint|finish|fill|empty|complete)\b[^.?]{0,30}?(\d+(?:\.\d+)?) (minutes|hours|days|weeks)\b[^?]*?\b(?:how long|how many (?:minutes|hours|days|weeks))\b[^?]{0,40}?(\d+) (?:of them|\2)/;

/** More hands need less time: six workers for ten days are sixty days' work. */
function sharedWork(folded: string): AskedSum | undefined {
  const [text, count, , time, , others] = hands.exec(folded) ?? [];
  return text === undefined || Number(others) === 0
    ? undefined
    : {
        text,
        values: [
          exactOf(count ?? "0")
            .times(exactOf(time ?? "0"))
            .div(exactOf(others ?? "1")),
        ],
        loose: false,
      };
}

function phrasedSum(folded: string): AskedSum | undefined {
  for (const { pattern, values } of phrased) {
    const match = pattern.exec(folded);
    const [whole, a, b] = match ?? [];
    if (whole !== undefined && a !== undefined && b !== undefined) {
      const found = values(exactOf(a), exactOf(b)).filter((value) => value.isFinite());
      return found.length === 0 ? undefined : { text: whole, values: found, loose: false };
    }
  }
  return undefined;
}

const unitWord = String.raw`((?:degrees? )?°?\s?[\p{L}µ]{1,14}[²2]?(?:\/[hs])?|[$€£¥₹])`;
const convertForms: readonly { pattern: RegExp; order: readonly [number, number, number] }[] = [
  {
    pattern: new RegExp(`(\\d[\\d,]*(?:\\.\\d+)?)\\s?${unitWord} (?:in|into|to|as) ${unitWord}`, "u"),
    order: [1, 2, 3],
  },
  {
    pattern: new RegExp(
      `how (?:many|much) ${unitWord} (?:is|are|in|equals?|make|does?|do)(?: there)?(?: in)? (\\d[\\d,]*(?:\\.\\d+)?)\\s?${unitWord}`,
      "u",
    ),
    order: [2, 3, 1],
  },
  {
    pattern: new RegExp(
      `(\\d[\\d,]*(?:\\.\\d+)?)\\s?${unitWord}\\b[^?]{0,60}\\b(?:how many|what is (?:that|this|it) in|how much is (?:that|this|it) in) ${unitWord}(?: is| are)?(?: that| this| it|\\s?\\?)`,
      "u",
    ),
    order: [1, 2, 3],
  },
  {
    pattern: new RegExp(
      `how many ${unitWord} (?:is|are|does|do|make)(?: there)?(?: up)?(?: in)? (a|an|one) ${unitWord}`,
      "u",
    ),
    order: [2, 3, 1],
  },
];

/** Id of a unit as people name it, plural or abbreviated. */
export function namedUnit(words: string): string | undefined {
  const word = words.replace(/^degrees? /, "").replace(/\s/g, "");
  return (
    unitOf(word) ??
    unitOf(word.replace(/^°/, "")) ??
    ({ f: "fahrenheit", c: "celsius" } as const)[word as "f"]
  );
}

function conversion(folded: string): AskedSum | undefined {
  for (const { pattern, order } of convertForms) {
    const match = pattern.exec(folded);
    if (match) {
      const [value = "", from = "", to = ""] = order.map((group) => match[group] ?? "");
      const source = namedUnit(from);
      const target = namedUnit(to);
      const result =
        source && target && source !== target
          ? conversionOf(exactOf(value).toNumber(), source, target)
          : undefined;
      if (result !== undefined && Number.isFinite(result)) {
        return { text: match[0], values: [new Exact(result)], loose: true };
      }
    }
  }
  return undefined;
}

/** The one longest expression that stands in the text. */
function expression(folded: string): AskedSum | undefined {
  const tokens = writtenOut(tokensOf(folded)).filter((token) => !(token.kind === "equals" && token.worded));
  let best: { text: string; value: Exact; size: number } | undefined;
  let rivals = 0;
  for (let from = 0; from < tokens.length && from < 400; from++) {
    if (!opens(tokens, from)) {
      continue;
    }
    for (let to = Math.min(tokens.length, from + 60); to >= from + 2; to--) {
      const run = tokens.slice(from, to);
      const last = run.at(-1);
      if (
        !run.some((token) => (token.kind === "operator" && token.spaced) || token.kind === "root") ||
        !isRun(run) ||
        tokens[to]?.kind === "operator"
      ) {
        continue;
      }
      const value = resultOf(run);
      if (value) {
        rivals++;
        if (!best || run.length > best.size) {
          best = { text: folded.slice(run[0]?.start, last?.end), value, size: run.length };
        }
        from = to - 1;
        break;
      }
    }
  }
  return best && rivals <= 1 ? { text: best.text, values: [best.value], loose: false } : undefined;
}

const isRun = (run: readonly Token[]) =>
  run.every(({ kind }) => kind !== "word" && kind !== "break" && kind !== "equals");

function opens(tokens: readonly Token[], from: number): boolean {
  const token = tokens[from];
  const before = tokens[from - 1];
  const first =
    token?.kind === "number" ||
    token?.kind === "open" ||
    token?.kind === "root" ||
    (token?.kind === "operator" && token.operator === "-");
  return first && before?.kind !== "operator" && before?.kind !== "number";
}

function resultOf(run: readonly Token[]): Exact | undefined {
  try {
    return evaluate(run);
  } catch (error) {
    if (error instanceof CalculationError) {
      return undefined;
    }
    throw error;
  }
}

/** What a question asks to have worked out, when it says so in full; undefined for word problems and anything else. */
export function askedSum(question: string): AskedSum | undefined {
  const folded = plainQuestion(question.slice(0, 4_000).toLowerCase());
  if (!asks.test(folded) && !/^[^a-z]{3,200}$/.test(folded.trim())) {
    return undefined;
  }
  const root = substituted(folded) ?? solved(folded);
  if (root) {
    return { ...root, loose: false };
  }
  // Any other equation is solved, not worked out.
  if (/\d\s?[a-z]\b\s?[-+*/=^]|[-+*/=^]\s?[a-wyz]\b/.test(folded) && folded.includes("=")) {
    return undefined;
  }
  const rated = ratedSum(folded) ?? geometricSum(folded);
  const compound = compoundMeasure(folded);
  const worded = percentageSum(folded);
  const named = namedConversion(folded);
  return (
    (rated ? { ...rated, loose: true } : undefined) ??
    sharedWork(folded) ??
    proportionalSum(folded) ??
    phrasedSum(folded) ??
    (compound ? { ...compound, loose: false } : undefined) ??
    conversion(folded) ??
    (worded ? { ...worded, loose: false } : undefined) ??
    expression(folded) ??
    (named ? { ...named, loose: true } : undefined)
  );
}

/** A minus right before the number, with nothing before it that it could be taken from. */
function isNegative(tokens: readonly Token[], at: number): boolean {
  const [before, sign, number] = [tokens[at - 2], tokens[at - 1], tokens[at]];
  return (
    sign?.kind === "operator" &&
    sign.operator === "-" &&
    sign.end === number?.start &&
    before?.kind !== "number" &&
    before?.kind !== "close"
  );
}

/** Numbers of an answer, `3/8` as the one number that it is. */
function withFractions(tokens: readonly Token[]): NumberToken[] {
  const numbers: NumberToken[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const fraction = fractionAt(tokens, at);
    const token = tokens[at];
    if (fraction) {
      numbers.push(fraction);
      at += 2;
    } else if (token?.kind === "number") {
      numbers.push(isNegative(tokens, at) ? { ...token, value: token.value.neg() } : token);
    }
  }
  return numbers;
}

/** Whether an answer comes to one of the values: its last number does, or only some number in it, or none. */
export function meetsValue(answer: string, asked: AskedSum): "last" | "some" | "none" | "silent" {
  const numbers = withFractions(tokensOf(answer.toLowerCase()));
  const fits = (number: NumberToken) =>
    asked.values.some((value) => {
      const readings = number.percent ? [number.value, number.value.div(100)] : [number.value];
      return readings.some(
        (stated) =>
          standingOf(value, stated, number.decimals, true) === "held" ||
          (!asked.loose && standingOf(value.neg(), stated, number.decimals, true) === "held") ||
          (number.decimals === 0 && value.abs().gt(10) && value.minus(stated).abs().lte(0.5)) ||
          (asked.loose && value.minus(stated).abs().lte(value.abs().times(0.006))),
      );
    });
  const last = numbers.at(-1);
  return last === undefined ? "silent" : fits(last) ? "last" : numbers.some(fits) ? "some" : "none";
}
