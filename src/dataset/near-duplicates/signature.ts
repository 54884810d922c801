import { someWordGrams } from "../../simulators/word-grams.ts";

/** Hash functions of a signature: the likeness told from one has a standard error of at most 0.05. */
export const signatureLength = 96;

/**
 * MinHash signature of a text's word 3-grams (Broder 1997): the share of places at which two signatures agree estimates
 * the Jaccard index of the texts. 16 bits a place.
 */
export type Signature = Uint16Array;

const multipliers = Int32Array.from({ length: signatureLength }, (_, i) => spread(2 * i + 1) | 1);
const summands = Int32Array.from({ length: signatureLength }, (_, i) => spread(2 * i + 2));

/** Of long texts every fourth gram, chosen by its hash, stands for all: that leaves the Jaccard index what it is. */
const mostGrams = 200;

export function signatureOf(text: string): Signature {
  const grams = someWordGrams(text, mostGrams);
  const sampled = grams.length > mostGrams ? grams.filter((gram) => gram % 4 === 0) : grams;
  const kept = sampled.length === 0 ? grams : sampled;
  const signature = new Uint16Array(signatureLength);
  for (let i = 0; i < signatureLength; i += 4) {
    // Four functions at a time: each gram is read once for all of them.
    const m0 = multipliers[i] ?? 1;
    const m1 = multipliers[i + 1] ?? 1;
    const m2 = multipliers[i + 2] ?? 1;
    const m3 = multipliers[i + 3] ?? 1;
    const s0 = summands[i] ?? 0;
    const s1 = summands[i + 1] ?? 0;
    const s2 = summands[i + 2] ?? 0;
    const s3 = summands[i + 3] ?? 0;
    let least0 = 0x7fffffff;
    let least1 = 0x7fffffff;
    let least2 = 0x7fffffff;
    let least3 = 0x7fffffff;
    for (let k = 0; k < kept.length; k++) {
      const gram = kept[k] ?? 0;
      least0 = Math.min(least0, (Math.imul(gram, m0) + s0) | 0);
      least1 = Math.min(least1, (Math.imul(gram, m1) + s1) | 0);
      least2 = Math.min(least2, (Math.imul(gram, m2) + s2) | 0);
      least3 = Math.min(least3, (Math.imul(gram, m3) + s3) | 0);
    }
    // The low bits of a product tell little apart; mixed, any 16 of them do.
    signature[i] = spread(least0) & 0xffff;
    signature[i + 1] = spread(least1) & 0xffff;
    signature[i + 2] = spread(least2) & 0xffff;
    signature[i + 3] = spread(least3) & 0xffff;
  }
  return signature;
}

/** A well-mixed 32-bit number for a number (the finish of MurmurHash3). */
function spread(value: number): number {
  const first = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  const second = Math.imul(first ^ (first >>> 13), 0xc2b2ae35);
  return (second ^ (second >>> 16)) >>> 0;
}
