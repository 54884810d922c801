let remembered = 0;

/** An object that keeps itself what is remembered of it: quicker than a table beside it, and gone when it is gone. */
export class Keeper {
  readonly #kept = new Array<unknown>(remembered);

  /** The result under a number of `perObject`'s. */
  kept(at: number): unknown {
    return this.#kept[at];
  }

  keep(at: number, result: unknown): void {
    this.#kept[at] = result;
  }
}

/** Remembers one result per object for as long as the object lives. */
export function perObject<K extends object, V>(compute: (key: K) => V): (key: K) => V {
  const results = new WeakMap<K, V>();
  const at = remembered++;
  return (key) => {
    if (key instanceof Keeper) {
      const kept = key.kept(at) as V | undefined;
      if (kept !== undefined) {
        return kept;
      }
      const result = compute(key);
      key.keep(at, result);
      return result;
    }
    const known = results.get(key);
    if (known !== undefined) {
      return known;
    }
    const value = compute(key);
    results.set(key, value);
    return value;
  };
}

/**
 * Remembers the results of the last texts, at least half of `limit` and at most all of it. Texts longer than `longest` UTF-16
 * units are computed each time, so the memory held is bounded by `limit * longest`.
 */
export function perText<V>(
  compute: (text: string) => V,
  limit = 1_000,
  longest = 8_000,
): (text: string) => V {
  // Two generations: when the younger one is full, the elder is let go of. Taking the oldest entry out of one map for each
  // new one would have to step over all that were taken out before.
  const half = Math.ceil(limit / 2);
  let young = new Map<string, V>();
  let elder = new Map<string, V>();
  return (text) => {
    const known = young.get(text);
    if (known !== undefined) {
      return known;
    }
    const value = elder.get(text) ?? compute(text);
    if (text.length <= longest) {
      if (young.size >= half) {
        elder = young;
        young = new Map();
      }
      young.set(text, value);
    }
    return value;
  };
}
