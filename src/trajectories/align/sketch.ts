/** 32-bit numbers of a sketch: 128 bits. */
export const sketchSize = 4;

const maxWords = 400;
const maxCharacters = 16_000;
const prime = 0x01000193;

/**
 * Sets one bit for each word of `text` (its first 400) in the sketch that begins at `at`. Two texts then share about
 * as many bits as words, which is all that ranking candidate pairs needs and costs nanoseconds to compare.
 */
export function addToSketch(sketches: Int32Array, at: number, text: string, prefix = ""): void {
  const end = Math.min(text.length, maxCharacters);
  const start = seed(prefix);
  let words = 0;
  let hash = start;
  let inside = false;
  for (let index = 0; index <= end; index++) {
    const code = index < end ? wordCode(text.charCodeAt(index)) : 0;
    if (code !== 0) {
      hash = Math.imul(hash ^ code, prime);
      inside = true;
    } else if (inside) {
      const bit = (hash ^ (hash >>> 15)) & 127;
      const place = at + (bit >> 5);
      sketches[place] = (sketches[place] ?? 0) | (1 << (bit & 31));
      words += 1;
      if (words === maxWords) {
        return;
      }
      hash = start;
      inside = false;
    }
  }
}

/** FNV-1a, 32 bits. */
function seed(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), prime);
  }
  return hash;
}

/** The character in lower case when it belongs to a word, else 0. Everything beyond ASCII counts as a letter. */
function wordCode(code: number): number {
  if (code >= 97 && code <= 122) {
    return code;
  }
  if (code >= 65 && code <= 90) {
    return code + 32;
  }
  return code >= 128 || (code >= 48 && code <= 57) || code === 95 ? code : 0;
}

/** Bits set in four numbers together. Counts of four bits are added up before they are spread to bytes. */
export function bitCount4(a: number, b: number, c: number, d: number): number {
  const low = nibbleCounts(a) + nibbleCounts(b);
  const high = nibbleCounts(c) + nibbleCounts(d);
  const bytes =
    (low & 0x0f0f0f0f) + ((low >>> 4) & 0x0f0f0f0f) + (high & 0x0f0f0f0f) + ((high >>> 4) & 0x0f0f0f0f);
  return Math.imul(bytes, 0x01010101) >>> 24;
}

function nibbleCounts(value: number): number {
  const pairs = value - ((value >>> 1) & 0x55555555);
  return ((pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333)) | 0;
}

/** Bits set in each of `count` sketches. */
export function sketchWeights(sketches: Int32Array, count: number): Int32Array {
  return Int32Array.from({ length: count }, (_, index) => {
    const [a = 0, b = 0, c = 0, d = 0] = sketches.subarray(index * sketchSize, (index + 1) * sketchSize);
    return bitCount4(a, b, c, d);
  });
}
