import type { Exact, Token } from "./token.ts";

/** A calculation that has no result here; the message says why, fit to be shown. */
export class CalculationError extends Error {
  override name = "CalculationError";
}

/** How `%` counts beside `+` and `-`: `50 + 20 %` is 50.2 as a fraction and 60 to a shopkeeper. */
export type PercentMode = "fraction" | "of-left" | "number";

const limits = { tokens: 400, depth: 40, exponent: 1_000, digits: 2_000 };

interface Reader {
  readonly tokens: readonly Token[];
  at: number;
  depth: number;
  readonly percent: PercentMode;
}

interface Operand {
  value: Exact;
  percent: boolean;
}

/**
 * The value of a whole expression. Exact to 60 digits.
 * @throws CalculationError for what is no expression, for a division by zero and for powers beyond any stated sum.
 */
export function evaluate(tokens: readonly Token[], percent: PercentMode = "fraction"): Exact {
  if (tokens.length > limits.tokens) {
    throw new CalculationError("The expression is too long.");
  }
  const reader: Reader = { tokens, at: 0, depth: 0, percent };
  const { value } = sum(reader);
  if (reader.at < tokens.length) {
    throw new CalculationError("The expression has something behind its end.");
  }
  if (!value.isFinite()) {
    throw new CalculationError("The result is too large to be written out.");
  }
  return value;
}

function operatorAt({ tokens, at }: Reader): string | undefined {
  const token = tokens[at];
  return token?.kind === "operator" ? token.operator : undefined;
}

function sum(reader: Reader): Operand {
  let left = product(reader);
  for (let sign = operatorAt(reader); sign === "+" || sign === "-"; sign = operatorAt(reader)) {
    reader.at++;
    const right = product(reader);
    const by =
      right.percent && !left.percent && reader.percent === "of-left"
        ? left.value.times(right.value)
        : right.value;
    left = {
      value: sign === "+" ? left.value.plus(by) : left.value.minus(by),
      percent: left.percent && right.percent,
    };
  }
  return left;
}

function product(reader: Reader): Operand {
  let left = power(reader);
  for (let sign = operatorAt(reader); ; sign = operatorAt(reader)) {
    const next = reader.tokens[reader.at];
    // `2(3 + 4)` multiplies.
    const implied = next?.kind === "open";
    if (sign !== "*" && sign !== "/" && !implied) {
      return left;
    }
    reader.at += implied ? 0 : 1;
    const right = power(reader);
    if (sign === "/" && right.value.isZero()) {
      throw new CalculationError("A division by zero has no result.");
    }
    const value = sign === "/" && !implied ? left.value.div(right.value) : left.value.times(right.value);
    left = { value, percent: false };
  }
}

function power(reader: Reader): Operand {
  const base = operand(reader);
  if (operatorAt(reader) !== "^") {
    return base;
  }
  reader.at++;
  enter(reader);
  const exponent = power(reader).value;
  reader.depth--;
  const size = exponent.abs();
  if (size.gt(limits.exponent) || size.times(base.value.abs().plus(10).log(10)).gt(limits.digits)) {
    throw new CalculationError("The power is too large to be worked out.");
  }
  const value = base.value.pow(exponent);
  if (value.isNaN()) {
    throw new CalculationError("The power has no real value.");
  }
  return { value, percent: false };
}

function enter(reader: Reader): void {
  if (++reader.depth > limits.depth) {
    throw new CalculationError("The expression is nested too deep.");
  }
}

function operand(reader: Reader): Operand {
  const token = reader.tokens[reader.at];
  const sign = operatorAt(reader);
  if (sign === "-" || sign === "+") {
    reader.at++;
    enter(reader);
    const inner = power(reader);
    reader.depth--;
    return { ...inner, value: sign === "-" ? inner.value.neg() : inner.value };
  }
  if (token?.kind === "number") {
    reader.at++;
    const fraction = token.percent && reader.percent !== "number";
    return { value: fraction ? token.value.div(100) : token.value, percent: token.percent };
  }
  if (token?.kind === "root") {
    reader.at++;
    enter(reader);
    const { value } = operand(reader);
    reader.depth--;
    if (value.isNegative()) {
      throw new CalculationError("A negative number has no real square root.");
    }
    return { value: value.sqrt(), percent: false };
  }
  if (token?.kind === "open") {
    reader.at++;
    enter(reader);
    const inner = sum(reader);
    reader.depth--;
    if (reader.tokens[reader.at]?.kind !== "close") {
      throw new CalculationError("A bracket is not closed.");
    }
    reader.at++;
    return { ...inner, percent: false };
  }
  throw new CalculationError("Here a number was expected.");
}
