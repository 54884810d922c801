import { builtinThreatModel as model } from "../src/ots/threat-model.ts";
import { discoverPaths } from "../src/tools/discover-files.ts";
import type { BenchRow } from "./row.ts";

const packages = [
  "node_modules/openai",
  "node_modules/typescript",
  "node_modules/zod",
  "node_modules/playwright-core",
];

/** Discovery over real packages: every file is read, only those with hints of a tool definition are parsed. */
export async function benchDiscovery(root: string): Promise<BenchRow[]> {
  await discoverPaths(root, ["examples"], model); // the grammars load once
  const rows: BenchRow[] = [];
  for (const path of packages) {
    const { stats, tools } = await discoverPaths(root, [path], model);
    const seconds = stats.milliseconds / 1000;
    const megabytes = stats.bytes / 1024 / 1024;
    rows.push({
      what: `discovery, ${path.replace("node_modules/", "")}`,
      figure: `${Math.round(stats.files / seconds)} files/s, ${(megabytes / seconds).toFixed(1)} MB/s (${stats.files} files, ${stats.parsed} parsed, ${tools.length} tools)`,
      target: "no fixed figure; 10x peers, see design",
      met: undefined,
    });
  }
  return rows;
}
