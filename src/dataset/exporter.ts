import type { Pair } from "../ots/pair.ts";

/** One format of training data: a file of its own in `exporters/` and a line in the registry. */
export interface Exporter {
  /** What `--format` takes. */
  id: string;
  title: string;
  /** Without the dot. */
  fileExtension: string;
  /**
   * The pair as one line without a newline, checked against the consumer's specification; or why the format cannot
   * express it. A pair is never bent to fit.
   */
  line(pair: Pair): ExportedLine | SkippedPair;
}

export interface ExportedLine {
  line: string;
  /** Tools that bear another name in this line, because the format does not take their own. */
  renamedTools?: readonly RenamedTool[];
}

export interface SkippedPair {
  skipped: string;
}

export interface RenamedTool {
  from: string;
  to: string;
}

export interface ExportReport {
  written: number;
  skipped: { scenarioId: string; reason: string }[];
  /** Each tool once, in the order met. */
  renamedTools: RenamedTool[];
}

const batchCharacters = 256 * 1024;

/**
 * Writes pairs through `write` as they come, some hundred kilobytes at a time; memory does not grow with their number.
 * Whatever is to happen to every pair whatever the format happens to `pairs` before.
 */
export async function exportPairs(
  exporter: Exporter,
  pairs: Iterable<Pair>,
  write: (text: string) => Promise<void>,
): Promise<ExportReport> {
  const report: ExportReport = { written: 0, skipped: [], renamedTools: [] };
  const renamed = new Set<string>();
  let batch: string[] = [];
  let characters = 0;
  const flush = async () => {
    const text = batch.join("");
    batch = [];
    characters = 0;
    await write(text);
  };
  for (const pair of pairs) {
    const result = exporter.line(pair);
    if ("skipped" in result) {
      report.skipped.push({ scenarioId: pair.scenarioId, reason: result.skipped });
      continue;
    }
    for (const tool of result.renamedTools ?? []) {
      if (!renamed.has(tool.from)) {
        renamed.add(tool.from);
        report.renamedTools.push(tool);
      }
    }
    report.written++;
    batch.push(result.line, "\n");
    characters += result.line.length + 1;
    if (characters >= batchCharacters) {
      await flush();
    }
  }
  if (batch.length > 0) {
    await flush();
  }
  return report;
}
