/** At most so many numbers are combined: five give a quarter of a million expressions, six far too many. */
export const mostOperands = 5;
const near = (a: number, b: number, decimals: number) =>
  Math.abs(a - b) <= Math.max(Math.abs(b) * 1e-9, decimals > 0 ? 0.5 * 10 ** -decimals + 1e-12 : 1e-9);

function combined(a: number, b: number): number[] {
  return [a + b, a - b, b - a, a * b, ...(b === 0 ? [] : [a / b]), ...(a === 0 ? [] : [b / a])];
}

/**
 * Whether some expression of + − × ÷ that uses each of the numbers once comes to `wanted` (stated with `decimals` digits). False for
 * more than five numbers.
 */
export function comesTo(numbers: readonly number[], wanted: number, decimals: number): boolean {
  if (numbers.length === 0 || numbers.length > mostOperands) {
    return false;
  }
  const [first = Number.NaN] = numbers;
  if (numbers.length === 1) {
    return near(first, wanted, decimals);
  }
  for (let at = 0; at < numbers.length; at++) {
    for (let other = at + 1; other < numbers.length; other++) {
      const rest = numbers.filter((_, index) => index !== at && index !== other);
      for (const value of combined(numbers[at] ?? 0, numbers[other] ?? 0)) {
        if (comesTo([...rest, value], wanted, decimals)) {
          return true;
        }
      }
    }
  }
  return false;
}

/** Every choice of one reading for each number: a percentage is a share, what it leaves, or what it makes. */
export function choices(readings: readonly (readonly number[])[]): number[][] {
  return readings.reduce<number[][]>(
    (all, some) =>
      all.length * some.length > 60 ? all : all.flatMap((one) => some.map((value) => [...one, value])),
    [[]],
  );
}
