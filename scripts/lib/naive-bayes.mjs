/**
 * How much a word speaks for each class, against how often it stands in all of them: logarithms of ratios, drawn towards nothing for what stands seldom.
 * @param {readonly {words: readonly string[], kind: string}[]} texts
 * @returns {{prior: Map<string, number>, ratios: Map<string, Map<string, number>>}} by class, then by word
 */
export function ratiosOf(texts, fewest, smoothing = 0.5) {
  const inAll = countsOf(texts);
  const prior = new Map();
  const ratios = new Map();
  for (const [kind, some] of Map.groupBy(texts, (text) => text.kind)) {
    const counts = countsOf(some);
    const share = some.length / texts.length;
    prior.set(kind, Math.log(share));
    const words = new Map();
    for (const [word, all] of inAll) {
      if (all >= fewest) {
        const expected = all * share;
        words.set(word, Math.log(((counts.get(word) ?? 0) + smoothing) / (expected + smoothing)));
      }
    }
    ratios.set(kind, words);
  }
  return { prior, ratios };
}

function countsOf(texts) {
  const counts = new Map();
  for (const { words } of texts) {
    for (const word of words) {
      counts.set(word, (counts.get(word) ?? 0) + 1);
    }
  }
  return counts;
}
