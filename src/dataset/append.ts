import type { FileHandle } from "node:fs/promises";

const newline = 0x0a;
const batchCharacters = 4 * 1024 * 1024;

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

/** The lines with their newlines, a few megabytes at a time. */
export function* inBatches(lines: readonly string[]): Generator<string> {
  let batch: string[] = [];
  let length = 0;
  for (const line of lines) {
    batch.push(line, "\n");
    length += line.length;
    if (length > batchCharacters) {
      yield batch.join("");
      batch = [];
      length = 0;
    }
  }
  if (batch.length > 0) {
    yield batch.join("");
  }
}
