// npm run bench:quality: what the judge and the simulator are worth, beside baselines. Deterministic; nothing fails for a low figure.
import { judgeQuality } from "./judge.quality.ts";
import { preferenceQuality } from "./preferences.quality.ts";
import { simulatorQuality } from "./simulator.quality.ts";
import type { QualityPart } from "./table.ts";

const parts: readonly (() => QualityPart | Promise<QualityPart>)[] = [
  simulatorQuality,
  judgeQuality,
  preferenceQuality,
];

const figures: Record<string, unknown> = {};
for (const part of parts) {
  const { title, lines, figures: own } = await part();
  console.log(`\n${title}\n${"=".repeat(title.length)}\n${lines.join("\n")}`);
  figures[title] = own;
}
if (process.argv.includes("--json")) {
  console.log(`\n${JSON.stringify(figures, null, 2)}`);
}
