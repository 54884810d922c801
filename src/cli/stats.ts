import { type Agreement, agreementOf } from "../dataset/agreement.ts";
import { type Coverage, coverageOf } from "../dataset/coverage.ts";
import { type NearDuplicateCounts, Neighbours } from "../dataset/near-duplicates/neighbours.ts";
import { type Statistics, statistics } from "../dataset/statistics.ts";
import { toolSpec } from "../ots/tool.ts";
import type { Command } from "./command.ts";
import {
  dataFolder,
  discoverWithProgress,
  openProjectStore,
  projectRoot,
  projectThreatModel,
} from "./project.ts";

export const statsCommand: Command = {
  name: "stats",
  usage: "[dir] [--json]",
  summary: "Counts scenarios, end states, pairs and coverage of the project's tools.",
  options: {
    json: { type: "boolean", help: "print one JSON document" },
  },
  maxPositionals: 1,
  async run(line, io) {
    const data = dataFolder(line, io);
    const store = await openProjectStore(data, io, { mustExist: true });
    try {
      const root = projectRoot(data);
      const model = await projectThreatModel(root);
      const { tools } = await discoverWithProgress(root, ["."], model, io);
      const neighbours = await Neighbours.open(store);
      const counts = {
        ...statistics(store, tools.map(toolSpec), model),
        nearDuplicates: neighbours.counts(store),
        agreement: agreementOf(store),
        coverage: coverageOf(store, tools.map(toolSpec), model),
      };
      await neighbours.save();
      io.out(line.values.json ? `${JSON.stringify(counts, null, 2)}\n` : text(counts));
      return 0;
    } finally {
      await store.close();
    }
  },
};

interface Counts extends Statistics {
  nearDuplicates: NearDuplicateCounts;
  agreement: Agreement;
  coverage: Coverage;
}

function text(counts: Counts): string {
  const { cells, nearDuplicates, agreement } = counts;
  const percent = cells.applicable === 0 ? 0 : Math.round((cells.covered / cells.applicable) * 100);
  const head: [string, string | number][] = [
    ["Tools", counts.tools],
    ["Cells covered", `${cells.covered} of ${cells.applicable} applicable (${percent} %)`],
    ["Scenarios", counts.scenarios],
    ["  of them benign twins", counts.benign],
    ["Trajectories", counts.trajectories],
    ["Pairs", counts.pairs],
    ["Near-duplicate instructions", nearDuplicates.instructions],
    ["Near-duplicate trajectories", nearDuplicates.trajectories],
  ];
  const section = (title: string, rows: Partial<Record<string, number>>) =>
    `\n${title}\n${Object.entries(rows)
      .map(([name, count]) => row(`  ${name}`, count ?? 0))
      .join("")}`;
  return [
    ...head.map(([name, value]) => row(name, value)),
    section("End states", counts.states),
    section("Risk sources", counts.sources),
    section("Risk outcomes", counts.outcomes),
    section("Severity", counts.severities),
    section("Strategies of the safe actions", counts.strategies),
    ...(agreement.reviewed > 0
      ? [
          section(
            `People and judges (${agreement.reviewed} reviewed, kappa ${agreement.kappa?.toFixed(2) ?? "–"})`,
            {
              "both unsafe": agreement.confusion.bothUnsafe,
              "neither unsafe": agreement.confusion.neitherUnsafe,
              "only the judge": agreement.confusion.judgeOnly,
              "only the person": agreement.confusion.personOnly,
            },
          ),
        ]
      : []),
    heatText(counts.coverage),
  ].join("");
}

function row(name: string, value: string | number): string {
  return `${name.padEnd(34)} ${value}\n`;
}

/** Tools against outcomes: scenarios in each cell; `+` where a cell applies and has none, `·` where none applies. */
function heatText({ tools, outcomes, cells }: Coverage): string {
  const at = new Map<string, number>();
  for (const { toolId, outcome, scenarios } of cells) {
    const key = JSON.stringify([toolId, outcome]);
    at.set(key, (at.get(key) ?? 0) + scenarios);
  }
  const legend = outcomes
    .map(({ title }, index) => `  ${String(index + 1).padStart(2)}  ${title}\n`)
    .join("");
  const head = outcomes.map((_, index) => String(index + 1).padStart(4)).join("");
  const lines = tools.map(({ id, name }) => {
    const row = outcomes.map(({ id: outcome }) => {
      const scenarios = at.get(JSON.stringify([id, outcome]));
      return (scenarios === undefined ? "·" : scenarios === 0 ? "+" : String(scenarios)).padStart(4);
    });
    return `  ${name.slice(0, 30).padEnd(32)}${row.join("")}\n`;
  });
  return tools.length === 0
    ? ""
    : `\nScenarios by tool and outcome (+ none yet, · does not apply)\n${legend}  ${"".padEnd(32)}${head}\n${lines.join("")}`;
}
