import { describe, expect, it, vi } from "vitest";
import type { Inspected, PageRow } from "../../../src/shared/inspection.ts";
import { blockRows } from "../../../src/shared/inspection.ts";
import type { PageHead } from "../../../src/shared/protocol.ts";
import { Items } from "../../../webview/items.ts";
import { itemsAround, range, rowsOf } from "../../../webview/items-around.ts";
import { Model } from "../../../webview/model.ts";
import { RowReader } from "../../../webview/row-reader.ts";

const kind = "single" as const;

function reader(fail: (from: number) => boolean = () => false, size = 0) {
  const model = new Model({} as PageHead, { rows: 1000, outline: {} } as Inspected);
  const asked: number[] = [];
  const questions: [from: number, blocks: number][] = [];
  const ask = async ({ from, count }: { from: number; count: number }): Promise<PageRow[]> => {
    asked.push(from / blockRows);
    questions.push([from / blockRows, count / blockRows]);
    if (fail(from)) {
      throw new Error("no");
    }
    const failed = "x".repeat(size);
    return Array.from({ length: count }, (_, k) => ({ row: from + k, kind, failed }));
  };
  const failures: unknown[] = [];
  const rows = new RowReader({
    model,
    ask: ask as unknown as ConstructorParameters<typeof RowReader>[0]["ask"],
    onRows: () => {},
    onFailure: (error) => failures.push(error),
  });
  return { model, asked, questions, rows, failures };
}

describe("rows", () => {
  it("are asked for once, in the blocks they stand in and no others", async () => {
    const { rows, asked, model } = reader();
    await Promise.all([rows.read([3, 4, 900]), rows.read([4])]);
    await rows.read([901]);
    void rows.read([700]);
    await rows.read([700]);
    expect(model.row(700)).toBeDefined();
    expect(asked).toEqual([0, 900 / blockRows, 700 / blockRows]);
    expect(model.row(900)?.row).toBe(900);
    expect(model.row(500)).toBeUndefined();
  });

  it("that follow one another come in one answer, as long as it is not too long", async () => {
    const { rows, questions, model } = reader();
    await rows.read([...range(0, 3 * blockRows - 1), ...range(10 * blockRows, 17 * blockRows)]);
    expect(questions).toEqual([
      [0, 3],
      [10, 5],
      [15, 3],
    ]);
    expect(model.row(2 * blockRows + 1)?.row).toBe(2 * blockRows + 1);
    expect(model.row(17 * blockRows)?.row).toBe(17 * blockRows);
  });

  it("that could not be read are asked for again", async () => {
    let refuse = true;
    const { rows, asked, failures } = reader(() => refuse);
    await rows.read([0]);
    refuse = false;
    await rows.read([0]);
    expect(asked).toEqual([0, 0]);
    expect(failures).toHaveLength(1);
  });

  it("around the screen are read while nothing else is, until somebody asks for others", async () => {
    vi.useFakeTimers();
    try {
      const { rows, asked } = reader();
      rows.ahead(range(0, 999));
      await vi.advanceTimersByTimeAsync(200);
      expect(asked.length).toBeGreaterThan(1);
      rows.ahead([999].values());
      await vi.advanceTimersByTimeAsync(10_000);
      expect(asked.at(-1)).toBe(Math.floor(999 / blockRows));
      expect(asked.length).toBeLessThan(10);
    } finally {
      vi.useRealTimers();
    }
  });

  it("that are large are not all kept, and push nothing out that is on the screen", async () => {
    vi.useFakeTimers();
    try {
      const { rows, asked, model } = reader(undefined, 200_000);
      await rows.read([0]);
      rows.ahead(range(0, 999));
      await vi.advanceTimersByTimeAsync(60_000);
      expect(asked.length).toBeLessThan(8);
      expect(model.row(0)).toBeDefined();
      for (let row = 0; row < 1000; row += blockRows) {
        await rows.read([row]);
      }
      expect(model.row(999)).toBeDefined();
      expect(model.row(0)).toBeUndefined();
    } finally {
      vi.useRealTimers();
    }
  });
});

describe("items around the screen", () => {
  it("come nearest first, two the way one scrolls for one behind", () => {
    expect([...itemsAround([5, 7], 1, 2)]).toEqual([8, 9, 4, 10, 11, 3]);
    expect([...itemsAround([5, 7], -1, 1)]).toEqual([4, 3, 8]);
  });

  it("have rows where they are no folds and within the list", () => {
    const items = new Items([[0, 9]], 4);
    expect([...rowsOf(items, range(-3, 20))]).toEqual([4, 5, 6, 7, 8, 9]);
  });
});
