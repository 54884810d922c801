import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileError } from "./files.ts";

/** What a written file came to. */
export interface WrittenFile {
  /** Relative to the folder, with forward slashes. */
  path: string;
  bytes: number;
  /** SHA-256, hexadecimal. */
  sha256: string;
}

/** Where a folder export goes: files that are written piece by piece and appear only when all are whole. */
export interface FolderSink {
  open(path: string): Promise<FileSink>;
  /** Ends the files opened so far. @returns what each came to, in the order they were opened */
  written(): Promise<WrittenFile[]>;
  /** Ends the others and puts all in place. */
  finish(): Promise<void>;
  /** Takes back what was written so far; files that stood there before stay as they were. */
  abandon(): Promise<void>;
}

export interface FileSink {
  write(text: string): Promise<void>;
}

/** Writes into `folder` on disk, beside the final names first. Failures are InputErrors in words for the user. */
export function diskFolder(folder: string): FolderSink {
  const files: Part[] = [];
  const written = () => Promise.all(files.map((part) => part.end()));
  return {
    async open(path) {
      const target = join(folder, path);
      try {
        await mkdir(dirname(target), { recursive: true });
      } catch (error) {
        throw fileError(error, folder, "written");
      }
      const part = openPart(path, target);
      files.push(part);
      return { write: part.write };
    },
    written,
    async finish() {
      await written();
      for (const { temporary, target } of files) {
        await rename(temporary, target).catch((error: unknown) => {
          throw fileError(error, target, "written");
        });
      }
    },
    async abandon() {
      await written().catch(() => {}); // it is thrown away anyway
      await Promise.all(files.map(({ temporary }) => rm(temporary, { force: true })));
    },
  };
}

interface Part {
  target: string;
  temporary: string;
  write(text: string): Promise<void>;
  /** Any number of times. */
  end(): Promise<WrittenFile>;
}

function openPart(path: string, target: string): Part {
  const temporary = `${target}.part`;
  const stream = createWriteStream(temporary);
  const failed = new Promise<never>((_, reject) => {
    stream.on("error", (error) => reject(fileError(error, target, "written")));
  });
  failed.catch(() => {}); // told by whichever call is waiting when it happens
  const hash = createHash("sha256");
  let bytes = 0;
  let ended: Promise<WrittenFile> | undefined;
  const end = async (): Promise<WrittenFile> => {
    await Promise.race([failed, new Promise<void>((done) => stream.end(() => done()))]);
    return { path, bytes, sha256: hash.digest("hex") };
  };
  return {
    target,
    temporary,
    async write(text) {
      const chunk = Buffer.from(text);
      bytes += chunk.length;
      hash.update(chunk);
      if (!stream.write(chunk)) {
        await Promise.race([failed, new Promise<void>((resume) => stream.once("drain", () => resume()))]);
      }
    },
    end() {
      ended ??= end();
      return ended;
    },
  };
}
