import { createWriteStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import type { CommandIo } from "./command.ts";

/** Where a command's output goes. `file` is undefined for standard output. */
export interface Sink {
  readonly file: string | undefined;
  write(text: string): Promise<void>;
  close(): Promise<void>;
}

/** A sink for `--out`: a file whose folder is made when missing, or standard output when absent or `-`. */
export async function openSink(out: string | undefined, io: CommandIo): Promise<Sink> {
  return out === undefined || out === "-"
    ? { file: undefined, write: async (text) => io.out(text), close: async () => {} }
    : fileSink(resolve(io.cwd, out));
}

async function fileSink(file: string): Promise<Sink> {
  await mkdir(dirname(file), { recursive: true });
  const stream = createWriteStream(file);
  const failed = new Promise<never>((_, reject) => {
    stream.on("error", reject);
  });
  failed.catch(() => {}); // told by whichever call is waiting when it happens
  return {
    file,
    async write(text) {
      if (!stream.write(text)) {
        await Promise.race([failed, new Promise<void>((resume) => stream.once("drain", () => resume()))]);
      }
    },
    close: () => Promise.race([failed, new Promise<void>((done) => stream.end(() => done()))]),
  };
}
