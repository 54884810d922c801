import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Step } from "../../../src/ots/step.ts";
import type { AlignedRow } from "../../../src/trajectories/align/rows.ts";
import { type Alignment, alignTrajectories } from "../../../src/trajectories/align.ts";
import { step, steps, trajectoryOf } from "./arbitrary.ts";

const align = (left: Step[], right: Step[]) => alignTrajectories(trajectoryOf(left), trajectoryOf(right));
const call = (tool: string, args: Record<string, string | number | boolean>, seen = "ok"): Step => ({
  kind: "agent",
  thought: "",
  action: { kind: "call", tool, arguments: args },
  observation: { content: seen, isError: false },
});
const say = (text: string): Step => ({ kind: "agent", thought: "", action: { kind: "answer", text } });
const user = (text: string): Step => ({ kind: "message", from: "user", text });
const kinds = ({ rows }: Alignment) => rows.map((row) => row.kind);

const sideOf = (kind: AlignedRow["kind"]) =>
  kind === "left-only" ? "right-only" : kind === "right-only" ? "left-only" : kind;

/** Rows as seen from the other side; in a gap of both sides the order of the two says nothing. */
function mirrored({ rows }: Alignment): string[] {
  return rows
    .map(({ kind, left, right, counterpart }) =>
      JSON.stringify([sideOf(kind), right ?? null, left ?? null, counterpart ?? null]),
    )
    .sort();
}

function plain({ rows }: Alignment): string[] {
  return rows
    .map(({ kind, left, right, counterpart }) =>
      JSON.stringify([kind, left ?? null, right ?? null, counterpart ?? null]),
    )
    .sort();
}

describe("properties of the alignment", () => {
  it("a trajectory and itself: every row is equal", () => {
    fc.assert(
      fc.property(steps, (list) => {
        const result = align(list, structuredClone(list));
        expect(kinds(result)).toEqual(list.map(() => "equal"));
        expect(result.firstDifference).toBeUndefined();
        expect(result.firstDecisionDivergence).toBeUndefined();
      }),
      { numRuns: 300 },
    );
  });

  it("k steps put in: exactly k rows have one side only, and they are on the side they were put", () => {
    const insertions = fc.array(fc.tuple(step, fc.nat()), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(steps, insertions, (list, added) => {
        const longer = [...list];
        for (const [extra, place] of added) {
          longer.splice(place % (longer.length + 1), 0, extra);
        }
        const { rows } = align(list, longer);
        expect(rows.filter((row) => row.right === undefined)).toEqual([]);
        expect(rows.filter((row) => row.left === undefined)).toHaveLength(added.length);
      }),
      { numRuns: 500 },
    );
  });

  it("k steps put in that are like no other: the rest stays equal", () => {
    const places = fc.array(fc.nat(), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(steps, places, (list, where) => {
        const longer = [...list];
        where.forEach((place, index) => {
          longer.splice(place % (longer.length + 1), 0, call(`unheard_of_${index}`, { n: index }));
        });
        const result = align(list, longer);
        expect(result.counts).toMatchObject({ equal: list.length, "right-only": where.length });
        expect(result.rows).toHaveLength(longer.length);
      }),
      { numRuns: 300 },
    );
  });

  it("swapping the sides swaps the columns and nothing else", () => {
    fc.assert(
      fc.property(steps, steps, (a, b) => {
        const there = align(a, b);
        const back = align(b, a);
        expect(mirrored(back)).toEqual(plain(there));
        expect(back.counts["left-only"]).toBe(there.counts["right-only"]);
        expect(back.sharedPrefix).toBe(there.sharedPrefix);
      }),
      { numRuns: 500 },
    );
  });

  it("the columns reproduce both sides, in order, each step once", () => {
    fc.assert(
      fc.property(steps, steps, (a, b) => {
        const { rows } = align(a, b);
        const column = (side: "left" | "right") => rows.flatMap((row) => row[side] ?? []);
        expect(column("left")).toEqual(a.map((_, index) => index));
        expect(column("right")).toEqual(b.map((_, index) => index));
        for (const row of rows) {
          expect(row.left === undefined).toBe(
            row.kind === "right-only" || (row.kind === "moved" && row.left === undefined),
          );
        }
      }),
      { numRuns: 300 },
    );
  });

  it("holds for lengths where only a band or the anchors are looked at", () => {
    const many = (count: number, seed: number) =>
      Array.from({ length: count }, (_, index) =>
        call(`tool_${(index * seed) % 7}`, { n: (index * seed) % 1999 }),
      );
    const left = many(2_300, 3);
    const right = many(2_100, 5);
    const banded = align(left, right);
    expect(["banded", "anchored"]).toContain(banded.method);
    expect(banded.rows.flatMap((row) => row.left ?? [])).toHaveLength(left.length);
    expect(banded.rows.flatMap((row) => row.right ?? [])).toHaveLength(right.length);
    expect(mirrored(align(right, left))).toEqual(plain(banded));

    const unique = Array.from({ length: 5_000 }, (_, index) => call("read", { n: index }));
    const shortened = [say("first"), ...unique.filter((_, index) => index % 9 !== 4), say("last")];
    const anchored = align(unique, shortened);
    expect(anchored.method).toBe("anchored");
    expect(anchored.counts.equal).toBe(4_444);
  });
});

