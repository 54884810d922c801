import { writeSync } from "node:fs";
import { type FileHandle, open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { fileError, flushFolder, isCode, isSameFile, stateOfPath } from "./files.ts";
import { readLines } from "./lines.ts";
import { released, scratchFile, withLock } from "./locks.ts";
import type { ReadFile } from "./read-file.ts";

const bufferBytes = 1024 * 1024;
const tailBytes = 4096;
const newline = 0x0a;
const compactionStale = 10 * 60 * 1000;
const swapStale = 5000;
/** Well before others take the swap for abandoned. */
const swapPatience = 2000;

export type Keeps = (bytes: Buffer, start: number, end: number, offset: number) => boolean;

/**
 * Replaces the file at `path`, open as `from`, by one with only the lines that `keeps` names, byte for byte and in their
 * order: written beside it, flushed, renamed. What other processes append meanwhile comes along.
 *
 * How no line is lost without a lock around every append: an appender looks again after it has written, first waiting
 * for `settled`, and appends once more when the file was replaced. So what was written before the swap began is copied by
 * us, and what was written later is written again by its writer.
 *
 * @returns false when another process compacts or has changed the file, or it holds a line above the limit or ends
 * in half a line; nothing is changed then.
 * @throws InputError when the folder cannot be written.
 */
export async function compactFile(path: string, from: ReadFile, keeps: Keeps): Promise<boolean> {
  const temporary = scratchFile(path, "compacting");
  try {
    const done = await withLock(scratchFile(path, "lock"), compactionStale, async () => {
      try {
        return await replace(path, from, temporary, keeps);
      } finally {
        await rm(temporary, { force: true });
      }
    });
    return done ?? false;
  } catch (error) {
    throw fileError(error, path, "written");
  }
}

/** Waits until no file is being put in the place of the one at `path`. */
export function settled(path: string): Promise<void> {
  return released(scratchFile(path, "swap"), swapStale);
}

async function replace(path: string, from: ReadFile, temporary: string, keeps: Keeps): Promise<boolean> {
  const to = await open(temporary, "w", from.mode());
  try {
    const copied = await copyLines(from, to, keeps);
    if (copied === undefined) {
      return false;
    }
    await to.sync();
    const tail = from.before(copied, tailBytes);
    const swapped = await withLock(scratchFile(path, "swap"), swapStale, async () => {
      const began = performance.now();
      // Other bytes where we ended mean that somebody did more than append.
      if (!from.before(copied, tailBytes).equals(tail) || !(await copyLateLines(from, to, copied))) {
        return false;
      }
      await to.close();
      const isOurs = isSameFile(await stateOfPath(path), from.state());
      return isOurs && performance.now() - began < swapPatience && (await moved(temporary, path));
    });
    await flushFolder(dirname(path));
    return swapped ?? false;
  } finally {
    await to.close();
  }
}

/** Copies what was appended since byte `copied`; false when the file ends in half a line, which may be being written. */
async function copyLateLines(from: ReadFile, to: FileHandle, copied: number): Promise<boolean> {
  const { size } = from.state();
  if (size > copied) {
    const late = Buffer.alloc(size - copied);
    await from.fill(late, 0, late.length, copied);
    writeAll(to.fd, late);
    await to.datasync();
  }
  return size >= copied && (size === 0 || from.before(size, 1)[0] === newline);
}

async function moved(temporary: string, path: string): Promise<boolean> {
  try {
    await rename(temporary, path);
    return true;
  } catch (error) {
    if (isCode(error, "EPERM", "EACCES", "EBUSY")) {
      return false; // Windows, while another program has the file open
    }
    throw error;
  }
}

/** @returns the number of bytes of `from` that were looked at; undefined when a line is too long to be copied. */
async function copyLines(from: ReadFile, to: FileHandle, keeps: Keeps): Promise<number | undefined> {
  const out = Buffer.allocUnsafe(bufferBytes);
  let filled = 0;
  let tooLong = false;
  const flush = () => {
    writeAll(to.fd, out.subarray(0, filled));
    filled = 0;
  };
  const keep = (bytes: Buffer, start: number, end: number) => {
    const length = end - start + 1;
    if (filled + length > out.length) {
      flush();
    }
    if (length > out.length) {
      writeAll(to.fd, bytes.subarray(start, end));
      writeAll(to.fd, Buffer.from("\n"));
      return;
    }
    bytes.copy(out, filled, start, end);
    out[filled + length - 1] = newline;
    filled += length;
  };
  const rest = await readLines(from, 0, {
    line(bytes, start, end, offset) {
      if (keeps(bytes, start, end, offset)) {
        keep(bytes, start, end);
      }
    },
    tooLong() {
      tooLong = true;
    },
  });
  if (tooLong || rest.tooLong) {
    return undefined;
  }
  // Without its newline: whoever is writing it may go on.
  flush();
  writeAll(to.fd, rest.bytes);
  return rest.end;
}

function writeAll(fd: number, bytes: Buffer): void {
  for (let written = 0; written < bytes.length; ) {
    written += writeSync(fd, bytes, written);
  }
}
