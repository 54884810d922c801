import { Buffer } from "node:buffer";
import { promisify } from "node:util";
import { inflateRaw } from "node:zlib";
import type * as Fzstd from "fzstd";
import type * as Yauzl from "yauzl";
import { limits } from "./limits.ts";
import type { TrajectorySource } from "./source.ts";

/** An opened archive: its table of contents, and its files on demand. */
export interface Archive {
  readonly names: Iterable<string> & { has(name: string): boolean };
  /** The bytes of one file. @throws ArchiveError when they are missing, damaged, or too large to be believed. */
  read(name: string): Promise<Uint8Array>;
  close(): void;
}

/** What is wrong with an archive, as a sentence for the person who opened it. */
export class ArchiveError extends Error {
  override name = "ArchiveError";
}

/** A package loaded on first use: bundled, it may have a default export only, in plain Node its exports by name. */
type Late<T> = T & { default?: T };

interface Entry {
  fileName: string;
  generalPurposeBitFlag: number;
  compressionMethod: number;
  compressedSize: number;
  uncompressedSize: number;
}

const stored = 0;
const deflated = 8;
const zstandard = 93;
const smallEntry = 1024 * 1024;
const inflate = promisify(inflateRaw);

/**
 * Opens a ZIP archive by its central directory (ZIP64 too). Entries may be stored, deflated or Zstandard (method 93).
 * @throws ArchiveError when the directory cannot be read.
 */
export async function openZip(source: TrajectorySource): Promise<Archive> {
  const imported: Late<typeof Yauzl> = await import("yauzl");
  const yauzl = imported.default ?? imported;
  const { reader, failed } = createBlockReader(yauzl.RandomAccessReader, source);
  const guarded = <T>(work: () => Promise<T>) => explain(() => Promise.race([work(), failed]));
  const entries = new Map<string, Yauzl.Entry>();
  const zip = await guarded(() =>
    yauzl.fromRandomAccessReaderPromise(reader, source.size, { autoClose: false, validateEntrySizes: false }),
  );
  await guarded(async () => {
    for await (const entry of zip.eachEntry()) {
      if (entries.size >= limits.archiveEntries) {
        throw new ArchiveError(
          `The archive has more than ${limits.archiveEntries.toLocaleString("en")} files.`,
        );
      }
      entries.set(entry.fileName, entry);
    }
  });
  const names = { has: (name: string) => entries.has(name), [Symbol.iterator]: () => entries.keys() };
  return {
    names,
    async read(name) {
      const entry = entries.get(name);
      if (!entry) {
        throw new ArchiveError(`The archive has no file "${name}".`);
      }
      refuseBomb(entry);
      const { fileDataStart } = await guarded(() => zip.readLocalFileHeaderPromise(entry, { minimal: true }));
      const packed = await source.read(fileDataStart, Math.min(entry.compressedSize, source.size));
      if (packed.length < entry.compressedSize) {
        throw new ArchiveError(`"${name}" is cut off.`);
      }
      return explain(() => unpack(entry, packed));
    },
    close: () => zip.close(),
  };
}

function refuseBomb({ fileName, compressedSize, uncompressedSize, generalPurposeBitFlag }: Entry): void {
  if ((generalPurposeBitFlag & 1) !== 0) {
    throw new ArchiveError(`"${fileName}" is encrypted.`);
  }
  if (uncompressedSize > limits.archiveEntryBytes || compressedSize > limits.archiveEntryBytes) {
    throw new ArchiveError(
      `"${fileName}" is larger than ${Math.round(limits.archiveEntryBytes / 1024 / 1024)} MB when decompressed.`,
    );
  }
  if (uncompressedSize > smallEntry && uncompressedSize > compressedSize * limits.compressionRatio) {
    throw new ArchiveError(`"${fileName}" claims to be ${limits.compressionRatio} times its packed size.`);
  }
}

async function unpack(entry: Entry, packed: Uint8Array): Promise<Uint8Array> {
  switch (entry.compressionMethod) {
    case stored:
      return packed;
    case deflated:
      return inflate(packed, { maxOutputLength: Math.max(1, entry.uncompressedSize) });
    case zstandard:
      return unpackZstandard(packed, entry.uncompressedSize);
    default:
      throw new ArchiveError(
        `"${entry.fileName}" is packed in a way (method ${entry.compressionMethod}) that is not supported.`,
      );
  }
}

const pieceSize = 256 * 1024;

/** Decompresses piece by piece, so that a file that grows beyond what it said is stopped on the way. */
async function unpackZstandard(packed: Uint8Array, expected: number): Promise<Uint8Array> {
  const imported: Late<typeof Fzstd> = await import("fzstd");
  const fzstd = imported.default ?? imported;
  const pieces: Uint8Array[] = [];
  let size = 0;
  const stream = new fzstd.Decompress((piece) => {
    size += piece.length;
    if (size > expected) {
      throw new ArchiveError("A file in the archive is larger than the archive says.");
    }
    pieces.push(piece.slice());
  });
  for (let start = 0; start < packed.length; start += pieceSize) {
    stream.push(packed.subarray(start, start + pieceSize), start + pieceSize >= packed.length);
  }
  return Buffer.concat(pieces);
}

/** Turns what libraries throw into sentences; what they say about the archive is kept. */
async function explain<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ArchiveError) {
      throw error;
    }
    throw new ArchiveError(
      `The archive is damaged: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

type ReaderClass = typeof Yauzl.RandomAccessReader;
const blockSize = 64 * 1024;

/**
 * Lets the library read from any source; small reads, of which the directory is full, come from one block. `failed`
 * rejects when the library throws while it handles what was read: nobody else would hear of it.
 */
function createBlockReader(Base: ReaderClass, source: TrajectorySource) {
  let block = new Uint8Array();
  let blockStart = 0;
  let fail: (error: unknown) => void = () => {};
  const failed = new Promise<never>((_resolve, reject) => {
    fail = reject;
  });
  failed.catch(() => {});
  const bytesAt = async (position: number, length: number): Promise<Uint8Array> => {
    if (!Number.isSafeInteger(position) || position < 0 || position + length > source.size) {
      throw new ArchiveError("The archive is cut off or damaged: it points beyond its own end.");
    }
    if (length > blockSize) {
      return source.read(position, length);
    }
    if (position < blockStart || position + length > blockStart + block.length) {
      block = new Uint8Array(await source.read(position, blockSize));
      blockStart = position;
    }
    return block.subarray(position - blockStart, position - blockStart + length);
  };
  class BlockReader extends Base {
    override read(
      buffer: Buffer,
      offset: number,
      length: number,
      position: number,
      callback: (error: Error | null) => void,
    ): void {
      bytesAt(position, length)
        .then(
          (bytes) => {
            buffer.set(bytes, offset);
            callback(bytes.length < length ? new Error("unexpected end of file") : null);
          },
          (error: Error) => callback(error),
        )
        .catch(fail);
    }

    override close(callback: (error: Error | null) => void): void {
      callback(null);
    }
  }
  return { reader: new BlockReader(), failed };
}
