import { type Signature, signatureLength } from "./signature.ts";

/** Bands of three places each: at the threshold, 98.6 % of pairs share a band, above 0.6 practically all. */
const rows = 3;
const bands = signatureLength / rows;
/** Of texts at the threshold fewer than one in three hundred agree in less than a quarter this far; most candidates do. */
const looked = 24;

export interface Near {
  id: string;
  /** Estimated Jaccard index, 0 to 1. */
  likeness: number;
}

/**
 * Finds near-duplicates among many texts (MinHash with locality-sensitive hashing). About 600 bytes a text, in a few
 * flat arrays; looking one up takes some 10 µs whatever the number of texts.
 */
export class NearIndex {
  readonly #ids: string[] = [];
  readonly #places = new Map<string, number>();
  #signatures = new Uint16Array(1024 * signatureLength);
  /** First text of each bucket by band, and the next one in the same bucket; 0 is none, place n is n + 1. */
  #heads = new Int32Array(2048 * bands);
  #nexts = new Int32Array(1024 * bands);
  /** In which look-up each text was last compared. */
  #tried = new Uint32Array(1024);
  #round = 0;

  get size(): number {
    return this.#ids.length;
  }

  has(id: string): boolean {
    return this.#places.has(id);
  }

  /** Takes a text in; one with a known id is left as it is. */
  add(id: string, signature: Signature): void {
    if (this.#places.has(id)) {
      return;
    }
    const place = this.#ids.length;
    if ((place + 1) * signatureLength > this.#signatures.length) {
      this.#grow();
    }
    this.#ids.push(id);
    this.#places.set(id, place);
    this.#signatures.set(signature, place * signatureLength);
    this.#link(place);
  }

  /** The text most like this one, of those whose estimated likeness is `least` or more; `but` is left out. */
  nearest(signature: Signature, least: number, but?: string): Near | undefined {
    const own = but === undefined ? -1 : (this.#places.get(but) ?? -1);
    let best = -1;
    let most = Math.ceil(least * signatureLength) - 1;
    const buckets = this.#heads.length / bands;
    this.#round++;
    for (let band = 0; band < bands; band++) {
      const bucket = band * buckets + (bandHash(signature, 0, band) & (buckets - 1));
      for (let at = this.#heads[bucket] ?? 0; at > 0; at = this.#nexts[(at - 1) * bands + band] ?? 0) {
        const place = at - 1;
        if (place === own || this.#tried[place] === this.#round) {
          continue;
        }
        this.#tried[place] = this.#round;
        const same = this.#agreement(signature, place);
        if (same > most) {
          most = same;
          best = place;
        }
      }
    }
    const id = this.#ids[best];
    return id === undefined ? undefined : { id, likeness: most / signatureLength };
  }

  /** Every text's signature under its id. */
  *entries(): Generator<[string, Signature], undefined> {
    for (const [place, id] of this.#ids.entries()) {
      yield [id, this.#signatures.subarray(place * signatureLength, (place + 1) * signatureLength)];
    }
  }

  #agreement(signature: Signature, place: number): number {
    const signatures = this.#signatures;
    const base = place * signatureLength;
    let same = 0;
    for (let i = 0; i < looked; i++) {
      same += signature[i] === signatures[base + i] ? 1 : 0;
    }
    if (same < 6) {
      return same;
    }
    for (let i = looked; i < signatureLength; i++) {
      same += signature[i] === signatures[base + i] ? 1 : 0;
    }
    return same;
  }

  #link(place: number): void {
    const buckets = this.#heads.length / bands;
    for (let band = 0; band < bands; band++) {
      const hash = bandHash(this.#signatures, place * signatureLength, band);
      const bucket = band * buckets + (hash & (buckets - 1));
      this.#nexts[place * bands + band] = this.#heads[bucket] ?? 0;
      this.#heads[bucket] = place + 1;
    }
  }

  #grow(): void {
    const signatures = new Uint16Array(this.#signatures.length * 2);
    signatures.set(this.#signatures);
    this.#signatures = signatures;
    this.#heads = new Int32Array(this.#heads.length * 2);
    this.#nexts = new Int32Array(this.#nexts.length * 2);
    this.#tried = new Uint32Array(this.#tried.length * 2);
    for (let place = 0; place < this.#ids.length; place++) {
      this.#link(place);
    }
  }
}

function bandHash(signatures: Uint16Array, base: number, band: number): number {
  let hash = band + 1;
  for (let i = base + band * rows; i < base + (band + 1) * rows; i++) {
    hash = Math.imul(hash ^ (signatures[i] ?? 0), 0x9e3779b1);
    hash ^= hash >>> 15;
  }
  return hash >>> 0;
}
