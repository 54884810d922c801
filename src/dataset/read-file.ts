import { close, fstatSync, open, read, readSync } from "node:fs";
import { promisify } from "node:util";
import { type FileState, fileError, fileState, guardedFlags } from "./files.ts";

const windowBytes = 128 * 1024;
const [openAsync, readAsync, closeAsync] = [promisify(open), promisify(read), promisify(close)];

/**
 * A file kept open for reading. While it is, its inode cannot be given to another file, and places in it stay what they
 * were when somebody replaces it. A bare descriptor: what is not closed is no error, as it would be with a FileHandle.
 */
export class ReadFile {
  readonly #fd: number;
  readonly #window = Buffer.allocUnsafe(windowBytes);
  #start = 0;
  #length = 0;

  constructor(fd: number) {
    this.#fd = fd;
  }

  state(): FileState {
    return fileState(fstatSync(this.#fd, { bigint: true }));
  }

  mode(): number {
    return fstatSync(this.#fd).mode;
  }

  /** Fills `buffer[from, to)` from byte `position` on; resolves to the number of bytes there were. */
  async fill(buffer: Buffer, from: number, to: number, position: number): Promise<number> {
    return (await readAsync(this.#fd, buffer, from, to - from, position)).bytesRead;
  }

  /** Bytes `[offset, offset + length)`, read alone: for a record among many whose neighbours nobody asks for. */
  alone(offset: number, length: number): Buffer | undefined {
    const bytes = Buffer.allocUnsafe(length);
    return readSync(this.#fd, bytes, 0, length, offset) === length ? bytes : undefined;
  }

  /**
   * Bytes `[offset, offset + length)`, valid until the next call; undefined when the file ends before. Neighbours cost
   * one call to the system.
   */
  at(offset: number, length: number): Buffer | undefined {
    if (length > windowBytes) {
      return this.alone(offset, length);
    }
    if (offset < this.#start || offset + length > this.#start + this.#length) {
      this.#start = offset;
      this.#length = readSync(this.#fd, this.#window, 0, windowBytes, offset);
    }
    const from = offset - this.#start;
    return from + length <= this.#length ? this.#window.subarray(from, from + length) : undefined;
  }

  /** Up to `length` bytes before `end`. */
  before(end: number, length: number): Buffer {
    const start = Math.max(0, end - length);
    const bytes = Buffer.alloc(end - start);
    return bytes.subarray(0, readSync(this.#fd, bytes, 0, bytes.length, start));
  }

  close(): Promise<void> {
    return closeAsync(this.#fd);
  }
}

/** Opens a file of the store to read it. @throws InputError in words for the user when that is not possible. */
export async function openToRead(path: string): Promise<ReadFile> {
  try {
    return new ReadFile(await openAsync(path, guardedFlags));
  } catch (error) {
    throw fileError(error, path, "read");
  }
}
