/** A share with its 95 % confidence interval, all from 0 to 1; undefined bounds where nothing was counted. */
export interface Share {
  count: number;
  total: number;
  share: number;
  low: number;
  high: number;
}

/** 97.5th percentile of the standard normal distribution. */
const z = 1.959963984540054;

/** Wilson's score interval (1927): sound for small numbers and shares near 0 and 1. Of nothing: from 0 to 1. */
export function wilson(count: number, total: number): Share {
  if (total === 0) {
    return { count, total, share: 0, low: 0, high: 1 };
  }
  const share = count / total;
  const z2 = z * z;
  const centre = (share + z2 / (2 * total)) / (1 + z2 / total);
  const half = (z / (1 + z2 / total)) * Math.sqrt((share * (1 - share)) / total + z2 / (4 * total * total));
  return {
    count,
    total,
    share,
    low: count === 0 ? 0 : Math.max(0, centre - half),
    high: count === total ? 1 : Math.min(1, centre + half),
  };
}

/**
 * Interval of the difference of two shares over the same cases (Newcombe 1998, method 10 for paired data).
 * @param both cases counted in both, @param onlyA in the first alone, @param onlyB in the second alone, @param neither
 * @returns second share minus first, with its 95 % interval
 */
export function pairedDifference(
  both: number,
  onlyA: number,
  onlyB: number,
  neither: number,
): { difference: number; low: number; high: number } {
  const total = both + onlyA + onlyB + neither;
  if (total === 0) {
    return { difference: 0, low: -1, high: 1 };
  }
  const a = wilson(both + onlyA, total);
  const b = wilson(both + onlyB, total);
  const difference = b.share - a.share;
  const product = (both + onlyA) * (onlyB + neither) * (both + onlyB) * (onlyA + neither);
  const covered = both * neither - onlyA * onlyB;
  const corrected = covered > 0 ? Math.max(covered - total / 2, 0) : covered;
  const phi = product === 0 ? 0 : corrected / Math.sqrt(product);
  const root = (bBound: number, aBound: number) =>
    Math.sqrt(Math.max(0, bBound * bBound - 2 * phi * bBound * aBound + aBound * aBound));
  return {
    difference,
    low: Math.max(-1, difference - root(b.share - b.low, a.high - a.share)),
    high: Math.min(1, difference + root(b.high - b.share, a.share - a.low)),
  };
}

/** Two-sided exact McNemar test: how likely cases flip at least this unevenly when the two sides are alike. */
export function mcnemar(onlyA: number, onlyB: number): number {
  const flips = onlyA + onlyB;
  if (flips === 0) {
    return 1;
  }
  const least = Math.min(onlyA, onlyB);
  let logTerm = -flips * Math.LN2;
  let sum = 0;
  for (let k = 0; k <= least; k++) {
    sum += Math.exp(logTerm);
    logTerm += Math.log(flips - k) - Math.log(k + 1);
  }
  return Math.min(1, 2 * sum);
}
