import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DataLimitError, type DataValue, maxDepth } from "../../../src/syntax/data-node.ts";
import { createLineIndex } from "../../../src/syntax/line-index.ts";
import { parseData } from "../../../src/syntax/parse-data.ts";

const refusal = `nested more than ${maxDepth} levels deep`;

describe("JSON and YAML in one model", () => {
  it("gives the same values for the same data", () => {
    const json = parseData("json", '{"a": [1, true, null, "x"], "b": {"c": 1.5}}');
    const yaml = parseData("yaml", "a: [1, true, null, x]\nb:\n  c: 1.5\n");
    expect(json.root?.toJson()).toEqual({ a: [1, true, null, "x"], b: { c: 1.5 } });
    expect(yaml.root?.toJson()).toEqual(json.root?.toJson());
  });

  it("reads every JSON value as JSON.parse does", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
        // A key of that name is dropped on purpose.
        fc.pre(!JSON.stringify(value).includes("__proto__"));
        const text = JSON.stringify(value, null, 1);
        const document = parseData("json", text);
        expect(document.problems).toEqual([]);
        expect(document.root?.toJson()).toEqual(JSON.parse(text));
      }),
    );
  });

  it("knows where everything stands, in JSON with a byte order mark and in YAML with quotes", () => {
    const json = parseData("json", '\uFEFF{\r\n  "name": "send"\r\n}');
    const name = json.root?.get("name");
    expect(name && json.contentRangeOf(name)).toEqual({
      startLine: 1,
      startColumn: 11,
      endLine: 1,
      endColumn: 15,
    });
    const yaml = parseData("yaml", "- 'send'\n- plain\n");
    const [quoted, plain] = yaml.root?.items() ?? [];
    expect(quoted && yaml.contentRangeOf(quoted)).toMatchObject({ startColumn: 3, endColumn: 7 });
    expect(plain && yaml.contentRangeOf(plain)).toMatchObject({ startLine: 1, startColumn: 2, endColumn: 7 });
  });

  it("keeps what can be read of a broken text and says where it breaks", () => {
    const document = parseData("json", '{\n  "a": [1, {"b": "c"}\n');
    expect(document.root?.toJson()).toEqual({ a: [1, { b: "c" }] });
    expect(document.problems[0]).toMatchObject({ line: 3, column: 1 });
    const yaml = parseData("yaml", "a: 1\nb: [1,\nc: 2\n");
    expect(yaml.problems.length).toBeGreaterThan(0);
    expect(yaml.root?.get("a")?.value).toBe(1);
  });

  it("takes comments and trailing commas", () => {
    const document = parseData("json", '{ // why\n "a": 1, /* because */ }');
    expect(document.problems).toEqual([]);
    expect(document.root?.toJson()).toEqual({ a: 1 });
  });

  it("lets the last of two equal keys win, and no key change a prototype", () => {
    const document = parseData("json", '{"a": 1, "a": 2, "__proto__": {"polluted": true}}');
    expect(document.root?.get("a")?.value).toBe(2);
    const value = document.root?.toJson() as { [key: string]: DataValue };
    expect(value).toEqual({ a: 2 });
    expect(value.polluted).toBeUndefined();
  });

  it("follows YAML aliases, merges and several documents", () => {
    const document = parseData("yaml", "base: &b {x: 1, y: 2}\nown:\n  <<: *b\n  y: 3\n---\nsecond: true\n");
    expect(document.root?.toJson()).toEqual({ base: { x: 1, y: 2 }, own: { x: 1, y: 3 } });
    expect(document.roots.map((root) => root.toJson())[1]).toEqual({ second: true });
  });
});

describe("hostile texts", () => {
  it.each([
    ["json", "arrays", `${"[".repeat(10_000)}${"]".repeat(10_000)}`],
    ["json", "objects", `${'{"a":'.repeat(10_000)}1${"}".repeat(10_000)}`],
    ["json", "open arrays only", "[".repeat(1_000_000)],
    ["yaml", "flow sequences", "[".repeat(10_000)],
    ["yaml", "flow mappings", "{a: ".repeat(10_000)],
    ["yaml", "block sequences in a line", `${"- ".repeat(10_000)}x`],
    ["yaml", "explicit keys", `${"? ".repeat(10_000)}x`],
    ["yaml", "keys in a line", "a: ".repeat(10_000)],
    ["yaml", "indentation", Array.from({ length: 1000 }, (_, i) => `${" ".repeat(i)}a:`).join("\n")],
  ] as const)("%s: %s 10,000 deep are refused", (language, _name, text) => {
    const document = parseData(language, text);
    expect(document.root).toBeUndefined();
    expect(document.problems.map((problem) => problem.message)).toEqual([refusal]);
  });

  it("does not count brackets in strings and comments", () => {
    const brackets = "[{".repeat(500);
    expect(parseData("json", `{"a": "${brackets}" /* ${brackets} */}`).problems).toEqual([]);
    expect(parseData("json", `{"a": "\\"${brackets}"}`).problems).toEqual([]);
  });

  it("does not unfold aliases that multiply", () => {
    const levels = Array.from(
      { length: 20 },
      (_, i) => `a${i + 1}: &a${i + 1} [${Array(10).fill(`*a${i}`)}]`,
    );
    const document = parseData("yaml", `a0: &a0 [x]\n${levels.join("\n")}`);
    expect(document.places().length).toBe(22);
    expect(() => document.root?.toJson()).toThrow(DataLimitError);
  });

  it("survives an alias inside its own anchor", () => {
    const document = parseData("yaml", "a: &a\n  b: *a\n");
    expect(document.places().length).toBe(2);
    expect(() => document.root?.toJson()).toThrow(DataLimitError);
  });

  it("never throws, whatever the text", () => {
    const pieces = fc.constantFrom(
      "{",
      "}",
      "[",
      "]",
      '"',
      "'",
      ":",
      ",",
      "\n",
      "- ",
      "? ",
      "&a ",
      "*a",
      "<<",
      "|",
      "\t",
      "a",
      "\u0000",
      "#",
    );
    fc.assert(
      fc.property(
        fc.constantFrom("json" as const, "yaml" as const),
        fc.array(pieces, { maxLength: 60 }),
        (language, parts) => {
          const document = parseData(language, parts.join(""));
          for (const place of document.places()) {
            document.rangeOf(place.node);
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe("line index", () => {
  it("counts all three line ends, and stays inside the text", () => {
    const index = createLineIndex("a\r\nb\rc\nd");
    expect(index.positionAt(3)).toEqual({ line: 1, column: 0 });
    expect(index.positionAt(5)).toEqual({ line: 2, column: 0 });
    expect(index.positionAt(99)).toEqual({ line: 3, column: 1 });
    expect(index.rangeAt(0, 1)).toEqual({ startLine: 0, startColumn: 0, endLine: 0, endColumn: 1 });
  });
});
