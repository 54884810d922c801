/**
 * One text to learn from: which features it has and how much of each.
 * @typedef {{at: Int32Array, value: Float64Array, harmful: boolean, weight: number}} Row
 */

/**
 * Logistic regression with a penalty on large weights, by Nesterov's gradient descent. The same rows give the same weights every time.
 * @param {readonly Row[]} rows @param {number} size how many weights there are @param {number} cost what an error counts against the penalty
 * @returns {Float64Array}
 */
export function fitted(rows, size, cost, rounds = 400) {
  const steepest = 1 + (cost / 4) * largestCurvature(rows, size);
  const momentum = (Math.sqrt(steepest) - 1) / (Math.sqrt(steepest) + 1);
  let weights = new Float64Array(size);
  let ahead = weights;
  for (let round = 0; round < rounds; round++) {
    const gradient = gradientAt(rows, ahead, cost);
    const next = ahead.map((weight, at) => weight - gradient[at] / steepest);
    ahead = next.map((weight, at) => weight + momentum * (weight - weights[at]));
    weights = next;
  }
  return weights;
}

/** The sum of a row's values, each times its weight. */
export function scoreOf({ at, value }, weights) {
  let sum = 0;
  for (let index = 0; index < at.length; index++) {
    sum += weights[at[index]] * value[index];
  }
  return sum;
}

function gradientAt(rows, weights, cost) {
  const gradient = weights.slice();
  for (const row of rows) {
    const sign = row.harmful ? 1 : -1;
    add(gradient, row, (-sign * cost * row.weight) / (1 + Math.exp(sign * scoreOf(row, weights))));
  }
  return gradient;
}

function add(sum, { at, value }, times) {
  for (let index = 0; index < at.length; index++) {
    sum[at[index]] += times * value[index];
  }
}

/** The largest eigenvalue of the rows' weighted squares, a little too large, by power iteration. */
function largestCurvature(rows, size) {
  let direction = new Float64Array(size).fill(1 / Math.sqrt(size));
  let length = 0;
  for (let round = 0; round < 30; round++) {
    const next = new Float64Array(size);
    for (const row of rows) {
      add(next, row, row.weight * scoreOf(row, direction));
    }
    length = Math.hypot(...chunks(next));
    direction = next.map((value) => value / length);
  }
  return length * 1.1;
}

/** Lengths of parts of a vector, so that no call takes tens of thousands of arguments. */
function chunks(vector) {
  return Array.from({ length: Math.ceil(vector.length / 1000) }, (_, at) =>
    Math.hypot(...vector.subarray(at * 1000, at * 1000 + 1000)),
  );
}