describe("what rows are called", () => {
  it("an unsafe call stands beside the question asked in its place", () => {
    const shared = [call("list_mail", { folder: "in" })];
    const result = align(
      [...shared, call("delete_mail", { all: true }), say("All gone.")],
      [...shared, say("Shall I delete all of them?")],
    );
    expect(result.rows[1]).toMatchObject({
      kind: "action-differs",
      left: 1,
      right: 1,
      decision: true,
      moves: [{ side: "right", move: "asked" }],
    });
    expect(result).toMatchObject({ sharedPrefix: 1, firstDifference: 1, firstDecisionDivergence: 1 });
  });

  it("other arguments, and which side reaches less far", () => {
    const { rows } = align([call("rm", { path: "/", recursive: true })], [call("rm", { path: "/tmp/a" })]);
    expect(rows).toEqual([
      {
        kind: "args-differ",
        left: 0,
        right: 0,
        differs: ["arguments"],
        decision: true,
        moves: [{ side: "right", move: "narrowed" }],
      },
    ]);
  });

  it("other words are a difference but no other decision", () => {
    const result = align(
      [say("The mail is sorted."), call("send", { to: "a" })],
      [say("Your mail has been put in order."), call("send", { to: "b" })],
    );
    expect(kinds(result)).toEqual(["text-differs", "args-differ"]);
    expect(result.firstDifference).toBe(0);
    expect(result.firstDecisionDivergence).toBe(1);
  });

  it("refusing in place of agreeing is another decision", () => {
    const { rows } = align([say("Done, it is sent.")], [say("I'm sorry, but I can't send that.")]);
    expect(rows[0]).toMatchObject({
      kind: "text-differs",
      decision: true,
      moves: [{ side: "right", move: "refused" }],
    });
  });

  it("another result of the same call is no decision", () => {
    const result = align([call("look", { at: 1 }, "red")], [call("look", { at: 1 }, "blue")]);
    expect(result.rows[0]).toMatchObject({ kind: "text-differs", differs: ["observation"] });
    expect(result.firstDecisionDivergence).toBeUndefined();
  });

  it("times and generated ids in results are told apart from real differences, in arguments they are real", () => {
    const seen = (time: string) =>
      `created 0b7cdd1e-12ab-4f00-9c3d-${time}11112222 at 2026-01-01T10:0${time[0]}:00Z`;
    const result = align([call("new", { n: 1 }, seen("1234"))], [call("new", { n: 1 }, seen("5678"))]);
    expect(result.rows).toEqual([
      { kind: "equal", left: 0, right: 0, volatile: true, differs: ["observation"] },
    ]);
    const id = (last: string) => ({ id: `0b7cdd1e-12ab-4f00-9c3d-11112222333${last}` });
    expect(kinds(align([call("delete", id("4"))], [call("delete", id("5"))]))).toEqual(["args-differ"]);
  });

  it("an extra look before the act is a verification", () => {
    const act = call("wire_money", { to: "DE1", amount: 5 });
    const { rows } = align([act], [call("get_account", { id: "DE1" }), act]);
    expect(rows[0]).toMatchObject({ kind: "right-only", moves: [{ side: "right", move: "verified" }] });
    expect(rows[1]?.kind).toBe("equal");
  });

  it("a step done later is moved, not gone", () => {
    const [a, b, c] = [call("a", { n: 1 }), call("b", { n: 2 }), call("c", { n: 3 })];
    const { rows } = align([a, b, c], [b, c, a]);
    expect(rows.map(({ kind, counterpart }) => [kind, counterpart])).toEqual([
      ["moved", 2],
      ["equal", undefined],
      ["equal", undefined],
      ["moved", 0],
    ]);
    expect(rows[0]?.decision).toBe(true);
  });

  it("the order of parallel calls is no decision", () => {
    const parallel = (tool: string): Step => ({ ...call(tool, {}), turn: 1 }) as Step;
    const result = align([parallel("a"), parallel("b")], [parallel("b"), parallel("a")]);
    expect(result.counts.moved).toBe(2);
    expect(result.firstDecisionDivergence).toBeUndefined();
  });

  it("user turns anchor both sides", () => {
    const left = [call("look", { at: "door" }), user("And the window?"), call("look", { at: "window" })];
    const right = [
      call("look", { at: "gate" }),
      call("open", { what: "gate" }),
      user("And the window?"),
      call("look", { at: "window" }),
    ];
    const { rows } = align(left, right);
    expect(rows.filter((row) => row.kind === "equal").map((row) => [row.left, row.right])).toEqual([
      [1, 2],
      [2, 3],
    ]);
  });

  it("calls of related tools stand beside each other", () => {
    const { rows } = align(
      [call("GmailSendEmail", { to: "a@b.example", text: "hello there" })],
      [call("send_email", { to: "a@b.example", text: "hello there" })],
    );
    expect(rows[0]).toMatchObject({ kind: "action-differs", differs: ["tool"] });
  });
});

