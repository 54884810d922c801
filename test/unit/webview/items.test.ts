import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Items } from "../../../webview/items.ts";

const all = (items: Items) => Array.from({ length: items.count }, (_, index) => items.at(index));

describe("the items of a list", () => {
  it("are a fold and the rows behind it", () => {
    const items = new Items([[0, 4]], 3);
    expect(all(items)).toEqual([
      { of: "fold", rows: 3 },
      { of: "row", row: 3 },
      { of: "row", row: 4 },
    ]);
    expect([0, 2, 3, 4, 5].map((row) => items.indexOf(row))).toEqual([0, 0, 1, 2, undefined]);
  });

  it("lead beyond the ends of a list that cannot hold all", () => {
    const items = new Items(
      [
        [0, 9],
        [20, 29],
      ],
      0,
      21,
      6,
    );
    expect(all(items)).toEqual([
      { of: "beyond", rows: 8, row: 7 },
      ...[8, 9, 20, 21, 22, 23].map((row) => ({ of: "row", row })),
      { of: "beyond", rows: 6, row: 24 },
    ]);
    expect([items.indexOf(3), items.passes(3), items.passes(15)]).toEqual([undefined, true, false]);
  });

  it("hold exactly the rows that pass, each where it says, whatever the ranges", () => {
    const gaps = fc.array(fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 0, max: 6 })), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(
        gaps,
        fc.nat({ max: 20 }),
        fc.nat({ max: 80 }),
        fc.integer({ min: 1, max: 30 }),
        (parts, folded, around, max) => {
          let row = 0;
          const ranges = parts.map(([gap, length]): [number, number] => {
            const first = row + gap;
            row = first + length;
            return [first, row];
          });
          const items = new Items(ranges, folded, around, max);
          const rows = all(items).flatMap((item) => (item?.of === "row" ? item.row : []));
          const passing = ranges
            .flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, k) => first + k))
            .filter((one) => one >= folded);
          expect(all(items)).not.toContain(undefined);
          expect(rows.length).toBe(Math.min(max, passing.length));
          expect(rows).toEqual(passing.slice(passing.indexOf(rows[0] ?? -1)).slice(0, rows.length));
          for (const one of rows) {
            expect(items.at(items.indexOf(one) ?? -1)).toEqual({ of: "row", row: one });
            expect(items.passes(one)).toBe(true);
          }
          if (passing.includes(around)) expect(rows).toContain(around);
        },
      ),
    );
  });
});
