import { basename, resolve } from "node:path";
import { exportFolder, type FolderExportReport } from "../dataset/export-folder.ts";
import { type Exporter, exportExamples } from "../dataset/exporter.ts";
import { exporters } from "../dataset/exporters.ts";
import { diskFolder } from "../dataset/folder-sink.ts";
import { type RedactionReport, redactedExamples } from "../dataset/redaction/redact-example.ts";
import { countSelected, type LeftOut, type Selection, selectedExamples } from "../dataset/selection.ts";
import type { Store } from "../dataset/store.ts";
import { InputError } from "../syntax/input-error.ts";
import type { Command, CommandIo, ParsedCommandLine } from "./command.ts";
import { decimal, selectionFrom, selectionOptions } from "./export-selection.ts";
import { progressBar } from "./progress.ts";
import { dataFolder, openProjectStore, projectRoot } from "./project.ts";
import { openSink } from "./sink.ts";
import { listOf, stringValue, wholeNumber } from "./values.ts";

const ids = exporters.map((exporter) => exporter.id);

export const exportCommand: Command = {
  name: "export",
  usage: "[dir] --format F [--out FILE | --folder DIR] [options]",
  summary:
    "Writes the project's examples as training data: one file, or a data set folder with a card and a split.",
  options: {
    format: { type: "string", value: "F,G", help: `${ids.join(", ")}; "all" with --folder` },
    out: { type: "string", value: "FILE", help: "file to write (default: standard output)" },
    folder: {
      type: "string",
      value: "DIR",
      help: "data set folder: files by format and split, card, manifest",
    },
    name: {
      type: "string",
      value: "NAME",
      help: "name of the data set on its card (default: the project's)",
    },
    validation: {
      type: "string",
      value: "SHARE",
      help: "validation data in the folder, 0 to 0.5 (default 0.1)",
    },
    test: { type: "string", value: "SHARE", help: "test data in the folder, 0 to 0.5 (default 0.1)" },
    "no-split": { type: "boolean", help: "one file a format in the folder" },
    seed: { type: "string", value: "S", help: "seed of the split (default 1)" },
    "no-redact": { type: "boolean", help: "leave secrets and personal data in" },
    ...selectionOptions,
  },
  maxPositionals: 1,
  async run(line, io) {
    const chosen = chosenFormats(line);
    const folder = stringValue(line, "folder");
    const store = await openProjectStore(dataFolder(line, io), io, { mustExist: true });
    try {
      const selection = await selectionFrom(line, store);
      if (folder !== undefined) {
        return await intoFolder(resolve(io.cwd, folder), chosen, store, selection, line, io);
      }
      const [exporter, ...others] = chosen;
      if (!exporter || others.length > 0) {
        throw new InputError("more than one format needs a folder to go to: --folder DIR");
      }
      return await intoFile(exporter, store, selection, line, io);
    } finally {
      await store.close();
    }
  },
};

function chosenFormats(line: ParsedCommandLine): Exporter[] {
  if (stringValue(line, "format") === "all") {
    return [...exporters];
  }
  const wanted = listOf(line, "format", ids);
  if (!wanted) {
    throw new InputError(`--format takes one of: ${ids.join(", ")}`);
  }
  return exporters.filter(({ id }) => wanted.includes(id));
}

async function intoFile(
  exporter: Exporter,
  store: Store,
  selection: Selection,
  line: ParsedCommandLine,
  io: CommandIo,
): Promise<number> {
  const sink = await openSink(stringValue(line, "out"), io);
  const leftOut: LeftOut[] = [];
  const redaction: RedactionReport = { examples: 0, kinds: new Map() };
  const selected = selectedExamples(store, selection, (one) => leftOut.push(one));
  const examples = line.values["no-redact"] ? selected : redactedExamples(selected, redaction);
  const { written, lines, skipped, renamedTools } = await exportExamples(exporter, examples, sink.write);
  await sink.close();
  leftOut.push(...skipped);
  for (const { scenarioId, reason } of leftOut) {
    io.err(`left out ${scenarioId}: ${reason}\n`);
  }
  tellRenamed(renamedTools, io);
  tellRedaction(line.values["no-redact"] ? undefined : redaction, written, io);
  const target = sink.file === undefined ? "" : ` to ${sink.file}`;
  const inLines = lines === written ? "" : ` in ${lines} lines`;
  io.err(`${written} examples written${target}${inLines} (${exporter.id}), ${leftOut.length} left out\n`);
  return leftOut.length > 0 ? 1 : 0;
}

async function intoFolder(
  folder: string,
  chosen: readonly Exporter[],
  store: Store,
  selection: Selection,
  line: ParsedCommandLine,
  io: CommandIo,
): Promise<number> {
  if (stringValue(line, "out") !== undefined) {
    throw new InputError("--out names a file and --folder a folder; give one of them");
  }
  const shares = {
    validation: decimal(line, "validation", 0, 0.5) ?? 0.1,
    test: decimal(line, "test", 0, 0.5) ?? 0.1,
  };
  const { hazards, benign } = countSelected(store, selection);
  const progress = progressBar(io, "Exporting");
  try {
    const report = await exportFolder({
      store,
      selection,
      exporters: chosen,
      ...(line.values["no-split"]
        ? {}
        : { split: { ...shares, seed: wholeNumber(line, "seed", 0, 2 ** 31 - 1) ?? 1 } }),
      redact: line.values["no-redact"] !== true,
      name: stringValue(line, "name") ?? basename(projectRoot(store.directory)),
      sink: diskFolder(folder),
      signal: io.signal,
      onProgress: (done) => progress.update(done, hazards + benign),
    });
    progress.end();
    tellFolder(folder, report, io);
    return report.leftOut.length + report.skipped.length > 0 ? 1 : 0;
  } finally {
    progress.end();
  }
}

function tellFolder(folder: string, report: FolderExportReport, io: CommandIo): void {
  tellRenamed(report.renamedTools, io);
  tellRedaction(report.redaction, report.examples, io);
  for (const [id, { written, lines, skipped }] of Object.entries(report.formats)) {
    io.err(
      `  ${id.padEnd(20)} ${written} examples, ${lines} lines${skipped > 0 ? `, ${skipped} could not be expressed` : ""}\n`,
    );
  }
  const splits = Object.entries(report.splits)
    .map(([name, count]) => `${name} ${count}`)
    .join(", ");
  const left = report.leftOut.length + report.skipped.length;
  io.err(`${report.examples} examples written to ${folder} (${splits || "none"})\n`);
  if (left > 0) {
    io.err(`${left} left out; left-out.jsonl names each with its reason\n`);
  }
}

function tellRenamed(renamed: FolderExportReport["renamedTools"], io: CommandIo): void {
  for (const { from, to } of renamed) {
    io.err(`the tool "${from}" is called "${to}" in formats that do not take its name\n`);
  }
}

function tellRedaction(redaction: RedactionReport | undefined, examples: number, io: CommandIo): void {
  if (!redaction) {
    io.err("secrets and personal data were left in (--no-redact)\n");
  } else if (redaction.examples > 0) {
    const kinds = [...redaction.kinds].map(([kind, count]) => `${count} × ${kind}`).join(", ");
    io.err(`redacted in ${redaction.examples} of ${examples} examples: ${kinds}\n`);
  }
}
