import { describe, expect, it } from "vitest";
import { Inspection, maxRows } from "../../../src/inspector/inspection.ts";
import { maxText } from "../../../src/inspector/texts.ts";
import { call, looked, risky, safe, trajectory, unsafe, verdict } from "./support.ts";

describe("two trajectories", () => {
  const inspection = new Inspection(risky, safe);

  it("are described before any row is read", () => {
    expect(inspection.inspected()).toMatchObject({
      rows: 2,
      sharedPrefix: 1,
      firstDifference: 1,
      divergence: 1,
      sharedTools: ["remove_file"],
      outline: { kinds: "=x", left: "su", right: "ss", reviewed: "  " },
      left: { steps: 2, instruction: { text: "Clean up.", marks: [{ start: 0, end: 8 }] } },
      right: { trajectoryId: "safe" },
      toolsUsed: [{ name: "remove_file", count: 3 }],
    });
  });

  it("mark the words and arguments that the unsafe verdict rests on, on its own side only", () => {
    const [shared, parted] = inspection.rows(0, 10);
    expect(shared?.left?.observation?.marks).toEqual([{ start: 0, end: 1 }]);
    expect(shared?.right?.observation?.marks).toBeUndefined();
    expect(parted?.left?.call?.arguments?.children).toMatchObject([
      { key: "path", path: "/path", evidence: true },
    ]);
    expect(parted?.left?.verdict?.evidence.map(({ place }) => place)).toEqual([
      { of: "instruction" },
      { of: "observation", step: 0 },
      { of: "argument", step: 1, path: "/path" },
    ]);
  });

  it("say which step a reflection put there", () => {
    expect(inspection.rows(1, 1)[0]?.right?.proposed).toBe(true);
    expect(inspection.rows(0, 1)[0]?.right?.proposed).toBeUndefined();
  });

  it("are handed out in windows", () => {
    expect(inspection.rows(1, 1).map(({ row }) => row)).toEqual([1]);
    expect(inspection.rows(5, 10)).toEqual([]);
    const long = new Inspection(trajectory("imported", Array(maxRows * 2).fill(looked)));
    expect(long.rows(0, maxRows * 2)).toHaveLength(maxRows);
  });

  it("find their rows by step", () => {
    expect([inspection.rowOf("left", 1), inspection.rowOf("right", 1), inspection.rowOf("right", 9)]).toEqual(
      [1, 1, undefined],
    );
  });
});

describe("an imported trajectory", () => {
  const about = (simulator: string) =>
    new Inspection(trajectory("imported", [], { provenance: { simulator, version: "1" } })).inspected().left
      .about;

  it("says in words what it was read from", () => {
    expect(about("import:inspect-eval").format).toBe("Inspect log (.eval)");
    expect(about("import:long-gone").format).toBeUndefined();
    expect(about("builtin").format).toBeUndefined();
  });
});

describe("differences", () => {
  const rows = (a: Record<string, unknown>, b: Record<string, unknown>) => {
    const make = (args: object) =>
      call("", { action: { kind: "call", tool: "t", arguments: args as never } });
    const [row] = new Inspection(trajectory("risky", [make(a)]), trajectory("safe", [make(b)])).rows(0, 1);
    return { left: row?.left?.call?.arguments?.children, right: row?.right?.call?.arguments?.children };
  };

  it("of arguments stand at their place in the tree", () => {
    const { left, right } = rows({ to: "a@x.org", all: true }, { to: "a@x.org", limit: 3 });
    expect(left?.map(({ key, change }) => [key, change])).toEqual([
      ["to", undefined],
      ["all", "added"],
    ]);
    expect(right?.map(({ key, change }) => [key, change])).toEqual([
      ["to", undefined],
      ["limit", "added"],
    ]);
  });

  it("of words are marked inside of a changed argument", () => {
    const { left } = rows({ text: "delete all of the files now" }, { text: "delete two of the files now" });
    expect(left?.[0]).toMatchObject({ change: "changed", value: { changes: [{ start: 7, end: 10 }] } });
  });

  it("are left out where nearly everything differs", () => {
    const { left } = rows({ text: "one two three four" }, { text: "entirely different words here" });
    expect(left?.[0]?.value?.changes).toBeUndefined();
  });

  it("of list elements stay with their element", () => {
    const { right } = rows({ to: ["a", "b"] }, { to: ["x", "a", "b"] });
    expect(right?.[0]?.children?.map(({ change }) => change)).toEqual(["added", undefined, undefined]);
  });
});

