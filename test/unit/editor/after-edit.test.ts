import { describe, expect, it } from "vitest";
import { afterEdit } from "../../../src/editor/diagnostics/after-edit.ts";

const range = (startLine: number, startColumn: number, endLine: number, endColumn: number) => ({
  startLine,
  startColumn,
  endLine,
  endColumn,
});
const mark = range(10, 4, 11, 8);

describe("a mark after an edit", () => {
  it("goes when a line of it is touched, wherever on the line", () => {
    expect(afterEdit(mark, [{ range: range(10, 60, 10, 60), text: "x" }])).toBeUndefined();
    expect(afterEdit(mark, [{ range: range(11, 0, 12, 0), text: "" }])).toBeUndefined();
    expect(afterEdit(mark, [{ range: range(3, 0, 20, 0), text: "" }])).toBeUndefined();
  });

  it("moves with lines that come and go above", () => {
    expect(afterEdit(mark, [{ range: range(2, 0, 2, 0), text: "a\nb\r\n" }])).toEqual(range(12, 4, 13, 8));
    expect(afterEdit(mark, [{ range: range(2, 0, 5, 3), text: "one line" }])).toEqual(range(7, 4, 8, 8));
  });

  it("stays when something changes below", () => {
    expect(afterEdit(mark, [{ range: range(12, 0, 40, 0), text: "" }])).toEqual(mark);
  });

  it("follows several changes at once", () => {
    const changes = [
      { range: range(30, 0, 30, 0), text: "\n" },
      { range: range(4, 0, 4, 0), text: "\n\n" },
      { range: range(1, 0, 2, 0), text: "" },
    ];
    expect(afterEdit(mark, changes)).toEqual(range(11, 4, 12, 8));
  });
});
