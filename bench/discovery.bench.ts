import { builtinThreatModel as model } from "../src/ots/threat-model.ts";
import { discoverPaths } from "../src/tools/discover-files.ts";
import { type CorpusResult, measureCorpus } from "./discovery-corpus.ts";
import type { BenchRow } from "./row.ts";

const packages = [
  "node_modules/openai",
  "node_modules/typescript",
  "node_modules/zod",
  "node_modules/playwright-core",
];

/**
 * Discovery over real packages, where every file is read and only those with hints of a tool definition are parsed; and
 * over the corpus, of which it is known what it holds.
 */
export async function benchDiscovery(root: string): Promise<BenchRow[]> {
  await discoverPaths(root, ["examples"], model); // the grammars load once
  return [...(await throughput(root)), ...accuracy(await measureCorpus(root))];
}

async function throughput(root: string): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const path of packages) {
    let peak = process.memoryUsage().rss;
    const onProgress = () => {
      peak = Math.max(peak, process.memoryUsage().rss);
    };
    const { stats, tools } = await discoverPaths(root, [path], model, { onProgress });
    const seconds = stats.milliseconds / 1000;
    const megabytes = stats.bytes / 1024 / 1024;
    rows.push({
      what: `discovery, ${path.replace("node_modules/", "")}`,
      figure: `${Math.round(stats.files / seconds)} files/s, ${(megabytes / seconds).toFixed(1)} MB/s (${stats.files} files, ${stats.parsed} parsed, ${tools.length} tools; peak ${Math.round(peak / 1024 / 1024)} MB resident)`,
      target: "no fixed figure; 10x peers, see design",
      met: undefined,
    });
  }
  return rows;
}

/** One row a framework; the goals are those of its family of formats, over the whole corpus. */
function accuracy(results: readonly CorpusResult[]): BenchRow[] {
  const sum = (count: (result: CorpusResult) => number) => results.reduce((all, one) => all + count(one), 0);
  const all = row("all frameworks", {
    expected: sum(({ expected }) => expected),
    right: sum(({ right }) => right),
    wrong: sum(({ wrong }) => wrong.length),
  });
  return [
    ...results.map(({ framework, expected, right, wrong }) =>
      row(framework, { expected, right, wrong: wrong.length }),
    ),
    all,
  ];
}

function row(
  what: string,
  { expected, right, wrong }: { expected: number; right: number; wrong: number },
): BenchRow {
  const percent = (part: number, of: number) => (of === 0 ? "–" : `${((100 * part) / of).toFixed(1)} %`);
  return {
    what: `definitions found, ${what}`,
    figure: `recall ${percent(right, expected)} of ${expected}, precision ${percent(right, right + wrong)}`,
    target: "recall 95 % (calls and JSON 98 %), at most 3 % false",
    met: right >= 0.95 * expected && wrong <= 0.03 * (right + wrong),
  };
}
