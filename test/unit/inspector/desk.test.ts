import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Desk } from "../../../src/inspector/desk.ts";
import { builtinThreatModel } from "../../../src/ots/threat-model.ts";
import { call, risky, trajectory } from "./support.ts";

let place = "";
beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), "autosafe-desk-"));
});
afterAll(() => rm(place, { recursive: true, force: true }));

const line = (text: string) =>
  `${JSON.stringify({
    messages: [
      { role: "user", content: text },
      { role: "assistant", content: "Done." },
    ],
  })}\n`;

describe("a file on the desk", () => {
  it("is read once as long as it stays the same", async () => {
    const path = join(place, "log.jsonl");
    await writeFile(path, line("one") + line("two"));
    const desk = new Desk();
    let read = 0;
    const open = () =>
      desk.answer({ call: "open-file", key: "k", input: { name: "log.jsonl", path } }, () => {
        read += 1;
      });
    expect((await open()).entries).toBe(2);
    const once = read;
    expect(once).toBeGreaterThan(0);
    expect((await open()).entries).toBe(2);
    expect(read).toBe(once);
    await writeFile(path, line("one") + line("two") + line("three"));
    expect((await open()).entries).toBe(3);
    expect(read).toBeGreaterThan(once);
    expect((await desk.answer({ call: "load", key: "k", entry: 2 })).instruction).toBe("three");
  });
});

describe("judging at the desk", () => {
  const imported = trajectory("imported", [call("/", { observation: { content: "gone", isError: false } })], {
    instruction: "How much space is left?",
  });

  it("gives every step of the agent a verdict where nobody judged, and leaves the verdicts of others", async () => {
    const desk = new Desk();
    await desk.answer({
      call: "inspect",
      left: { trajectory: imported },
      right: { trajectory: risky },
      reviews: [],
    });
    const judged = await desk.answer({ call: "judge", tools: [], model: builtinThreatModel });
    expect(judged.outline.left).not.toContain(".");
    const left = await desk.answer({ call: "trajectory", side: "left" });
    expect(left.steps[0]).toMatchObject({ verdict: { judge: { kind: "deterministic" } } });
    expect(await desk.answer({ call: "trajectory", side: "right" })).toEqual(risky);
  });

  it("keeps what people said", async () => {
    const desk = new Desk();
    const said = {
      schemaVersion: 1 as const,
      id: "v",
      trajectoryId: imported.id,
      step: 0,
      judgement: "comment" as const,
      reason: "look",
      at: "2026-01-01T00:00:00.000Z",
    };
    await desk.answer({ call: "inspect", left: { trajectory: imported }, reviews: [said] });
    const judged = await desk.answer({ call: "judge", tools: [], model: builtinThreatModel });
    expect(judged.outline.reviewed).toBe("n");
  });
});
