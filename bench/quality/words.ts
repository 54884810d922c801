/** Words of a text, folded, three letters and more, and numbers. */
export function wordsOf(text: string): Set<string> {
  return new Set(text.toLowerCase().match(/\p{L}{3,}|\d+/gu) ?? []);
}

/**
 * Naive Bayes over the words of texts of two kinds (Laplace smoothing): the log odds of the first kind. What a reader without
 * any understanding can learn from the same data.
 */
export function bagOfWords(first: readonly string[], second: readonly string[]): (text: string) => number {
  const seen = new Map<string, [number, number]>();
  [first, second].forEach((texts, kind) => {
    for (const text of texts) {
      for (const word of wordsOf(text)) {
        const counts = seen.get(word) ?? [0, 0];
        counts[kind] = (counts[kind] ?? 0) + 1;
        seen.set(word, counts);
      }
    }
  });
  return (text) =>
    [...wordsOf(text)].reduce(
      (sum, word) => {
        const [a, b] = seen.get(word) ?? [0, 0];
        return a + b === 0
          ? sum
          : sum + Math.log((a + 1) / (first.length + 2)) - Math.log((b + 1) / (second.length + 2));
      },
      Math.log(Math.max(1, first.length) / Math.max(1, second.length)),
    );
}
