/** What separates words although it lies outside ASCII: punctuation, spaces and symbols of the common blocks. */
function separates(code: number): boolean {
  return (
    code < 0xaa ||
    (code >= 0xab && code <= 0xbf && code !== 0xb5 && code !== 0xba) ||
    (code >= 0x2000 && code <= 0x2bff) ||
    (code >= 0x3000 && code <= 0x3020) ||
    (code >= 0xff00 && code <= 0xff0f)
  );
}

/** Scripts that write no spaces: each character counts as a word. */
const isWordByItself = (code: number) =>
  (code >= 0x3040 && code <= 0x30ff) || (code >= 0x3400 && code <= 0x9fff);

const offset = 0x811c9dc5;
const prime = 0x01000193;

/** 32-bit hashes of the words of a text in small letters, in order. */
function wordHashes(text: string): number[] {
  const small = text.toLowerCase();
  const words: number[] = [];
  let hash = offset;
  let inside = false;
  const end = () => {
    if (inside) {
      words.push(hash);
      hash = offset;
      inside = false;
    }
  };
  for (let i = 0; i < small.length; i++) {
    const code = small.charCodeAt(i);
    const isWord = code < 128 ? (code > 96 && code < 123) || (code > 47 && code < 58) : !separates(code);
    if (!isWord) {
      end();
    } else if (isWordByItself(code)) {
      end();
      words.push(Math.imul(offset ^ code, prime));
    } else {
      hash = Math.imul(hash ^ code, prime);
      inside = true;
    }
  }
  end();
  return words;
}

function mixed(hash: number): number {
  const first = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  const second = Math.imul(first ^ (first >>> 13), 0xc2b2ae35);
  // 30 bits: small integers, which sets and arrays hold without boxing them.
  return (second ^ (second >>> 16)) & 0x3fffffff;
}

/**
 * The runs of three words of a text as 30-bit hashes, each once; a text of fewer words is one run. Letter case and
 * punctuation do not count.
 */
export function wordGrams(text: string): Set<number> {
  const words = wordHashes(text);
  const grams = new Set<number>();
  for (let i = 0; i + 2 < words.length; i++) {
    const [a = 0, b = 0, c = 0] = [words[i], words[i + 1], words[i + 2]];
    grams.add(mixed(Math.imul(Math.imul(a, 31) ^ b, 0x9e3779b1) ^ mixed(c)));
  }
  if (grams.size === 0) {
    grams.add(mixed(words.reduce((hash, word) => Math.imul(hash, 31) ^ word, words.length)));
  }
  return grams;
}

/** Jaccard index of two sets, 0 to 1. */
export function overlap<T>(a: ReadonlySet<T>, b: ReadonlySet<T>): number {
  let common = 0;
  for (const entry of a) {
    if (b.has(entry)) {
      common++;
    }
  }
  return common / Math.max(1, a.size + b.size - common);
}
