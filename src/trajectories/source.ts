/** Where the bytes of a trajectory file come from: a file on disk, an editor's buffer, a version in git. */
export interface TrajectorySource {
  /** Path or name, used in problems. */
  readonly name: string;
  /** Bytes there are; a file that grows while open keeps the size it had. */
  readonly size: number;
  /** When a file on a disk was last written, in milliseconds; absent for what is only in memory. */
  readonly modified?: number;
  /** The bytes from `start` on, at most `length`; fewer at the end. Rejects when the file cannot be read any more. */
  read(start: number, length: number): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** A source over bytes or text already in memory. */
export function memorySource(name: string, content: Uint8Array | string): TrajectorySource {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  return {
    name,
    size: bytes.length,
    read: async (start, length) => bytes.subarray(start, start + length),
    close: async () => {},
  };
}
