// Prints the benchmark table. Started by scripts/bench.mjs, which measures what needs an editor.
import { readFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import * as z from "../src/ots/zod.ts";
import { benchAnalysis } from "./analysis.bench.ts";
import { benchDiscovery } from "./discovery.bench.ts";
import { benchInspector } from "./inspector.bench.ts";
import { benchLive } from "./live.bench.ts";
import { benchPipeline } from "./pipeline.bench.ts";
import type { BenchRow } from "./row.ts";
import { benchStart } from "./start.bench.ts";
import { benchStore } from "./store.bench.ts";
import { benchTrajectories } from "./trajectories.bench.ts";

const editorSchema = z.object({ vsixBytes: z.number(), activationMilliseconds: z.array(z.number()) });

const root = join(import.meta.dirname, "..");
process.chdir(root);

function editorRows(file: string | undefined): BenchRow[] {
  if (file === undefined) {
    return [];
  }
  const { vsixBytes, activationMilliseconds } = editorSchema.parse(JSON.parse(readFileSync(file, "utf8")));
  const megabytes = vsixBytes / 1e6;
  const starts = activationMilliseconds.sort((a, b) => a - b);
  const [best] = starts;
  const median = starts[starts.length >> 1];
  return [
    {
      what: "activation",
      figure:
        best === undefined || median === undefined
          ? "not measured"
          : `${median.toFixed(0)} ms in the median of ${starts.length} starts, ${best.toFixed(0)} ms at best`,
      target: "under 50 ms",
      met: median !== undefined && median < 50,
      reason:
        "Loading two files of 330 KB and registering, by the clock, in a process in which the editor starts its own extensions meanwhile.",
    },
    { what: "VSIX", figure: `${megabytes.toFixed(2)} MB`, target: "under 3 MB", met: megabytes < 3 },
  ];
}

const rows = [
  ...editorRows(process.argv[2]),
  ...(await benchStart(root)),
  ...(await benchDiscovery(root)),
  ...(await benchAnalysis(root)),
  ...(await benchPipeline(root)),
  ...(await benchLive(root)),
  ...(await benchStore(root)),
  ...(await benchTrajectories()),
  ...(await benchInspector()),
];
const processor = cpus()[0]?.model ?? "unknown processor";
console.log(`\nNode ${process.version}, ${cpus().length} × ${processor}\n`);
const width = (key: "what" | "figure") => Math.max(...rows.map((row) => row[key].length));
for (const { what, figure, target, met, reason } of rows) {
  const verdict = met === undefined ? "" : met ? "  met" : "  MISSED";
  console.log(
    `${what.padEnd(width("what"))}  ${figure.padEnd(width("figure"))}  target: ${target}${verdict}`,
  );
  if (met === false && reason !== undefined) {
    console.log(`    ${reason}`);
  }
}
