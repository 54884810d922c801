import { describe, expect, it } from "vitest";
import { openTrajectories } from "../../../src/trajectories/open.ts";
import { memorySource } from "../../../src/trajectories/source.ts";
import { looksLikeTable, tableRecords, tableRows } from "../../../src/trajectories/table.ts";

const cells = (text: string) => [...tableRows(text)].map((row) => row.cells);

describe("a comma-separated table", () => {
  it("has quoted cells with commas, quotes and line ends, and says on which line a row begins", () => {
    expect([...tableRows('a,"b, ""c""\nd"\r\n\r\n"",e,\r"f"')]).toEqual([
      { cells: ["a", 'b, "c"\nd'], line: 1 },
      { cells: ["", "e", ""], line: 4 },
      { cells: ["f"], line: 5 },
    ]);
    expect(cells("\uFEFFa,b")).toEqual([["a", "b"]]);
    expect(cells("")).toEqual([]);
  });

  it("ends with the text where a quote is never closed", () => {
    expect(cells('a,"b\nc')).toEqual([["a", "b\nc"]]);
    expect(cells('"')).toEqual([]);
    expect(cells('"a"b,c')).toEqual([["ab", "c"]]);
  });

  it("bounds hostile rows", () => {
    expect(cells(",".repeat(100_000).concat("x"))).toEqual([]);
    expect(cells("x,".repeat(5000))[0]).toHaveLength(1000);
    expect(cells('"'.repeat(1_000_000))[0]?.[0]?.length).toBeGreaterThan(1000);
  });

  it("is told from JSON and prose by its first line", () => {
    expect(looksLikeTable("prompt,chosen,rejected\n1,2,3")).toBe(true);
    expect(looksLikeTable('{"a":1,"b":2}')).toBe(false);
    expect(looksLikeTable("one word")).toBe(false);
    expect(looksLikeTable("a,a")).toBe(false);
    expect(looksLikeTable("a,,b")).toBe(false);
  });

  it("gives missing cells as empty, and leaves out what no column names", () => {
    expect(tableRecords("a, b\n1\n2,3,4").map(({ record }) => record)).toEqual([
      { a: "1", b: "" },
      { a: "2", b: "3" },
    ]);
  });

  it("is opened as whatever format its columns are", async () => {
    const opened = await openTrajectories(
      memorySource("pairs.csv", 'prompt,chosen,rejected\n"What is 2 + 2?",4,5\n'),
    );
    expect(opened.format?.id).toBe("openai-preference");
    expect(opened.summaries).toHaveLength(2);
    const unknown = await openTrajectories(memorySource("colours.csv", "red,green\n1,2\n"));
    expect(unknown.problems[0]?.message).toMatch(/not a trajectory format/);
  });
});
