import { open } from "node:fs/promises";
import { InputError } from "../syntax/input-error.ts";
import type { TrajectorySource } from "./source.ts";

/**
 * Opens a file for reading by byte offset. `name` is what problems call it (default: the path).
 * @throws InputError when it does not exist, is not a regular file or may not be read.
 */
export async function openFileSource(path: string, name: string = path): Promise<TrajectorySource> {
  const handle = await open(path, "r").catch((error: NodeJS.ErrnoException) => {
    throw new InputError(
      `${name}: ${error.code === "ENOENT" ? "no such file" : `cannot be read (${error.code})`}`,
    );
  });
  const stats = await handle.stat();
  if (!stats.isFile()) {
    await handle.close();
    throw new InputError(`${name}: not a file`);
  }
  return {
    name,
    size: stats.size,
    modified: stats.mtimeMs,
    async read(start, length) {
      const wanted = Math.max(0, Math.min(length, stats.size - start));
      const bytes = new Uint8Array(wanted);
      let filled = 0;
      while (filled < wanted) {
        const { bytesRead } = await handle.read(bytes, filled, wanted - filled, start + filled);
        if (bytesRead === 0) {
          break; // cut short since it was opened
        }
        filled += bytesRead;
      }
      return bytes.subarray(0, filled);
    },
    close: () => handle.close(),
  };
}
