import { Exact, type NumberToken, tokensOf } from "../../toolbelt/arithmetic/token.ts";
import { fractionAt } from "../../toolbelt/arithmetic/worded.ts";
import { shown } from "../../toolbelt/calculator.ts";
import type { FactCheck } from "../preference.ts";
import type { Checker } from "../side.ts";

const largestTested = 1e12;

function isPrime(value: number): boolean {
  for (let factor = 2; factor * factor <= value; factor++) {
    if (value % factor === 0) {
      return false;
    }
  }
  return value >= 2;
}

const whole = String.raw`(\d[\d,]{0,15})`;
const any = String.raw`(\d[\d,]*(?:\.\d+)?(?:\s?\/\s?\d+)?\s?%?)`;
/** Questions about numbers that are answered with yes or no. */
const questions: readonly { pattern: RegExp; holds: (a: number, b: number) => boolean }[] = [
  { pattern: new RegExp(`\\bis ${whole} (?:a )?prime`), holds: isPrime },
  { pattern: new RegExp(`\\bis ${whole} (?:an? )?even`), holds: (a) => a % 2 === 0 },
  { pattern: new RegExp(`\\bis ${whole} (?:an? )?odd`), holds: (a) => a % 2 === 1 },
  { pattern: new RegExp(`\\bis ${whole} a perfect square`), holds: (a) => Number.isInteger(Math.sqrt(a)) },
  {
    pattern: new RegExp(
      `\\b(?:is|can) ${whole} (?:be )?(?:evenly )?(?:divisible by|a multiple of|divided evenly by) ${whole}`,
    ),
    holds: (a, b) => a % b === 0,
  },
  { pattern: new RegExp(`\\bis ${whole} a (?:factor|divisor) of ${whole}`), holds: (a, b) => b % a === 0 },
  {
    pattern: new RegExp(`\\bis ${any} (?:greater|larger|bigger|more|higher) than ${any}`),
    holds: (a, b) => a > b,
  },
  { pattern: new RegExp(`\\bis ${any} (?:less|smaller|lower|fewer) than ${any}`), holds: (a, b) => a < b },
  {
    pattern: new RegExp(`\\b(?:is|are|does) ${any} (?:equal(?: to)?|the same as) ${any}`),
    holds: (a, b) => Math.abs(a - b) < 1e-12,
  },
];

function numberOf(text: string): number {
  const plain = text.replaceAll(",", "").replace(/\s/g, "");
  const [above = "", below] = plain.replace("%", "").split("/");
  return Number(above) / Number(below ?? 1) / (plain.endsWith("%") ? 100 : 1);
}

/** Whether an answer says yes (true) or no (false); undefined where it says neither at once. */
function saysYes(folded: string): boolean | undefined {
  const yes = /^\W{0,3}(?:yes|correct|right|true|it is)\b/.test(folded);
  const no = /^\W{0,3}(?:no|false|wrong|it is not|it isn't)\b/.test(folded);
  return yes === no ? undefined : yes;
}

function finding(right: boolean, input: string, observation: string): FactCheck[] {
  return [
    {
      tool: "calculator",
      standing: right ? "held" : "broken",
      weight: 1,
      thought: "What the question asks of a number can be worked out.",
      input: input.slice(0, 200),
      observation,
    },
  ];
}

const larger = new RegExp(
  `\\b(?:which|what)\\b[^?]{0,40}\\b(greater|larger|bigger|more|higher|largest|biggest|greatest|highest|less|smaller|lower|smallest|lowest|least)\\b[^?]{0,20}?[:,]? ${any},? (?:or|and) ${any}`,
);

function numberAt(folded: string, from = 0): number | undefined {
  const tokens = tokensOf(folded.slice(from));
  const at = tokens.findIndex((token) => token.kind === "number");
  const token = tokens[at];
  const fraction = fractionAt(tokens, at);
  const found: NumberToken | undefined = fraction ?? (token?.kind === "number" ? token : undefined);
  return found && (found.percent ? found.value.div(100) : found.value).toNumber();
}

const ratioOf = /\bratio\b[^?\d]{0,30}(\d[\d,]*) (?:to|and|:) (\d[\d,]*)/;
const ratioSaid = /(\d[\d,]*)\s?(?::|to|\/)\s?(\d[\d,]*)(?![\d:])/g;

/** "The ratio of 45 to 60": the answer's last ratio is the same one. */
function ratioAsked(question: string, answer: string): FactCheck[] | undefined {
  const [text, a, b] = ratioOf.exec(question) ?? [];
  const last = [...answer.matchAll(ratioSaid)].at(-1);
  if (text === undefined || last === undefined || Number(b?.replaceAll(",", "")) === 0) {
    return undefined;
  }
  const [one, other] = [last[1], last[2]].map((part) => Number((part ?? "0").replaceAll(",", "")));
  const right = Math.abs(numberOf(a ?? "0") * (other ?? 0) - numberOf(b ?? "0") * (one ?? 0)) < 1e-9;
  return finding(right, text, `${a}:${b}`);
}

/** Properties of numbers and comparisons of two: prime, even, divisible, larger. */
export const numberFactsCheck: Checker = {
  tool: "calculator",
  check({ question, prose, step }) {
    const folded = question.slice(0, 2_000).toLowerCase();
    const answer = prose.toLowerCase();
    if (step.action.kind !== "answer") {
      return [];
    }
    const said = saysYes(answer);
    for (const { pattern, holds } of said === undefined ? [] : questions) {
      const [text, a, b] = pattern.exec(folded) ?? [];
      const value = numberOf(a ?? "");
      if (text !== undefined && value <= largestTested) {
        const right = holds(value, numberOf(b ?? "1"));
        return finding(right === said, text, right ? "yes" : "no");
      }
    }
    const ratio = ratioAsked(folded, answer);
    if (ratio) {
      return ratio;
    }
    const [text, way, a, b] = larger.exec(folded) ?? [];
    const first = numberAt(answer);
    if (text === undefined || a === undefined || b === undefined || first === undefined) {
      return [];
    }
    const [one, other] = [numberOf(a), numberOf(b)];
    const wanted = /^(?:less|small|low|least)/.test(way ?? "") ? Math.min(one, other) : Math.max(one, other);
    return finding(Math.abs(first - wanted) < 1e-9, text, shown(new Exact(wanted)));
  },
};
