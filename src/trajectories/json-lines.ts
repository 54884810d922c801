import type { TrajectorySource } from "./source.ts";

/** One line of a file by its place: byte offset and length without the line's end, and its one-based number. */
export interface LineSpan {
  offset: number;
  length: number;
  line: number;
}

export interface ScannedLine extends LineSpan {
  /** Absent when the line is longer than the limit. */
  bytes?: Uint8Array;
}

const chunkSize = 4 * 1024 * 1024;
const lineFeed = 10;

/**
 * The lines of a source that are not blank, a batch at a time. Memory holds one chunk and the longest line; a line
 * longer than `maxLineBytes` is passed over with its place only.
 */
export async function* scanLines(
  source: TrajectorySource,
  maxLineBytes: number,
  signal?: AbortSignal,
): AsyncGenerator<ScannedLine[]> {
  let carried: Uint8Array[] = [];
  let carriedLength = 0;
  let lineStart = 0;
  let line = 1;
  for (let at = 0; at < source.size; at += chunkSize) {
    signal?.throwIfAborted();
    const chunk = await source.read(at, chunkSize);
    const batch: ScannedLine[] = [];
    let from = 0;
    for (let end = chunk.indexOf(lineFeed); end !== -1; end = chunk.indexOf(lineFeed, from)) {
      add(batch, finish(chunk.subarray(from, end)));
      from = end + 1;
      lineStart = at + from;
      line += 1;
    }
    keep(chunk.subarray(from));
    if (chunk.length < chunkSize) {
      if (carriedLength > 0) {
        add(batch, finish(new Uint8Array()));
      }
      if (batch.length > 0) {
        yield batch;
      }
      return;
    }
    if (batch.length > 0) {
      yield batch;
    }
  }
  if (carriedLength > 0) {
    const batch: ScannedLine[] = [];
    add(batch, finish(new Uint8Array()));
    yield batch;
  }

  /** Holds on to the beginning of a line; beyond the limit only its length. */
  function keep(bytes: Uint8Array): void {
    carriedLength += bytes.length;
    if (carriedLength <= maxLineBytes) {
      carried.push(bytes);
    } else {
      carried = [];
    }
  }

  function finish(rest: Uint8Array): ScannedLine {
    const length = carriedLength + rest.length;
    const place = { offset: lineStart, length, line };
    const scanned =
      length > maxLineBytes
        ? place
        : { ...place, bytes: carried.length === 0 ? rest : joined([...carried, rest], length) };
    carried = [];
    carriedLength = 0;
    return scanned;
  }

  function add(batch: ScannedLine[], scanned: ScannedLine): void {
    if (scanned.bytes === undefined || !isBlank(scanned.bytes)) {
      batch.push(scanned);
    }
  }
}

function joined(pieces: readonly Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

function isBlank(bytes: Uint8Array): boolean {
  for (const byte of bytes) {
    if (byte !== 32 && byte !== 9 && byte !== 13) {
      return false;
    }
  }
  return true;
}

const decoder = new TextDecoder("utf-8");

/** A line's text. A byte order mark at the beginning is dropped, bytes that are no UTF-8 become U+FFFD. */
export function lineText(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}
