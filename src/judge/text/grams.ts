import { edge } from "./needs.ts";

/** Runs of three characters are told apart by this many hashes; two of them may share one. */
export const slots = 1 << 14;

const edgeCode = edge.charCodeAt(0);

function slotOf(a: number, b: number, c: number): number {
  return Math.imul((a << 14) ^ (b << 7) ^ c, 0x9e3779b1) >>> 18;
}

/** A character as grams have it: small, every digit alike. */
function plain(code: number): number {
  return code >= 65 && code <= 90 ? code + 32 : code >= 48 && code <= 57 ? 48 : code;
}

const isWordUnit = (code: number) => (code >= 97 && code <= 122) || code === 48 || code === 95;

/**
 * Marks the grams of a text in `seen` with `now` and writes those that were not marked yet to `grams`: each run of three
 * characters, and the two at each end of a word.
 * @returns how many were written
 */
export function addGrams(text: string, grams: Uint16Array, seen: Uint16Array, now: number): number {
  let count = 0;
  let a = 0;
  let b = 0;
  let aIsWord = false;
  let bIsWord = false;
  for (let i = 0; i <= text.length; i++) {
    const c = i < text.length ? plain(text.charCodeAt(i)) : 0;
    const cIsWord = isWordUnit(c);
    const gram = slotOf(a, b, c);
    if (seen[gram] !== now) {
      seen[gram] = now;
      grams[count++] = gram;
    }
    if (bIsWord && !aIsWord) {
      const first = slotOf(edgeCode, b, c);
      if (seen[first] !== now) {
        seen[first] = now;
        grams[count++] = first;
      }
    }
    if (bIsWord && !cIsWord) {
      const last = slotOf(a, b, edgeCode);
      if (seen[last] !== now) {
        seen[last] = now;
        grams[count++] = last;
      }
    }
    a = b;
    b = c;
    aIsWord = bIsWord;
    bIsWord = cIsWord;
  }
  return count;
}

/** Grams that every text has in which the run stands. */
export function gramsOfRun(run: string): number[] {
  const found = new Set<number>();
  const bare = run.replaceAll(edge, "");
  const code = (at: number) => bare.charCodeAt(at);
  for (let i = 0; i + 2 < bare.length; i++) {
    found.add(slotOf(code(i), code(i + 1), code(i + 2)));
  }
  let at = 0;
  for (const character of run.split("")) {
    if (character !== edge) {
      at++;
      continue;
    }
    // Between two letters there is no edge: nothing matches such a run, so nothing is lost by looking for one.
    if (at + 1 < bare.length && isWordUnit(code(at))) {
      found.add(slotOf(edgeCode, code(at), code(at + 1)));
    }
    if (at > 1 && isWordUnit(code(at - 1))) {
      found.add(slotOf(code(at - 2), code(at - 1), edgeCode));
    }
  }
  return [...found];
}
