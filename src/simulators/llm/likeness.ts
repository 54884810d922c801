/** Likeness of two texts in [0, 1]: Jaccard index of their word 3-grams; shorter texts are compared by their words. */
export function likeness(a: string, b: string): number {
  const [left, right] = [grams(a), grams(b)];
  let common = 0;
  for (const gram of left) {
    common += right.has(gram) ? 1 : 0;
  }
  const all = left.size + right.size - common;
  return all === 0 ? 1 : common / all;
}

const size = 3;

function grams(text: string): Set<string> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.length < size
    ? new Set(words)
    : new Set(words.slice(size - 1).map((_, i) => words.slice(i, i + size).join(" ")));
}
