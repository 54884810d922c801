const known = new Map<string, ReadonlySet<string>>();
const mostKnown = 4096;

/** The runs of three words of a text, in small letters without punctuation. */
export function wordTrigrams(text: string): ReadonlySet<string> {
  // Every proposal is held against the same few neighbours of its cell.
  let grams = known.get(text);
  if (!grams) {
    if (known.size >= mostKnown) {
      known.clear();
    }
    grams = trigramsOf(text);
    known.set(text, grams);
  }
  return grams;
}

function trigramsOf(text: string): ReadonlySet<string> {
  const words = text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
  const grams = new Set<string>();
  for (let i = 0; i + 2 < words.length; i++) {
    grams.add(`${words[i]} ${words[i + 1]} ${words[i + 2]}`);
  }
  if (grams.size === 0) {
    grams.add(words.join(" "));
  }
  return grams;
}

/** Jaccard similarity of two sets, 0 to 1. */
export function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let common = 0;
  for (const entry of a) {
    if (b.has(entry)) {
      common++;
    }
  }
  return common / Math.max(1, a.size + b.size - common);
}
