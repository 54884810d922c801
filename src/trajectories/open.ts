import { isJsonObject } from "../ots/json.ts";
import { InputError } from "../syntax/input-error.ts";
import { lineText, scanLines } from "./json-lines.ts";
import { limits } from "./limits.ts";
import { looksLikeZip, openArchive } from "./open-archive.ts";
import { openDocument } from "./open-document.ts";
import { openLines } from "./open-lines.ts";
import { openTable } from "./open-table.ts";
import { type OpenedTrajectories, type OpenOptions, refused } from "./opened.ts";
import { parseStrict } from "./parse-json.ts";
import { plainSource } from "./plain-source.ts";
import type { TrajectoryReader } from "./reader.ts";
import { trajectoryReaders } from "./readers.ts";
import type { TrajectorySource } from "./source.ts";
import { looksLikeTable } from "./table.ts";

/**
 * Opens a file of trajectories in any known format; which one is decided by its content. Broken or unknown content
 * becomes problems, never an exception; the source is closed by the result's `close`.
 * @throws InputError when `options.format` names no format; AbortError when `options.signal` fires; whatever the source
 * throws when it cannot be read.
 */
export async function openTrajectories(
  source: TrajectorySource,
  options: OpenOptions = {},
): Promise<OpenedTrajectories> {
  const readers = trajectoryReaders.filter(({ id }) => options.format === undefined || id === options.format);
  if (readers.length === 0) {
    throw new InputError(
      `unknown format "${options.format}"; known: ${trajectoryReaders.map(({ id }) => id).join(", ")}`,
    );
  }
  if (source.size === 0) {
    return refused(source, { line: 1, message: "The file is empty." });
  }
  const beginning = await source.read(0, headBytes);
  if (looksLikeZip(beginning)) {
    return openArchive(source, readers);
  }
  const plain = await plainSource(source, beginning);
  return typeof plain === "string"
    ? refused(source, { line: 1, message: plain })
    : openText(plain, readers, options);
}

const headBytes = 64 * 1024;

async function openText(
  source: TrajectorySource,
  readers: readonly TrajectoryReader[],
  options: OpenOptions,
): Promise<OpenedTrajectories> {
  const head = await source.read(0, headBytes);
  if (head.includes(0)) {
    const message = "This is not a text file and not an archive that AutoSafe can read.";
    return refused(source, { line: 1, message });
  }
  if (await hasRecordsOnLines(source)) {
    return openLines(source, readers, options);
  }
  return looksLikeTable(lineText(head))
    ? openTable(source, readers, options)
    : openDocument(source, readers, options);
}

/**
 * True when the file is JSONL: its first line is a whole value and more follows, or its second one is while the first
 * begins like one (a damaged first line must not turn the file into one broken document).
 */
async function hasRecordsOnLines(source: TrajectorySource): Promise<boolean> {
  const [first, second] = await firstLines(source);
  if (first === undefined || second === undefined) {
    return false;
  }
  const record = parseStrict(first);
  if (record !== undefined) {
    return record !== null && typeof record === "object";
  }
  return first.length > 1 && first.startsWith("{") && isJsonObject(parseStrict(second));
}

/** The first two lines that are not blank; fewer when the file has fewer, an empty one for one beyond the limit. */
async function firstLines(source: TrajectorySource): Promise<string[]> {
  const lines: string[] = [];
  for await (const batch of scanLines(source, limits.lineBytes)) {
    for (const { bytes } of batch) {
      lines.push(bytes === undefined ? "" : lineText(bytes).trim());
      if (lines.length === 2) {
        return lines;
      }
    }
  }
  return lines;
}
