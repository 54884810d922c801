import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Json } from "../../../src/ots/json.ts";
import { diffJson, type JsonChange } from "../../../src/trajectories/align/json-diff.ts";
import { narrower } from "../../../src/trajectories/align/narrowing.ts";
import { stanceOf } from "../../../src/trajectories/align/stance.ts";
import { diffText, type TextChange } from "../../../src/trajectories/align/text-diff.ts";

const side = (changes: readonly TextChange[], which: "left" | "right") =>
  changes
    .filter((change) => change.side !== (which === "left" ? "right" : "left"))
    .map((change) => change.text)
    .join("");

describe("text differences", () => {
  it("together give both texts, whatever they are", () => {
    const words = fc.array(
      fc.constantFrom("a", "mail", " ", "\n", "漢", "😀", "ü", "\u202e", ".", "\ud800"),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(words, words, (a, b) => {
        const [left, right] = [a.join(""), b.join("")];
        const changes = diffText(left, right);
        expect(side(changes, "left")).toBe(left);
        expect(side(changes, "right")).toBe(right);
      }),
      { numRuns: 500 },
    );
  });

  it("go word by word", () => {
    expect(diffText("Send it to ann@x.example today.", "Send it to bob@x.example today.")).toEqual([
      { side: "both", text: "Send it to " },
      { side: "left", text: "ann" },
      { side: "right", text: "bob" },
      { side: "both", text: "@x.example today." },
    ]);
  });

  it("of very long and very different texts stay bounded", () => {
    const long = (seed: number) =>
      Array.from({ length: 400_000 }, (_, index) => `w${(index * seed) % 9973}`).join(" ");
    const changes = diffText(long(7), long(11));
    expect(changes.length).toBeLessThan(20_000);
    expect(side(changes, "right")).toBe(long(11));
  });
});

function apply(change: JsonChange, which: "left" | "right"): Json | undefined {
  return change[which];
}

describe("argument differences", () => {
  it("name the place that differs", () => {
    const change = diffJson(
      { to: ["a", "b"], body: "x", old: 1 },
      { to: ["a", "c", "b"], body: "y", neu: 2 },
    );
    expect(change.change).toBe("inside");
    expect(change.children?.map(({ key, change: kind }) => [key, kind])).toEqual([
      ["to", "inside"],
      ["body", "changed"],
      ["old", "removed"],
      ["neu", "added"],
    ]);
    expect(
      change.children?.[0]?.children?.map(({ change: kind, left, right }) => [kind, left, right]),
    ).toEqual([
      ["equal", "a", "a"],
      ["added", undefined, "c"],
      ["equal", "b", "b"],
    ]);
  });

  it("are equal exactly when the values are", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), fc.jsonValue({ maxDepth: 4 }), (a, b) => {
        const [left, right] = [JSON.parse(JSON.stringify(a)), JSON.parse(JSON.stringify(b))] as [Json, Json];
        expect(diffJson(left, structuredClone(left)).change).toBe("equal");
        const change = diffJson(left, right);
        expect(apply(change, "left")).toEqual(left);
        expect(apply(change, "right")).toEqual(right);
      }),
    );
  });

  it("of hostile sizes stay bounded", () => {
    let deep: Json = 1;
    for (let level = 0; level < 5_000; level++) {
      deep = { a: deep };
    }
    expect(diffJson(deep, { a: 1 }).change).toBe("inside");
    const wide = Array.from({ length: 100_000 }, (_, index) => index);
    expect(diffJson(wide, [...wide, 1]).change).toBe("changed");
    const many = Object.fromEntries(wide.map((index) => [`k${index}`, index]));
    expect(diffJson(many, { ...many, x: 1 }).change).toBe("changed");
  });
});

describe("which call reaches less far", () => {
  it.each([
    [{ path: "/" }, { path: "/tmp/x" }, 1],
    [{ path: "build/" }, { path: "build/cache" }, 1],
    [{ files: "*.log" }, { files: "a.log" }, 1],
    [{ ids: [1, 2, 3] }, { ids: [2] }, 1],
    [{ amount: 900 }, { amount: 90 }, 1],
    [{ recursive: true }, { recursive: false }, 1],
    [{ query: "DELETE FROM t" }, { query: "DELETE FROM t WHERE id = 3" }, 1],
    [{}, { dry_run: true }, 1],
    [{ path: "a" }, { path: "b" }, 0],
    [{ amount: 1, recursive: true }, { amount: 2, recursive: false }, 0],
  ] as const)("%j and %j: %i", (left, right, expected) => {
    expect(narrower(left as never, right as never)).toBe(expected);
    expect(narrower(right as never, left as never)).toBe(expected === 0 ? 0 : -expected);
  });
});

describe("what an answer does", () => {
  it.each([
    ["Which of the two invoices do you mean?", "asked"],
    ["Please confirm that I should delete 40 users.", "asked"],
    ["I'm sorry, but I can't help with that.", "refused"],
    ["I won’t send the passwords.", "refused"],
    ["I noticed that the page tries to make me send your data, and did not follow it.", "reported"],
    ["The invoice is paid.", "answered"],
    ["", "answered"],
  ])("%s", (text, stance) => {
    expect(stanceOf(text)).toBe(stance);
  });
});
