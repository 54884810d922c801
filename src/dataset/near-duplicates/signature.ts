import { wordGrams } from "../../simulators/word-grams.ts";

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
  const grams = wordGrams(text);
  const sampled = grams.size > mostGrams ? [...grams].filter((gram) => gram % 4 === 0) : [...grams];
  const kept = Int32Array.from(sampled.length === 0 ? grams : sampled);
  const signature = new Uint16Array(signatureLength);
  for (let i = 0; i < signatureLength; i++) {
    const multiplier = multipliers[i] ?? 1;
    const summand = summands[i] ?? 0;
    let least = 0x7fffffff;
    for (let k = 0; k < kept.length; k++) {
      const value = (Math.imul(kept[k] ?? 0, multiplier) + summand) | 0;
      if (value < least) {
        least = value;
      }
    }
    // The low bits of a product tell little apart; mixed, any 16 of them do.
    signature[i] = spread(least) & 0xffff;
  }
  return signature;
}

/** A well-mixed 32-bit number for a number (the finish of MurmurHash3). */
function spread(value: number): number {
  const first = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  const second = Math.imul(first ^ (first >>> 13), 0xc2b2ae35);
  return (second ^ (second >>> 16)) >>> 0;
}
