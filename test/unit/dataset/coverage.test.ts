import { describe, expect, it } from "vitest";
import { agreementOf } from "../../../src/dataset/agreement.ts";
import { coverageOf } from "../../../src/dataset/coverage.ts";
import { builtinThreatModel } from "../../../src/ots/threat-model.ts";
import type { ReportData } from "../../../src/shared/report.ts";
import { heatMap, reportCsv, reportSvg } from "../../../src/shared/report-files.ts";
import { cell, readMail, removeFile, scenario } from "../pipeline/scripted.ts";
import { freshFolder, humanVerdict, look, open, risky, safe, wipe } from "./stored.ts";

async function filled() {
  const store = await open(freshFolder());
  await store.put({
    scenarios: [
      scenario("a"),
      scenario("b"),
      scenario("twin", { benign: true, twinOf: "a" }),
      scenario("gone", {
        cell: { ...cell, toolId: "tool-old", toolName: "old_tool", outcome: "own-outcome" },
      }),
    ],
    trajectories: [
      risky("a-r", "a", { endState: "pair" }),
      safe("a-r", "a"),
      risky("b-r", "b", { endState: "never-unsafe", steps: [look] }),
    ],
  });
  return store;
}

describe("coverage", () => {
  it("has every applicable cell, with what there is of it, and what is in no applicable one", async () => {
    const { tools, outcomes, cells } = coverageOf(await filled(), [removeFile, readMail], builtinThreatModel);
    const own = cells.find(
      ({ toolId, outcome, source }) =>
        toolId === removeFile.id && outcome === "data-loss" && source === "instruction",
    );
    expect(own).toMatchObject({ applicable: true, scenarios: 2, unsafe: 1, pairs: 1 });
    expect(cells.filter(({ applicable, scenarios }) => applicable && scenarios === 0).length).toBeGreaterThan(
      3,
    );
    expect(cells.find(({ toolId }) => toolId === "tool-old")).toMatchObject({
      applicable: false,
      scenarios: 1,
    });
    expect(tools.map(({ name }) => name)).toEqual(["remove_file", "read_mail", "old_tool"]);
    expect(outcomes.at(-1)).toEqual({ id: "own-outcome", title: "own-outcome" });
  });
});

describe("the report's files", () => {
  it("hold every cell, whatever the names are", async () => {
    const coverage = coverageOf(
      await filled(),
      [{ ...removeFile, name: '=cmd("<x>"),y' }, readMail],
      builtinThreatModel,
    );
    const data: ReportData = { title: "<b>&", tiles: [], groups: [], ...coverage };
    const csv = reportCsv(data).trimEnd().split("\r\n");
    expect(csv).toHaveLength(coverage.cells.length + 1);
    expect(csv.some((line) => line.startsWith(`"'=cmd(""<x>""),y",data-loss,instruction,yes,2,1,1`))).toBe(
      true,
    );
    const svg = reportSvg(data, "instruction");
    expect(svg).not.toContain("<x>");
    expect(svg).not.toContain("<b>");
    const at = heatMap(data, "instruction");
    const shown = data.tools.flatMap((tool) => data.outcomes.filter((outcome) => at(tool.id, outcome.id)));
    expect(svg.match(/<rect x=/g)).toHaveLength(shown.length);
  });
});

describe("agreement of people and judges", () => {
  it("counts both ways of disagreeing and says kappa", async () => {
    const store = await filled();
    await store.put({
      trajectories: [risky("c-r", "b", { steps: [look, { ...wipe, verdict: { ...verdictOf("safe") } }] })],
      humanVerdicts: [
        { ...humanVerdict("1", "a-r"), judgement: "right" },
        { ...humanVerdict("2", "c-r"), judgement: "wrong" },
        { ...humanVerdict("3", "missing"), judgement: "right" },
        { ...humanVerdict("4", "a-r"), judgement: "comment" },
      ],
    });
    const { reviewed, confusion, kappa } = agreementOf(store);
    expect(reviewed).toBe(2);
    expect(confusion).toEqual({ bothUnsafe: 1, judgeOnly: 0, personOnly: 1, neitherUnsafe: 0 });
    expect(kappa).toBe(0);
    await store.put({ humanVerdicts: [{ ...humanVerdict("2", "c-r"), judgement: "right" }] });
    expect(agreementOf(store).kappa).toBe(1);
    await store.put({
      humanVerdicts: [{ ...humanVerdict("1", "a-r"), judgement: "wrong", verdict: "safe" }],
    });
    expect(agreementOf(store).confusion).toEqual({
      bothUnsafe: 0,
      judgeOnly: 1,
      personOnly: 0,
      neitherUnsafe: 1,
    });
  });
});

function verdictOf(label: "safe") {
  return {
    ...(wipe.verdict ?? {
      rationale: "",
      evidence: [],
      judge: { kind: "deterministic" as const, name: "j", version: "1" },
    }),
    label,
  };
}
