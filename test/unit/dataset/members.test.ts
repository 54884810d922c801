import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findMembers } from "../../../src/dataset/members.ts";

const names = ["id", "cell", "n"];
const keys = names.map((name) => Buffer.from(name));

function find(text: string): Record<string, string> | false {
  const bytes = Buffer.from(`»${text}«`);
  const spans = new Int32Array(2 * keys.length);
  const [start, end] = [Buffer.byteLength("»"), bytes.length - Buffer.byteLength("«")];
  if (!findMembers(bytes, start, end, keys, spans)) {
    return false;
  }
  return Object.fromEntries(
    names.flatMap((name, k) => {
      const from = spans[2 * k] ?? -1;
      return from === -1 ? [] : [[name, bytes.toString("utf8", from, spans[2 * k + 1])]];
    }),
  );
}

describe("finding members", () => {
  it("finds what JSON.parse finds, in any order, spacing and depth", () => {
    const value = fc.jsonValue();
    const object = fc.record(
      { id: value, cell: value, n: value, other: value, "": value },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(object, fc.constantFrom("", " ", "\t"), (members, space) => {
        const text = JSON.stringify(members, null, space).replaceAll("\n", space);
        const found = find(text);
        expect(found).not.toBe(false);
        for (const name of names) {
          const expected = (JSON.parse(text) as Record<string, unknown>)[name];
          const own = Object.entries(found).find(([key]) => key === name)?.[1];
          expect(own === undefined ? undefined : JSON.parse(own)).toEqual(expected);
        }
      }),
    );
  });

  it.each([
    ["an escaped quote and a bracket in a string", String.raw`{"x":"\"}]\\","id":"a"}`, { id: '"a"' }],
    ["a nested member of the same name", '{"cell":{"id":"inner"},"n":1}', { cell: '{"id":"inner"}', n: "1" }],
    ["a repeated member, of which the last counts", '{"id":"a","id":"b"}', { id: '"b"' }],
    ["a number before the end", '{"n":-1.5e3}', { n: "-1.5e3" }],
    ["an empty object", "{ }", {}],
    ["a carriage return at the end", '{"n":1}\r', { n: "1" }],
  ])("takes %s", (_, text, expected) => {
    expect(find(text)).toEqual(expected);
  });

  it.each([
    ["nothing", ""],
    ["an array", "[1]"],
    ["an object that does not close", '{"id":"a"'],
    ["a string that does not close", '{"id":"a}'],
    ["a value that is missing", '{"id":}'],
    ["a colon that is missing", '{"id" "a"}'],
    ["two objects in one line", '{"id":"a"}{"id":"b"}'],
    ["a comma at the end", '{"id":"a",}'],
    ["a key that is no string", "{1:2}"],
    ["a key in escapes, which may be one of ours", String.raw`{"\u0069d":"a"}`],
  ])("does not decide about %s", (_, text) => {
    expect(find(text)).toBe(false);
  });
});
