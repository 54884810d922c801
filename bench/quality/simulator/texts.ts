import { wordGrams } from "../../../src/simulators/word-grams.ts";

/** Near-duplicates among texts by exact Jaccard index of word 3-grams, every pair counted. */
export function nearDuplicates(texts: readonly string[], threshold = 0.5): { texts: number; pairs: number } {
  const sets = texts.map(wordGrams);
  const holders = new Map<number, number[]>();
  const near = new Set<number>();
  let pairs = 0;
  for (const [own, grams] of sets.entries()) {
    const common = new Map<number, number>();
    for (const gram of grams) {
      const others = holders.get(gram);
      for (const other of others ?? []) {
        common.set(other, (common.get(other) ?? 0) + 1);
      }
      if (others) {
        others.push(own);
      } else {
        holders.set(gram, [own]);
      }
    }
    for (const [other, count] of common) {
      if (count / (grams.size + (sets[other]?.size ?? 0) - count) >= threshold) {
        pairs++;
        near.add(own).add(other);
      }
    }
  }
  const all = (texts.length * (texts.length - 1)) / 2;
  return { texts: near.size / Math.max(1, texts.length), pairs: pairs / Math.max(1, all) };
}

/** Different n-grams of words among all of them. */
export function distinct(texts: readonly string[], n: number): number {
  const grams = texts.flatMap((text) => {
    const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
    return words.slice(n - 1).map((_, at) => words.slice(at, at + n).join(" "));
  });
  return new Set(grams).size / Math.max(1, grams.length);
}

/** Lengths in words: the shortest tenth ends, the median, the longest tenth begins. */
export function lengths(texts: readonly string[]): [number, number, number] {
  const sorted = texts.map((text) => text.split(/\s+/).length).sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
  return [at(0.1), at(0.5), at(0.9)];
}
