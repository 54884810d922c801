/** Remembers one result per object for as long as the object lives. */
export function perObject<K extends object, V>(compute: (key: K) => V): (key: K) => V {
  const results = new WeakMap<K, V>();
  return (key) => {
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
 * Remembers the results of the last `limit` texts, first in first out. Texts longer than `longest` UTF-16 units are
 * computed each time, so the memory held is bounded by `limit * longest`.
 */
export function perText<V>(
  compute: (text: string) => V,
  limit = 1_000,
  longest = 8_000,
): (text: string) => V {
  const results = new Map<string, V>();
  return (text) => {
    const known = results.get(text);
    if (known !== undefined) {
      return known;
    }
    const value = compute(text);
    if (text.length <= longest) {
      if (results.size >= limit) {
        const oldest = results.keys().next();
        if (!oldest.done) {
          results.delete(oldest.value);
        }
      }
      results.set(text, value);
    }
    return value;
  };
}
