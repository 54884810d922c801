import { type Example, pairExample } from "./example.ts";
import { type BrokenPair, pairsOf } from "./pairs.ts";
import type { Store } from "./store.ts";

/** Every pair of the store as an example; see `pairsOf`. */
export function* pairExamples(
  store: Store,
  onBroken?: (broken: BrokenPair) => void,
): Generator<Example, undefined> {
  for (const pair of pairsOf(store, onBroken)) {
    yield pairExample(pair);
  }
}
