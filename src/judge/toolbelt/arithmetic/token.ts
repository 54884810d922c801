import { Decimal } from "decimal.js";
import { numberInWords, smallNumber } from "./number-words.ts";

/** Decimal arithmetic with 60 significant digits: exact for whatever a text states, and bounded in cost. */
export const Exact = Decimal.clone({ precision: 60, maxE: 5_000, minE: -5_000, toExpPos: 40, toExpNeg: -30 });
export type Exact = InstanceType<typeof Exact>;

/** A number as a text writes it. */
export interface NumberToken {
  kind: "number";
  value: Exact;
  /** Digits after the decimal mark: how finely it is stated. */
  decimals: number;
  percent: boolean;
  /** `$`, `eur`, `km`, `apples`, … folded; empty when none. */
  unit: string;
  start: number;
  end: number;
}

export type Token =
  | NumberToken
  | { kind: "operator"; operator: "+" | "-" | "*" | "/" | "^"; spaced: boolean; start: number; end: number }
  | { kind: "open" | "close" | "break" | "root" | "word"; text: string; start: number; end: number }
  /** `exact` for `=`; otherwise `≈`, or a word such as "is" that makes a statement only of what is plainly a sum. */
  | { kind: "equals"; exact: boolean; worded: boolean; start: number; end: number };

/** Reading stops here; what a person writes is far shorter. */
export const readLength = 20_000;
const mostTokens = 6_000;

const scaleWords: Readonly<Record<string, number>> = {
  hundred: 100,
  thousand: 1e3,
  million: 1e6,
  billion: 1e9,
  trillion: 1e12,
  dozen: 12,
};
const shareWords: Readonly<Record<string, string>> = { half: "0.5", quarter: "0.25" };

const wordOperators: Readonly<Record<string, "+" | "-" | "*" | "/">> = {
  plus: "+",
  minus: "-",
  times: "*",
  over: "/",
};
const phraseOperators: Readonly<Record<string, "+" | "-" | "*" | "/" | "^">> = {
  "multiplied by": "*",
  "divided by": "/",
  "added to": "+",
  "increased by": "+",
  "decreased by": "-",
  "reduced by": "-",
  "to the power of": "^",
  "raised to the power of": "^",
};
const equalWords =
  /^(?:equals?|is|are|was|makes?|gives?|yields?|totals?|leaves?|becomes?|costs?|(?:is|are) equal to|comes? (?:out )?to|amounts? to|adds? up to|works? out (?:to|at|as)|results? in|to get|to give|which (?:is|gives|equals|makes|leaves)|(?:and )?(?:you|we|i|she|he|they) (?:get|have|gets|obtain)|for a total of|will be|would be)\b/;

