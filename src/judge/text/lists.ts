/** Many short lists of small numbers, one behind the other: list `n` is `items` from `from[n]` up to `from[n + 1]`. */
export class Lists {
  readonly from: Uint32Array;
  readonly items: Uint32Array;

  constructor(lists: readonly (readonly number[])[]) {
    this.from = new Uint32Array(lists.length + 1);
    for (const [at, { length }] of lists.entries()) {
      this.from[at + 1] = (this.from[at] ?? 0) + length;
    }
    this.items = Uint32Array.from(lists.flat());
  }
}
