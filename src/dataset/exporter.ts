import type { Pair } from "../ots/pair.ts";

/** One format of training data: a file of its own in `exporters/` and a line in the registry. */
export interface Exporter {
  id: string;
  title: string;
  /** Without the dot. */
  fileExtension: string;
  /**
   * The pair as one line, without a newline, already checked against the format's own rules; or why the format cannot
   * express it. A pair is never bent to fit.
   */
  line(pair: Pair): { line: string } | { skipped: string };
}

export interface ExportReport {
  written: number;
  skipped: { scenarioId: string; reason: string }[];
}

const batchBytes = 256 * 1024;

/** Writes pairs through `write` as they come; memory does not grow with their number. */
export async function exportPairs(
  exporter: Exporter,
  pairs: Iterable<Pair>,
  write: (text: string) => Promise<void>,
): Promise<ExportReport> {
  const report: ExportReport = { written: 0, skipped: [] };
  let batch = "";
  for (const pair of pairs) {
    const result = exporter.line(pair);
    if ("skipped" in result) {
      report.skipped.push({ scenarioId: pair.scenarioId, reason: result.skipped });
      continue;
    }
    report.written++;
    batch += `${result.line}\n`;
    if (batch.length >= batchBytes) {
      await write(batch);
      batch = "";
    }
  }
  if (batch !== "") {
    await write(batch);
  }
  return report;
}