const latex: readonly [RegExp, string][] = [
  [/\\(?:times|cdot)\b/g, "×"],
  [/\\div\b/g, "÷"],
  [/\\approx\b/g, "≈"],
  [/\\[,;!]/g, " "],
  [/\\(?=[$%&#])/g, " "],
];

/** The text with LaTeX's operators as signs, at the same offsets. */
export function plainSigns(text: string): string {
  const padded = latex.reduce(
    (plain, [pattern, sign]) => plain.replace(pattern, (found) => sign.padEnd(found.length)),
    text,
  );
  // \frac{a}{b} is (a)/(b) in as many characters.
  return padded.replace(
    /\\d?frac\{([^{}]{1,40})\}\{([^{}]{1,40})\}/g,
    (found, above: string, below: string) => `(${above})/(${below})`.padStart(found.length),
  );
}

const notSums =
  /\d{4}-\d{2}-\d{2}(?:[t ]\d{2}:\d{2}(?::\d{2})?)?|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}|\d{1,2}:\d{2}(?::\d{2})?|\d+(?:\.\d+){2,8}|https?:\/\/\S{1,300}|[\w.+-]{1,60}@[\w.-]{1,60}/y;
const digits =
  /(?:\d{1,3}(?:[,' \u00a0\u202f]\d{3})+(?!\d)(?:\.\d{1,30})?|\d{1,60},\d{1,2}(?![\d,])|\d{1,60}(?:\.\d{1,60})?|\.\d{1,30})(?:e[+-]?\d{1,4}(?![\p{L}\d]))?/uy;
const currencySign = /[$€£¥₹]/;
const word = /[\p{L}][\p{L}'’]*/uy;
const superscripts: Readonly<Record<string, number>> = { "²": 2, "³": 3 };

function decimalText(raw: string): string {
  const grouped = /^\d{1,3}(?:[,' \u00a0\u202f]\d{3})+(?:\.\d+)?(?:e[+-]?\d+)?$/.test(raw);
  return grouped ? raw.replace(/[,' \u00a0\u202f]/g, "") : raw.replace(",", ".");
}

function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

/** The folded text as tokens: numbers, operators in signs or words, and whatever stands between. Linear in the text. */
export function tokensOf(folded: string): Token[] {
  const text = plainSigns(folded.slice(0, readLength));
  const tokens: Token[] = [];
  let at = 0;
  let currency = "";
  while (at < text.length && tokens.length < mostTokens) {
    const character = text.charAt(at);
    const start = at;
    const other = /[\d.a-z]/.test(character) ? matchAt(notSums, text, at) : undefined;
    if (other !== undefined && !/^\d{1,3}(?:\.\d{3})+$/.test(other)) {
      at += other.length;
      tokens.push({ kind: "break", text: other, start, end: at });
    } else if (currencySign.test(character)) {
      currency = character;
      at++;
      continue;
    } else if (/[\d.]/.test(character) && matchAt(digits, text, at) !== undefined) {
      at = pushNumber(tokens, text, at, matchAt(digits, text, at) ?? "", currency);
    } else if (/\p{L}/u.test(character)) {
      at = pushWord(tokens, text, at);
    } else {
      at = pushSign(tokens, text, at);
    }
    currency = "";
  }
  return tokens;
}

function pushNumber(tokens: Token[], text: string, start: number, raw: string, currency: string): number {
  const plain = decimalText(raw);
  let end = start + raw.length;
  const percent = /^\s?(?:%|percent\b|per cent\b)/.exec(text.slice(end, end + 10))?.[0];
  if (percent) {
    end += percent.length;
  }
  const decimals = /\.(\d+)/.exec(plain)?.[1]?.length ?? 0;
  const scaled = scale(text, end, new Exact(plain));
  tokens.push({
    kind: "number",
    value: scaled.value,
    decimals: scaled.end === end ? decimals : decimals - scaled.zeros,
    percent: percent !== undefined,
    unit:
      currency !== "" ? currency : (/^\s?([$€£¥₹])/.exec(text.slice(scaled.end, scaled.end + 2))?.[1] ?? ""),
    start,
    end: scaled.end,
  });
  return scaled.end;
}

function scale(text: string, end: number, value: Exact): { value: Exact; end: number; zeros: number } {
  const match = /^\s?(hundred|thousand|million|billion|trillion|dozen|k|bn)\b/.exec(
    text.slice(end, end + 12),
  );
  const by = match?.[1] === "k" ? 1e3 : match?.[1] === "bn" ? 1e9 : scaleWords[match?.[1] ?? ""];
  return match && by !== undefined
    ? { value: value.times(by), end: end + match[0].length, zeros: Math.round(Math.log10(by)) }
    : { value, end, zeros: 0 };
}

function pushWord(tokens: Token[], text: string, start: number): number {
  const found = matchAt(word, text, start) ?? text.charAt(start);
  const end = start + found.length;
  const rest = text.slice(start, start + 40);
  const phrase = equalWords.exec(rest)?.[0];
  if (phrase !== undefined) {
    const finish = start + phrase.length;
    const about = /^\s(?:about|approximately|roughly|around|nearly|almost|just over|just under)\b/.exec(
      text.slice(finish, finish + 16),
    )?.[0];
    tokens.push({ kind: "equals", exact: about === undefined, worded: true, start, end: finish });
    return finish + (about?.length ?? 0);
  }
  const operator = wordOperators[found];
  const compound = Object.keys(phraseOperators).find((words) => rest.startsWith(words));
  const sign = operator ?? phraseOperators[compound ?? ""];
  if (sign !== undefined) {
    const finish = start + (operator === undefined ? (compound ?? found) : found).length;
    tokens.push({ kind: "operator", operator: sign, spaced: true, start, end: finish });
    return finish;
  }
  if ((found === "x" || found === "of") && isFactor(tokens, found)) {
    tokens.push({ kind: "operator", operator: "*", spaced: true, start, end });
    return end;
  }
  if (found === "squared" || found === "cubed") {
    tokens.push({ kind: "operator", operator: "^", spaced: true, start, end: start });
    tokens.push(number(new Exact(found === "squared" ? 2 : 3), start, end));
    return end;
  }
  const rooted = /^(?:the )?square root of\b/.exec(rest)?.[0] ?? (found === "sqrt" ? found : undefined);
  if (rooted !== undefined) {
    tokens.push({ kind: "root", text: rooted, start, end: start + rooted.length });
    return start + rooted.length;
  }
  return pushNumberWord(tokens, text, start, found);
}

/** "x" and "of" multiply only after a number: `12 x 35`, "20 % of 80", "half of 80". */
function isFactor(tokens: readonly Token[], found: string): boolean {
  const before = tokens.at(-1);
  return found === "x"
    ? before?.kind === "number" || before?.kind === "close"
    : before?.kind === "number" &&
        (before.percent || before.unit === "share" || tokens.at(-2)?.kind === "operator");
}

function number(value: Exact, start: number, end: number, unit = ""): NumberToken {
  return { kind: "number", value, decimals: 0, percent: false, unit, start, end };
}

const portionNames: Readonly<Record<string, number>> = {
  third: 3,
  quarter: 4,
  fourth: 4,
  fifth: 5,
  sixth: 6,
  seventh: 7,
  eighth: 8,
  ninth: 9,
  tenth: 10,
};
const portionForm = new RegExp(
  `(an?|one|two|three|four|five|six|seven|eight|nine)[- ](${Object.keys(portionNames).join("|")})s?(?= of\\b)`,
  "y",
);

/** "Two thirds of", "a quarter of": a share of what follows. */
function portionAt(text: string, start: number): { value: Exact; end: number } | undefined {
  portionForm.lastIndex = start;
  const [whole, count = "", name = ""] = portionForm.exec(text) ?? [];
  const above = smallNumber(count) ?? 1;
  const below = portionNames[name];
  return whole === undefined || below === undefined
    ? undefined
    : { value: new Exact(above).div(below), end: start + whole.length };
}

function pushNumberWord(tokens: Token[], text: string, start: number, found: string): number {
  const end = start + found.length;
  if (found === "twice" || found === "double") {
    tokens.push(number(new Exact(2), start, end));
    tokens.push({ kind: "operator", operator: "*", spaced: true, start: end, end });
    return end;
  }
  const share = shareWords[found];
  if (share !== undefined && /^\s(?:of|the)\b/.test(text.slice(end, end + 5))) {
    tokens.push({ ...number(new Exact(share), start, end), unit: "share" });
    return end;
  }
  const portion = portionAt(text, start);
  if (portion) {
    tokens.push({ ...number(portion.value, start, portion.end), decimals: 12, unit: "share" });
    return portion.end;
  }
  const counted = numberInWords(text, start);
  if (counted === undefined) {
    tokens.push({ kind: "word", text: found, start, end });
    return end;
  }
  const scaled = scale(text, counted.end, new Exact(counted.value));
  const part = /^ and (a half|a quarter|three quarters)\b/.exec(text.slice(scaled.end, scaled.end + 20));
  if (part) {
    const value = scaled.value.plus(part[1] === "a half" ? 0.5 : part[1] === "a quarter" ? 0.25 : 0.75);
    const end = scaled.end + part[0].length;
    tokens.push({ ...number(value, start, end), decimals: 2 });
    return end;
  }
  tokens.push(number(scaled.value, start, scaled.end));
  return scaled.end;
}

/** A superscript right behind a number or bracket is a power; behind a unit (`20 m²`) it belongs to the unit. */
function raises(tokens: readonly Token[], start: number): boolean {
  const before = tokens.at(-1);
  return (before?.kind === "number" || before?.kind === "close") && before.end === start;
}

function pushSign(tokens: Token[], text: string, start: number): number {
  const character = text.charAt(start);
  const end = start + 1;
  const operator = (
    {
      "+": "+",
      "-": "-",
      "−": "-",
      "–": "-",
      "*": "*",
      "×": "*",
      "·": "*",
      "/": "/",
      "÷": "/",
      "^": "^",
    } as const
  )[character as "+"];
  // A dash, star or plus that opens a line is a bullet.
  if (
    operator !== undefined &&
    /\s/.test(text.charAt(end)) &&
    /(?:^|\n)[ \t]*$/.test(text.slice(Math.max(0, start - 12), start))
  ) {
    tokens.push({ kind: "break", text: character, start, end });
    return end;
  }
  if (operator !== undefined) {
    const doubled = text.charAt(end) === character && character === "*";
    const finish = doubled ? end + 1 : end;
    const spaced = /\s/.test(text.charAt(start - 1)) && /[\s\d$€£(]/.test(text.charAt(finish));
    tokens.push({
      kind: "operator",
      operator: doubled ? "^" : operator,
      spaced: spaced || !/[-–/]/.test(character),
      start,
      end: finish,
    });
    return finish;
  }
  if (character === "=" || character === "≈" || character === "≃") {
    const finish = text.charAt(end) === "=" ? end + 1 : end;
    tokens.push({ kind: "equals", exact: character === "=", worded: false, start, end: finish });
    return finish;
  }
  if (character === "(" || character === ")" || character === "[" || character === "]") {
    tokens.push({
      kind: character === "(" || character === "[" ? "open" : "close",
      text: character,
      start,
      end,
    });
  } else if (character === "√") {
    tokens.push({ kind: "root", text: character, start, end });
  } else if (superscripts[character] !== undefined && raises(tokens, start)) {
    tokens.push({ kind: "operator", operator: "^", spaced: true, start, end: start });
    tokens.push(number(new Exact(superscripts[character] ?? 2), start, end));
  } else if (!/[\s$*_~`°²³]/.test(character)) {
    tokens.push({ kind: "break", text: character, start, end });
  } else if (character === "\n") {
    tokens.push({ kind: "break", text: character, start, end });
  }
  return end;
}
