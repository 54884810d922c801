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

/** Hashes of the words of the text that was looked at last: many texts are, and none of them needs a list of its own. */
let words = new Uint32Array(256);

/** Puts 32-bit hashes of the words of a text in small letters into `words`, in order. @returns how many there are */
function hashWords(text: string): number {
  const small = text.toLowerCase();
  if (small.length > words.length) {
    words = new Uint32Array(2 * small.length);
  }
  let count = 0;
  let hash = offset;
  let inside = false;
  for (let i = 0; i < small.length; i++) {
    const code = small.charCodeAt(i);
    const isWord = code < 128 ? (code > 96 && code < 123) || (code > 47 && code < 58) : !separates(code);
    if (isWord && !isWordByItself(code)) {
      hash = Math.imul(hash ^ code, prime);
      inside = true;
      continue;
    }
    if (inside) {
      words[count++] = hash;
      hash = offset;
      inside = false;
    }
    if (isWord) {
      words[count++] = Math.imul(offset ^ code, prime);
    }
  }
  if (inside) {
    words[count++] = hash;
  }
  return count;
}

function mixed(hash: number): number {
  const first = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  const second = Math.imul(first ^ (first >>> 13), 0xc2b2ae35);
  // 30 bits: small integers, which sets and arrays hold without boxing them.
  return (second ^ (second >>> 16)) & 0x3fffffff;
}

/** The runs of three words of a text as 30-bit hashes, in order; a text of fewer words is one run. */
function gramsInOrder(text: string): Uint32Array {
  const count = hashWords(text);
  const grams = new Uint32Array(Math.max(1, count - 2));
  for (let i = 0; i + 2 < count; i++) {
    const [a = 0, b = 0, c = 0] = [words[i], words[i + 1], words[i + 2]];
    grams[i] = mixed(Math.imul(Math.imul(a, 31) ^ b, 0x9e3779b1) ^ mixed(c));
  }
  if (count < 3) {
    let hash = count;
    for (let i = 0; i < count; i++) {
      hash = Math.imul(hash, 31) ^ (words[i] ?? 0);
    }
    grams[0] = mixed(hash);
  }
  return grams;
}

/**
 * The runs of three words of a text as 30-bit hashes, each once; a text of fewer words is one run. Letter case and
 * punctuation do not count.
 */
export function wordGrams(text: string): Set<number> {
  return new Set(gramsInOrder(text));
}

/** As `wordGrams`, for what does not mind to meet the same run again; without making a set, where there are no more than `most`. */
export function someWordGrams(text: string, most: number): Uint32Array {
  const grams = gramsInOrder(text);
  return grams.length <= most ? grams : Uint32Array.from(new Set(grams));
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