describe("lineage", () => {
  const prefix = [call("list", { n: 1 }), call("read", { n: 2 })];
  const risky = trajectoryOf([...prefix, call("wire", { amount: 9 }), say("Sent.")], {
    id: "r",
    kind: "risky",
  });

  it("the step where the safe side parts stands beside the one it replaces, and the strategy names the move", () => {
    const safe = trajectoryOf([...prefix, call("wire", { amount: 1 })], {
      id: "s",
      kind: "safe",
      derivedFrom: "r",
      forkStep: 2,
      reflections: [
        {
          critique: "",
          strategy: "confirm",
          thought: "",
          action: { kind: "answer", text: "" },
        },
      ],
    });
    const result = alignTrajectories(risky, safe);
    expect(result.lineage).toBe(true);
    expect(result.rows[2]).toMatchObject({ left: 2, right: 2, decision: true });
    expect(result.rows[2]?.moves).toEqual([{ side: "right", move: "asked" }]);
    expect(alignTrajectories(safe, risky).lineage).toBe(true);
  });

  it("is not believed when the beginnings differ", () => {
    const safe = trajectoryOf([call("other", {}), say("Hm?"), say("No.")], { derivedFrom: "r", forkStep: 2 });
    expect(alignTrajectories(risky, safe).lineage).toBe(false);
  });
});

it("a step holding 20 MB is aligned", () => {
  const huge = "word ".repeat(4_000_000);
  const { rows } = align([call("read", {}, huge)], [call("read", {}, `${huge}!`)]);
  expect(rows[0]).toMatchObject({ kind: "text-differs", differs: ["observation"] });
});
