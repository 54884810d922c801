import { enough } from "./detect.ts";
import { titleOf, toTrajectory } from "./finish.ts";

import { type LoadedTrajectory, type OpenedTrajectories, refused } from "./opened.ts";
import type { ArchiveListing, ArchiveReader, TrajectoryReader } from "./reader.ts";
import type { TrajectorySource } from "./source.ts";
import { type Archive, ArchiveError, openZip } from "./zip.ts";

/** True when the bytes begin as a ZIP archive does. */
export function looksLikeZip(head: Uint8Array): boolean {
  return head[0] === 0x50 && head[1] === 0x4b && (head[2] === 3 || head[2] === 5) && head[3] === head[2] + 1;
}

/** Opens an archive. Only its table of contents and its summaries are read; a sample is unpacked when it is loaded. */
export async function openArchive(
  source: TrajectorySource,
  readers: readonly TrajectoryReader[],
): Promise<OpenedTrajectories> {
  let archive: Archive;
  try {
    archive = await openZip(source);
  } catch (error) {
    return refused(source, { line: 1, message: reasonOf(error) });
  }
  const guesses = readers
    .filter((reader): reader is ArchiveReader => reader.kind === "archive")
    .map((reader) => ({ reader, score: reader.sniff(archive.names) }))
    .sort((a, b) => b.score - a.score);
  const [best] = guesses;
  if (!best || best.score < enough) {
    archive.close();
    const closest = best && best.score > 0 ? ` It comes closest to ${best.reader.title}.` : "";
    return refused(source, {
      line: 1,
      message: `This archive holds no trajectories AutoSafe can read.${closest}`,
    });
  }
  const { reader } = best;
  const { listings, problems } = await reader.list(archive);
  return {
    file: source.name,
    format: { id: reader.id, title: reader.title },
    summaries: listings.map(({ title, steps }, index) => ({
      index,
      title: shortTitle(title),
      ...(steps === undefined ? {} : { steps }),
    })),
    problems: problems.map((message) => ({
      file: source.name,
      line: 1,
      message: `${reader.title}: ${message}`,
    })),
    load: (index) => load(source.name, reader, listings[index]),
    async close() {
      archive.close();
      await source.close();
    },
  };
}

function shortTitle(title: string): string {
  return titleOf({ conversation: { title, instruction: "", steps: [], tools: [] } });
}

async function load(
  file: string,
  reader: ArchiveReader,
  listing: ArchiveListing | undefined,
): Promise<LoadedTrajectory> {
  const failed = (message: string): LoadedTrajectory => ({ problem: { file, line: 1, message } });
  if (!listing) {
    return failed("There is no such trajectory.");
  }
  try {
    const reading = await listing.load();
    if ("problem" in reading) {
      return failed(reading.problem);
    }
    const source = { file, entry: listing.title };
    return {
      trajectory:
        "trajectory" in reading ? reading.trajectory : toTrajectory(reading.conversation, reader.id, source),
    };
  } catch (error) {
    return failed(`${listing.title}: ${reasonOf(error)}`);
  }
}

function reasonOf(error: unknown): string {
  return error instanceof ArchiveError ? error.message : `this could not be read (${String(error)})`;
}
