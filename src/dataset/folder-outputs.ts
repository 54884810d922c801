import type { Example } from "./example.ts";
import type { FolderExportReport } from "./export-folder.ts";
import { type DataFile, type Exporter, exportExamples } from "./exporter.ts";
import type { FileSink, FolderSink } from "./folder-sink.ts";
import { splitNames } from "./split.ts";

/** One file a format and split, opened when its first line comes. */
export class FolderOutputs {
  readonly #sink: FolderSink;
  readonly #exporters: readonly Exporter[];
  readonly #report: FolderExportReport;
  readonly #open = new Map<string, { file: FileSink; data: DataFile; format: string }>();
  readonly #renamed = new Set<string>();

  constructor(sink: FolderSink, exporters: readonly Exporter[], report: FolderExportReport) {
    this.#sink = sink;
    this.#exporters = exporters;
    this.#report = report;
  }

  async write(batch: readonly { side: string; example: Example }[]): Promise<void> {
    for (const side of new Set(batch.map((one) => one.side))) {
      const examples = batch.filter((one) => one.side === side).map(({ example }) => example);
      for (const exporter of this.#exporters) {
        await this.#writeSide(exporter, side, examples);
      }
    }
  }

  /** In the order of the formats, then of the splits, whichever came first. */
  files(): DataFile[] {
    const order: readonly string[] = splitNames;
    return [...this.#open.values()]
      .sort(
        (a, b) =>
          this.#exporters.findIndex(({ id }) => id === a.format) -
            this.#exporters.findIndex(({ id }) => id === b.format) ||
          order.indexOf(a.data.split) - order.indexOf(b.data.split),
      )
      .map(({ data }) => data);
  }

  async #writeSide(exporter: Exporter, side: string, examples: readonly Example[]): Promise<void> {
    const path = `data/${exporter.id}/${side}.${exporter.fileExtension}`;
    let output = this.#open.get(path);
    const header = output ? {} : exporter.header === undefined ? {} : { header: exporter.header };
    const { header: _header, ...rest } = exporter;
    const part = await exportExamples({ ...rest, ...header }, examples, async (text) => {
      output ??= await this.#openFile(path, exporter.id, side);
      await output.file.write(text);
    });
    if (output) {
      output.data.lines += part.lines;
    }
    const counts = this.#report.formats[exporter.id];
    if (counts) {
      counts.written += part.written;
      counts.lines += part.lines;
      counts.skipped += part.skipped.length;
    }
    this.#report.skipped.push(...part.skipped.map((one) => ({ ...one, format: exporter.id })));
    for (const tool of part.renamedTools) {
      if (!this.#renamed.has(tool.from)) {
        this.#renamed.add(tool.from);
        this.#report.renamedTools.push(tool);
      }
    }
  }

  async #openFile(path: string, format: string, split: string) {
    const output = { file: await this.#sink.open(path), data: { path, split, lines: 0 }, format };
    this.#open.set(path, output);
    return output;
  }
}
