import { fstatSync, readSync } from "node:fs";

/** A line of a file: `bytes` without its newline, valid only until the next line is read. */
export interface Line {
  bytes: Buffer;
  /** Byte offset in the file. */
  offset: number;
  /** False for a last line without a newline. */
  complete: boolean;
}

const chunkBytes = 4 * 1024 * 1024;
/** A longer line is no record of ours; it is passed over, so that memory stays bounded. */
export const maxLineBytes = 64 * 1024 * 1024;

/**
 * The lines of an open file from `start` on, read in chunks. A line above `maxLineBytes` comes with empty `bytes`.
 * Reads up to the size the file has at the call.
 */
export function* readLines(fd: number, start: number): Generator<Line> {
  const size = fstatSync(fd).size;
  let pending: Buffer[] = [];
  let pendingBytes = 0;
  let tooLong = false;
  let lineStart = start;

  const take = (rest: Buffer): Buffer => {
    if (tooLong) {
      return Buffer.alloc(0);
    }
    return pending.length === 0 ? rest : Buffer.concat([...pending, rest]);
  };

  for (let position = start; position < size; ) {
    const chunk = Buffer.allocUnsafe(Math.min(chunkBytes, size - position));
    const read = readSync(fd, chunk, 0, chunk.length, position);
    if (read === 0) {
      break; // the file shrank
    }
    let from = 0;
    for (let end = chunk.indexOf(10); end !== -1 && end < read; end = chunk.indexOf(10, from)) {
      yield { bytes: take(chunk.subarray(from, end)), offset: lineStart, complete: true };
      pending = [];
      pendingBytes = 0;
      tooLong = false;
      from = end + 1;
      lineStart = position + from;
    }
    if (from < read && !tooLong) {
      pending.push(chunk.subarray(from, read));
      pendingBytes += read - from;
      if (pendingBytes > maxLineBytes) {
        tooLong = true;
        pending = [];
      }
    }
    position += read;
  }
  if (lineStart < size) {
    yield { bytes: take(Buffer.alloc(0)), offset: lineStart, complete: false };
  }
}
