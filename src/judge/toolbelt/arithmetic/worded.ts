import { Exact, type NumberToken, type Token } from "./token.ts";

type Fold = "+" | "-" | "*" | "/" | "mean" | "from" | "into";

/** Words that stand before what they are done with: "the sum of 3, 4 and 5", "subtracting 12 from 50". */
const folds: Readonly<Record<string, Fold>> = {
  sum: "+",
  total: "+",
  product: "*",
  difference: "-",
  quotient: "/",
  average: "mean",
  mean: "mean",
  add: "+",
  adding: "+",
  subtract: "from",
  subtracting: "from",
  deducting: "from",
  multiply: "*",
  multiplying: "*",
  divide: "/",
  dividing: "/",
};
const connecting: ReadonlySet<string> = new Set([
  "of",
  "between",
  "the",
  "and",
  "by",
  "from",
  "to",
  "with",
  "numbers",
]);
const mostOperands = 60;

function isConnecting(token: Token | undefined): boolean {
  return (
    (token?.kind === "word" && connecting.has(token.text)) || (token?.kind === "break" && token.text === ",")
  );
}

/** `1/2`, written without spaces, as the number that it is. */
export function fractionAt(tokens: readonly Token[], at: number): NumberToken | undefined {
  const [above, stroke, below] = tokens.slice(at, at + 3);
  return above?.kind === "number" &&
    stroke?.kind === "operator" &&
    stroke.operator === "/" &&
    !stroke.spaced &&
    below?.kind === "number" &&
    !below.value.isZero()
    ? { ...above, value: above.value.div(below.value), decimals: 12, end: below.end }
    : undefined;
}

/** The operands behind a word such as "sum", and where they end. */
function operandsAfter(tokens: readonly Token[], from: number): { operands: NumberToken[]; next: number } {
  const operands: NumberToken[] = [];
  let at = from;
  for (; at < tokens.length && operands.length < mostOperands; at++) {
    const token = tokens[at];
    if (token?.kind === "number") {
      const fraction = fractionAt(tokens, at);
      operands.push(fraction ?? token);
      at += fraction ? 2 : 0;
    } else if (!isConnecting(token) || (at > from + 4 && operands.length === 0)) {
      break;
    }
  }
  // A comma or "and" behind the last number belongs to the sentence.
  while (at > from && isConnecting(tokens[at - 1])) {
    at--;
  }
  return { operands, next: at };
}

function expression(fold: Fold, word: Token, operands: readonly NumberToken[]): Token[] {
  const { start, end } = word;
  const ordered = fold === "from" ? [...operands].reverse() : operands;
  const operator = fold === "mean" ? "+" : fold === "from" || fold === "into" ? "-" : fold;
  const inner = ordered.flatMap((operand, index): Token[] =>
    index === 0
      ? [operand]
      : [{ kind: "operator", operator, spaced: true, start: operand.start, end: operand.start }, operand],
  );
  const last = operands.at(-1)?.end ?? end;
  const whole: Token[] = [
    { kind: "open", text: "(", start, end: start },
    ...inner,
    { kind: "close", text: ")", start: last, end: last },
  ];
  return fold === "mean"
    ? [
        { kind: "open", text: "(", start, end: start },
        ...whole,
        { kind: "operator", operator: "/", spaced: true, start: last, end: last },
        {
          kind: "number",
          value: new Exact(operands.length),
          decimals: 0,
          percent: false,
          unit: "",
          start: last,
          end: last,
        },
        { kind: "close", text: ")", start: last, end: last },
      ]
    : whole;
}

/** Tokens with "the sum of 3, 4 and 5" and its like written out as `(3 + 4 + 5)`. */
export function writtenOut(tokens: readonly Token[]): Token[] {
  const out: Token[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at] as Token;
    const fold = token.kind === "word" ? folds[token.text] : undefined;
    const found = fold === undefined ? undefined : operandsAfter(tokens, at + 1);
    if (fold !== undefined && found && found.operands.length >= 2 && !isOpenSum(tokens, found.next)) {
      out.push(...expression(fold, token, found.operands));
      at = found.next - 1;
    } else {
      out.push(token);
    }
  }
  return out;
}

/** "The total of 5 × 3": an operator goes on behind the operands, so the word folds nothing. */
function isOpenSum(tokens: readonly Token[], next: number): boolean {
  return tokens[next]?.kind === "operator" || tokens[next]?.kind === "open";
}
