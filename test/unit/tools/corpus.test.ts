import { describe, expect, it } from "vitest";
import { measureCorpus } from "../../../bench/discovery-corpus.ts";

describe("the corpus of projects in their frameworks' idioms", async () => {
  const results = await measureCorpus(process.cwd());

  it("holds what it is said to hold", () => {
    expect(results.length).toBeGreaterThan(20);
    expect(results.reduce((sum, { expected }) => sum + expected, 0)).toBeGreaterThan(65);
  });

  it.each(results.map((result) => [result.framework, result] as const))("is read right: %s", (_, result) => {
    expect(result).toMatchObject({ missed: [], wrong: [] });
  });
});
