import type { FileHandle } from "node:fs/promises";

const newline = 0x0a;
const batchBytes = 4 * 1024 * 1024;

/**
 * Appends whole lines with one write, so that lines of other processes never come to stand inside them. Where the system
 * takes only a part (a full disk that was freed, a signal), the line that was cut is written again on a fresh line.
 */
export async function appendWhole(handle: FileHandle, lines: Buffer): Promise<void> {
  let from = 0;
  let prefix = Buffer.alloc(0);
  while (from < lines.length) {
    const bytes = prefix.length > 0 ? Buffer.concat([prefix, lines.subarray(from)]) : lines.subarray(from);
    const { bytesWritten } = await handle.write(bytes, 0, bytes.length, null);
    if (bytesWritten === 0) {
      throw new Error("the system takes no more bytes");
    }
    const taken = from + Math.max(0, bytesWritten - prefix.length);
    from = taken === 0 ? 0 : lines.lastIndexOf(newline, taken - 1) + 1;
    prefix = from === taken ? Buffer.alloc(0) : Buffer.from([newline]);
  }
}

/**
 * The lines with their newlines as bytes, a few megabytes at a time, after a newline of their own where the file ends in half a line.
 * Each line is written where it belongs: joining them to one text first takes longer than all the rest.
 */
export function* inBatches(lines: readonly string[], needsNewline = false): Generator<Buffer> {
  let lead = needsNewline ? 1 : 0;
  for (let from = 0; from < lines.length; ) {
    let to = from;
    let size = lead;
    while (to < lines.length && size <= batchBytes) {
      size += Buffer.byteLength(lines[to++] ?? "") + 1;
    }
    const bytes = Buffer.allocUnsafe(size);
    bytes.fill(newline, 0, lead);
    let at = lead;
    for (; from < to; from++) {
      at += bytes.write(lines[from] ?? "", at);
      bytes[at++] = newline;
    }
    lead = 0;
    yield bytes;
  }
}
