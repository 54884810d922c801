import fc from "fast-check";
import { expect, test } from "vitest";
import { type Hint, occursIn } from "../../../src/tools/format.ts";
import { createSearches } from "../../../src/tools/text-search.ts";

const words = ["tool", "Tool", "toolkit", "call_tool", "exec", "execute", "a.b", '"sse"', "x", "für"];
const hints: readonly Hint[] = [...words, /\btool\b/, /exec(?:ute)?\(/i, /\.\s*call_tool/, /["']sse["']/];
const texts = fc
  .array(fc.constantFrom(...words, " ", ".", "(", "\n", '"', "_", "ö"), { maxLength: 30 })
  .map((parts) => parts.join(""));

test("a search holds what the text holds, whatever was asked before and however often", () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(texts, fc.array(fc.constantFrom(...hints), { maxLength: 8 })), { maxLength: 40 }),
      (questions) => {
        const search = createSearches();
        for (const [text, asked] of questions) {
          for (const hint of asked) {
            expect(search(text).holds(hint)).toBe(occursIn(text, [hint]));
          }
        }
      },
    ),
  );
});

test("words that come up late are told as those that came first", () => {
  const search = createSearches();
  const known = Array.from({ length: 200 }, (_, n) => `early${n}`);
  expect(known.some(search("nothing").holds)).toBe(false);
  for (let n = 0; n < 300; n++) {
    const { holds } = search(`text ${n} with late_word and early7 ${n % 2 === 0 ? "other_word" : ""}`);
    expect([holds("late_word"), holds("early7"), holds("other_word"), holds("missing_word")]).toEqual([
      true,
      true,
      n % 2 === 0,
      false,
    ]);
  }
});

test("a text that is searched again soon is the same search", () => {
  const search = createSearches();
  const first = search("some text");
  expect(search(["some", "text"].join(" "))).toBe(first);
  for (let n = 0; n < 20; n++) {
    search(`other ${n}`);
  }
  expect(search("some text").holds("text")).toBe(true);
});
