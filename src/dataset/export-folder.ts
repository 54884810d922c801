import type { Scenario } from "../ots/scenario.ts";
import { version } from "../version.ts";
import { dataSetCard } from "./card.ts";
import type { Example } from "./example.ts";
import type { DataFile, Exporter, ExportReport } from "./exporter.ts";
import { FolderOutputs } from "./folder-outputs.ts";
import type { FolderSink } from "./folder-sink.ts";
import { jsonLine } from "./json-line.ts";
import { type RedactionReport, redactExample } from "./redaction/redact-example.ts";
import { reviewsIn } from "./reviews.ts";
import { type LeftOut, type Selection, selectedExamples } from "./selection.ts";
import { type SplitShares, Splitter } from "./split.ts";
import type { Store } from "./store.ts";

export interface FolderExportOptions {
  store: Store;
  selection: Selection;
  exporters: readonly Exporter[];
  /** Undefined: everything in one file a format. */
  split?: (SplitShares & { seed: number }) | undefined;
  /** Whether secrets and personal data are taken out. */
  redact: boolean;
  /** The data set's name, for the card. */
  name: string;
  sink: FolderSink;
  signal: AbortSignal;
  /** Examples gone through so far. */
  onProgress?: (examples: number) => void;
}

/** What a folder export came to. All numbers are of examples unless they say lines. */
export interface FolderExportReport {
  examples: number;
  benign: number;
  reviewed: number;
  splits: Record<string, number>;
  formats: Record<string, { written: number; lines: number; skipped: number }>;
  /** Left out whatever the format, with the reason. */
  leftOut: LeftOut[];
  /** Could not be expressed in a format. */
  skipped: (LeftOut & { format: string })[];
  renamedTools: ExportReport["renamedTools"];
  redaction?: RedactionReport;
  files: DataFile[];
}

const batchSize = 64;

/**
 * Writes a data set as a folder: `data/FORMAT/SPLIT.jsonl`, what each consumer wants beside it, a card (`README.md`), the
 * list of what was left out, and a manifest with the hash of every file. One pass over the store, memory flat; the
 * same data and options give the same bytes. On cancellation or failure nothing is left behind.
 * @throws AbortError when `signal` fires; InputError when the folder cannot be written.
 */
export async function exportFolder(options: FolderExportOptions): Promise<FolderExportReport> {
  try {
    return await writeFolder(options);
  } catch (error) {
    await options.sink.abandon();
    throw error;
  }
}

async function writeFolder(options: FolderExportOptions): Promise<FolderExportReport> {
  const { store, selection, exporters, split, redact, sink, signal, onProgress } = options;
  const report: FolderExportReport = {
    examples: 0,
    benign: 0,
    reviewed: 0,
    splits: {},
    formats: Object.fromEntries(exporters.map(({ id }) => [id, { written: 0, lines: 0, skipped: 0 }])),
    leftOut: [],
    skipped: [],
    renamedTools: [],
    ...(redact ? { redaction: { examples: 0, kinds: new Map() } } : {}),
    files: [],
  };
  const splitOf = split ? await splitter(store, split, signal) : undefined;
  const sources = new Map<string, number>();
  const reviewOf = reviewsIn(store);
  const outputs = new FolderOutputs(sink, exporters, report);
  let batch: { side: string; example: Example }[] = [];
  const flush = async () => {
    signal.throwIfAborted();
    await outputs.write(batch);
    batch = [];
    onProgress?.(report.examples);
    await new Promise((resume) => setImmediate(resume));
  };
  for (const original of selectedExamples(store, selection, (one) => report.leftOut.push(one))) {
    const place = splitOf?.(original.scenario) ?? { split: "all" as const };
    if ("leftOut" in place) {
      report.leftOut.push({ scenarioId: original.scenarioId, reason: place.leftOut });
      continue;
    }
    const example = report.redaction ? redactExample(original, report.redaction) : original;
    report.examples++;
    report.benign += example.scenario.benign ? 1 : 0;
    report.reviewed += Object.keys(reviewOf(original)).length > 0 ? 1 : 0;
    report.splits[place.split] = (report.splits[place.split] ?? 0) + 1;
    const made = `${example.provenance.simulator} ${example.provenance.version}`;
    sources.set(made, (sources.get(made) ?? 0) + 1);
    batch.push({ side: place.split, example });
    if (batch.length >= batchSize) {
      await flush();
    }
  }
  await flush();
  signal.throwIfAborted();
  report.files.push(...outputs.files());
  await writeAround(options, report, sources);
  return report;
}

/** Every scenario is placed in the order it was stored, selected or not, so that a selection moves nothing. */
async function splitter(store: Store, split: SplitShares & { seed: number }, signal: AbortSignal) {
  const sides = new Splitter(split, split.seed, (id) => store.scenarios.get(id));
  let seen = 0;
  for (const id of store.scenarios.keys()) {
    const scenario = store.scenarios.get(id);
    if (scenario) {
      sides.place(scenario);
    }
    if (++seen % batchSize === 0) {
      signal.throwIfAborted();
      await new Promise((resume) => setImmediate(resume));
    }
  }
  return (scenario: Scenario) => sides.place(scenario);
}

/** Companions of the formats, the card, what was left out, and last the manifest over all of it. */
async function writeAround(
  options: FolderExportOptions,
  report: FolderExportReport,
  sources: ReadonlyMap<string, number>,
): Promise<void> {
  const { exporters, sink, store, name, split, selection, redact } = options;
  const put = async (path: string, text: string) => (await sink.open(path)).write(text);
  for (const exporter of exporters) {
    const folder = `data/${exporter.id}/`;
    const own = report.files
      .filter(({ path }) => path.startsWith(folder))
      .map((file) => ({ ...file, path: file.path.slice(folder.length) }));
    for (const [file, text] of Object.entries(own.length > 0 ? (exporter.companions?.(own) ?? {}) : {})) {
      await put(`${folder}${file}`, text);
    }
  }
  const leftOut = [...report.leftOut, ...report.skipped];
  if (leftOut.length > 0) {
    await put("left-out.jsonl", leftOut.map((one) => `${jsonLine(one)}\n`).join(""));
  }
  await put("README.md", dataSetCard({ name, store, exporters, report, sources, split, selection }));
  const files = await sink.written();
  const manifest = {
    schemaVersion: 1,
    name,
    generator: `autosafe ${version}`,
    options: {
      formats: exporters.map(({ id }) => id),
      selection: plain(selection),
      split: split ?? null,
      redact,
    },
    counts: {
      examples: report.examples,
      benign: report.benign,
      reviewed: report.reviewed,
      splits: report.splits,
      formats: report.formats,
      leftOut: report.leftOut.length,
    },
    redaction: report.redaction
      ? { examples: report.redaction.examples, kinds: Object.fromEntries(report.redaction.kinds) }
      : null,
    files,
  };
  await put("manifest.json", `${JSON.stringify(manifest, null, 2)}\n`);
  await sink.finish();
}

function plain(selection: Selection): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(selection).map(([key, value]) => [key, value instanceof Set ? [...value].sort() : value]),
  );
}
