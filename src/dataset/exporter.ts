import type { Example } from "./example.ts";

/** What training or work a format is for. */
export type ExportPurpose = "supervised" | "preference" | "unpaired" | "trajectories" | "review" | "records";

/** One format of training data: a file of its own in `exporters/` and a line in the registry. */
export interface Exporter {
  /** What `--format` takes. */
  id: string;
  title: string;
  purpose: ExportPurpose;
  /** Without the dot. */
  fileExtension: string;
  /** The first line of every file, for formats that have one. */
  header?: string;
  /**
   * The example as lines without a newline (mostly one), each checked against the consumer's specification; or why the
   * format cannot express it. An example is never bent to fit.
   */
  lines(example: Example): ExportedLines | SkippedExample;
  /**
   * Files that a consumer wants beside the data, by name. `files` are the data files just written, relative to where
   * these go.
   */
  companions?(files: readonly DataFile[]): Readonly<Record<string, string>>;
}

export interface DataFile {
  /** Relative to the export's folder, with forward slashes. */
  path: string;
  /** `train`, `validation`, `test`; `all` for an export without a split. */
  split: string;
  lines: number;
}

export interface ExportedLines {
  lines: readonly string[];
  /** Tools that bear another name in these lines, because the format does not take their own. */
  renamedTools?: readonly RenamedTool[];
}

export interface SkippedExample {
  skipped: string;
}

export interface RenamedTool {
  from: string;
  to: string;
}

export interface ExportReport {
  /** Examples written. */
  written: number;
  /** Lines written, without the header. */
  lines: number;
  skipped: { scenarioId: string; reason: string }[];
  /** Each tool once, in the order met. */
  renamedTools: RenamedTool[];
}

const batchCharacters = 256 * 1024;

/**
 * Writes examples through `write` as they come, some hundred kilobytes at a time; memory does not grow with their
 * number. Whatever is to happen to every example whatever the format happens to `examples` before.
 */
export async function exportExamples(
  exporter: Exporter,
  examples: Iterable<Example>,
  write: (text: string) => Promise<void>,
): Promise<ExportReport> {
  const report: ExportReport = { written: 0, lines: 0, skipped: [], renamedTools: [] };
  const renamed = new Set<string>();
  let batch: string[] = exporter.header === undefined ? [] : [`${exporter.header}\n`];
  let characters = 0;
  for (const example of examples) {
    const result = exporter.lines(example);
    if ("skipped" in result) {
      report.skipped.push({ scenarioId: example.scenarioId, reason: result.skipped });
      continue;
    }
    for (const tool of result.renamedTools ?? []) {
      if (!renamed.has(tool.from)) {
        renamed.add(tool.from);
        report.renamedTools.push(tool);
      }
    }
    report.written++;
    report.lines += result.lines.length;
    for (const line of result.lines) {
      batch.push(`${line}\n`);
      characters += line.length + 1;
    }
    if (characters >= batchCharacters) {
      await write(batch.join(""));
      batch = [];
      characters = 0;
    }
  }
  if (batch.length > 0) {
    await write(batch.join(""));
  }
  return report;
}