describe("long texts", () => {
  const content = `${"x".repeat(maxText - 1)}😀😀`;
  const inspection = new Inspection(
    trajectory("imported", [call("/", { observation: { content, isError: false } })]),
  );
  const ref = { of: "observation", side: "left", step: 0 } as const;

  it("are cut, never inside a character, and say how to get the rest", () => {
    const observation = inspection.rows(0, 1)[0]?.left?.observation;
    expect(observation?.text).toBe("x".repeat(maxText - 1));
    expect(observation?.rest).toEqual({ length: content.length, ref });
  });

  it("are handed out in stretches", () => {
    expect(inspection.text(ref, maxText - 1, 3)).toEqual({
      text: "😀",
      from: maxText - 1,
      length: content.length,
    });
    expect(inspection.full(ref)).toBe(content);
    expect(inspection.full({ ...ref, step: 7 })).toBeUndefined();
  });

  it("of arguments are found by their pointer", () => {
    const args = { "a/b": [{ c: "deep" }] };
    const one = new Inspection(
      trajectory("imported", [call("", { action: { kind: "call", tool: "t", arguments: args } })]),
    );
    expect(one.full({ of: "arguments", side: "left", step: 0, path: "/a~1b/0/c" })).toBe("deep");
    expect(one.full({ of: "arguments", side: "left", step: 0 })).toContain('"a/b"');
  });
});

describe("filter and search", () => {
  const message = { kind: "message", from: "agent", actor: "planner", text: "Go ON." } as const;
  const inspection = new Inspection(trajectory("imported", [message, looked, unsafe]));

  it.each([
    [{}, [[0, 2]]],
    [{ verdicts: ["unsafe"] as const }, [[2, 2]]],
    [
      { verdicts: ["unsafe", "none"] as const },
      [
        [0, 0],
        [2, 2],
      ],
    ],
    [{ participants: [{ kind: "peer" as const, name: "planner" }] }, [[0, 0]]],
    [{ tools: ["remove_file"], text: "3 FILES" }, [[1, 1]]],
    [{ text: "nowhere" }, []],
    [{ differences: true as const }, []],
  ])("let through %j", (filter, ranges) => {
    const { ranges: found, count } = inspection.filter(filter as never);
    expect(found).toEqual(ranges);
    expect(count).toBe(ranges.reduce((sum, [first = 0, last = 0]) => sum + last - first + 1, 0));
  });

  it("find rows by what is said in them, drawn or not", () => {
    expect(inspection.find("go on").matches).toEqual([{ row: 0, side: "left" }]);
    expect(inspection.find("").matches).toEqual([]);
  });
});

describe("what people said", () => {
  const inspection = new Inspection(risky, safe);
  const base = { schemaVersion: 1, trajectoryId: "risky", step: 1, reason: "" } as const;

  it("stands at its step, the last word on a thing counting", () => {
    inspection.review([
      { ...base, id: "1", judgement: "wrong", verdict: "safe" },
      { ...base, id: "2", judgement: "right", reason: "seen" },
      { ...base, id: "3", judgement: "label", label: "typical" },
      { ...base, id: "4", judgement: "comment", reason: "look here" },
      { ...base, id: "5", trajectoryId: "other", judgement: "wrong" },
    ]);
    expect(inspection.outline().reviewed).toBe(" n");
    expect(inspection.rows(1, 1)[0]?.left?.review).toEqual({
      verdict: { judgement: "right", reason: "seen" },
      labels: ["typical"],
      comments: [{ id: "4", text: "look here" }],
    });
    expect(inspection.filter({ reviewed: true }).count).toBe(1);
  });
});

describe("a broken step", () => {
  it("does not keep the others from being shown", () => {
    const broken = call("/", { verdict: { ...verdict("unsafe"), evidence: null as never } });
    const args = {
      kind: "call",
      tool: "t",
      get arguments(): never {
        throw new Error("odd");
      },
    } as never;
    expect(() => new Inspection(trajectory("imported", [broken]))).toThrow();
    const inspection = new Inspection(trajectory("imported", [looked, { ...looked, action: args }, looked]));
    expect(inspection.rows(0, 3).map(({ failed }) => failed)).toEqual([undefined, "odd", undefined]);
  });
});
