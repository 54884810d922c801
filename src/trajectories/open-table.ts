import { createCatalogue, createProblems, openedFrom } from "./catalogue.ts";
import { guessFormat } from "./detect.ts";
import { lineText } from "./json-lines.ts";
import { limits } from "./limits.ts";
import { type OpenedTrajectories, type OpenOptions, refused } from "./opened.ts";
import type { TrajectoryReader } from "./reader.ts";
import type { TrajectorySource } from "./source.ts";
import { tableRecords } from "./table.ts";
import { accepted, unknownFormat } from "./unknown-format.ts";

const sampleRecords = 50;
const megabyte = 1024 * 1024;

/** Opens a comma-separated table with names of columns in its first row; each row below is a record of text cells. */
export async function openTable(
  source: TrajectorySource,
  readers: readonly TrajectoryReader[],
  { signal, onProgress }: OpenOptions,
): Promise<OpenedTrajectories> {
  if (source.size > limits.documentBytes) {
    const message = `A table of ${Math.round(source.size / megabyte)} MB is too large to open; the limit is ${limits.documentBytes / megabyte} MB.`;
    return refused(source, { line: 1, message });
  }
  const text = lineText(await source.read(0, source.size));
  onProgress?.(source.size, source.size);
  const rows = tableRecords(text);
  const records = rows.map(({ record }) => record);
  const guesses = guessFormat(records.slice(0, sampleRecords), readers);
  const reader = accepted(guesses);
  if (reader === undefined) {
    return refused(source, { line: 1, message: unknownFormat(guesses, records, text, readers) });
  }
  const catalogue = createCatalogue(reader, async (record) => records[record], createProblems(source.name));
  for (const { record, line } of rows) {
    catalogue.add(record, { line });
  }
  await catalogue.finish(signal);
  return openedFrom(source, reader, catalogue);
}
