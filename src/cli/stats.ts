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
      };
      await neighbours.save();
      io.out(line.values.json ? `${JSON.stringify(counts, null, 2)}\n` : text(counts));
      return 0;
    } finally {
      await store.close();
    }
  },
};

function text(counts: Statistics & { nearDuplicates: NearDuplicateCounts }): string {
  const { cells, nearDuplicates } = counts;
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
  ].join("");
}

function row(name: string, value: string | number): string {
  return `${name.padEnd(34)} ${value}\n`;
}
