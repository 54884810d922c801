import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import type { BenchRow } from "./row.ts";

const run = promisify(execFile);
const warmRuns = 5;

/** How long the built command line takes from being started to being done: the first time, and then again. */
export async function benchStart(root: string): Promise<BenchRow[]> {
  const cli = join(root, "dist", "cli.js");
  if (!existsSync(cli)) {
    return [
      { what: "command line, start", figure: "not measured: not built", target: "none", met: undefined },
    ];
  }
  const rows: BenchRow[] = [];
  for (const args of [["--version"], ["scan", "examples", "--fail-on", "never"]]) {
    const times: number[] = [];
    for (let turn = 0; turn <= warmRuns; turn++) {
      const start = performance.now();
      await run(process.execPath, [cli, ...args], { cwd: root });
      times.push(performance.now() - start);
    }
    const [cold = 0, ...warm] = times;
    const median = warm.sort((a, b) => a - b)[Math.floor(warm.length / 2)] ?? 0;
    rows.push({
      what: `autosafe ${args.slice(0, 2).join(" ")}`,
      figure: `${cold.toFixed(0)} ms first, ${median.toFixed(0)} ms warm`,
      target: "no fixed figure",
      met: undefined,
    });
  }
  return rows;
}
