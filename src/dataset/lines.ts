import type { ReadFile } from "./read-file.ts";

/** A longer line is no record of ours; it is passed over, so that memory stays bounded. */
export const maxLineBytes = 64 * 1024 * 1024;

const chunkBytes = 4 * 1024 * 1024;
const newline = 0x0a;
const carriageReturn = 0x0d;

export interface LineSink {
  /** A line `bytes[start, end)` without its line end, at byte `offset` of the file. `bytes` is reused afterwards. */
  line(bytes: Buffer, start: number, end: number, offset: number): void;
  /** A line above `maxLineBytes`. */
  tooLong(offset: number): void;
}

/** What stands behind the last newline of a file. */
export interface Rest {
  offset: number;
  /** Empty when the file ends with a newline, and when the rest is longer than a line may be. */
  bytes: Buffer;
  tooLong: boolean;
  /** Byte offset up to which the file was read. */
  end: number;
}

/** Passes the complete lines of an open file from byte `from` on to `sink`, a chunk at a time. Leaves out a leading BOM. */
export async function readLines(file: ReadFile, from: number, sink: LineSink): Promise<Rest> {
  let buffer = Buffer.allocUnsafe(chunkBytes);
  let filled = 0;
  let position = from;
  let skipping = false;
  let skippedFrom = 0;
  for (;;) {
    const bytesRead = await file.fill(buffer, filled, buffer.length, position);
    if (bytesRead === 0) {
      break;
    }
    const base = position - filled;
    position += bytesRead;
    filled += bytesRead;
    let start = base === 0 && hasBom(buffer, filled) ? 3 : 0;
    if (skipping) {
      const end = buffer.subarray(0, filled).indexOf(newline);
      if (end === -1) {
        filled = 0;
        continue;
      }
      sink.tooLong(skippedFrom);
      skipping = false;
      start = end + 1;
    }
    start = passLines(buffer.subarray(0, filled), start, base, sink);
    buffer.copyWithin(0, start, filled);
    filled -= start;
    if (filled > maxLineBytes) {
      skipping = true;
      skippedFrom = position - filled;
      filled = 0;
      buffer = Buffer.allocUnsafe(chunkBytes);
    } else if (filled > buffer.length / 2) {
      const larger = Buffer.allocUnsafe(2 * buffer.length);
      buffer.copy(larger, 0, 0, filled);
      buffer = larger;
    }
  }
  return skipping
    ? { offset: skippedFrom, bytes: Buffer.alloc(0), tooLong: true, end: position }
    : { offset: position - filled, bytes: buffer.subarray(0, filled), tooLong: false, end: position };
}

/** Passes the complete lines of `bytes[start…]` on, where `bytes[0]` is byte `base` of the file; returns where the rest begins. */
export function passLines(
  bytes: Buffer,
  start: number,
  base: number,
  sink: Pick<LineSink, "line" | "tooLong">,
): number {
  let from = start;
  for (let end = bytes.indexOf(newline, from); end !== -1; end = bytes.indexOf(newline, from)) {
    if (end - from > maxLineBytes) {
      sink.tooLong(base + from);
    } else {
      sink.line(bytes, from, end > from && bytes[end - 1] === carriageReturn ? end - 1 : end, base + from);
    }
    from = end + 1;
  }
  return from;
}

function hasBom(buffer: Buffer, filled: number): boolean {
  return filled >= 3 && buffer[0] === 0xef && buffer[1] === 0xbb && buffer[2] === 0xbf;
}
