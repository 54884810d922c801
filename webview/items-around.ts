import type { Items } from "./items.ts";

export function* range(first: number, last: number): Generator<number> {
  for (let at = first; at <= last; at++) {
    yield at;
  }
}

/**
 * Indexes of items around those on the screen, the nearest first: two the way one scrolls for each one on the other side.
 * Some lie beyond the ends of the list.
 */
export function* itemsAround(
  [first, last]: readonly [first: number, last: number],
  way: 1 | -1,
  reach: number,
): Generator<number> {
  const [ahead, behind] = way === 1 ? [last, first] : [first, last];
  for (let k = 1; k <= reach; k++) {
    yield ahead + way * (2 * k - 1);
    yield ahead + way * 2 * k;
    yield behind - way * k;
  }
}

/** The rows that stand at the indexes; folds and places beyond the ends have none. */
export function* rowsOf(items: Items, indexes: Iterable<number>): Generator<number> {
  for (const index of indexes) {
    const item = items.at(index);
    if (item?.of === "row") {
      yield item.row;
    }
  }
}
