/** Where a text differs from an earlier one, as one replaced stretch. */
export interface Difference {
  start: number;
  /** The end of what was replaced, in the earlier text. */
  oldEnd: number;
  newEnd: number;
}

/** The shortest stretch outside of which both texts are the same. */
export function difference(before: string, after: string): Difference {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before.charCodeAt(start) === after.charCodeAt(start)) {
    start++;
  }
  let same = 0;
  while (
    same < most - start &&
    before.charCodeAt(before.length - same - 1) === after.charCodeAt(after.length - same - 1)
  ) {
    same++;
  }
  return { start, oldEnd: before.length - same, newEnd: after.length - same };
}
