import { type BigIntStats, constants } from "node:fs";
import { type FileHandle, lstat, mkdir, open, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { InputError } from "../syntax/input-error.ts";

/** What tells two states of a file apart without reading it. */
export interface FileState {
  device: bigint;
  inode: bigint;
  size: number;
  modified: bigint;
}

/**
 * The file at `path` as it stands; undefined when there is none.
 * @throws InputError when it is no plain file: a link in a hostile workspace could lead our writing anywhere.
 */
export async function stateOfPath(path: string): Promise<FileState | undefined> {
  try {
    const stats = await lstat(path, { bigint: true });
    if (!stats.isFile()) {
      throw new InputError(
        `${path}: not a plain file; AutoSafe neither follows links nor reads devices here`,
      );
    }
    return fileState(stats);
  } catch (error) {
    if (isCode(error, "ENOENT")) {
      return undefined;
    }
    throw fileError(error, path, "read");
  }
}

export async function stateOfHandle(handle: FileHandle): Promise<FileState> {
  return fileState(await handle.stat({ bigint: true }));
}

export function fileState({ dev, ino, size, mtimeNs }: BigIntStats): FileState {
  return { device: dev, inode: ino, size: Number(size), modified: mtimeNs };
}

/** Whether both are one file, whatever it holds. */
export function isSameFile(a: FileState | undefined, b: FileState | undefined): boolean {
  return a !== undefined && b !== undefined && a.device === b.device && a.inode === b.inode;
}

/** Whether both are one file and nothing was written between. */
export function isUnchanged(a: FileState | undefined, b: FileState | undefined): boolean {
  return a === b || (isSameFile(a, b) && a?.size === b?.size && a?.modified === b?.modified);
}

/** Neither a link nor a pipe can slip in between the look at a path and its opening. */
export const guardedFlags = (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/** Opens a file of the store to append to it. @throws InputError in words for the user when that is not possible. */
export async function openToAppend(path: string): Promise<FileHandle> {
  try {
    return await open(
      path,
      constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | guardedFlags,
      0o644,
    );
  } catch (error) {
    throw fileError(error, path, "written");
  }
}

const folderFiles = [
  [".gitignore", "runs/\n"],
  [".gitattributes", "*.jsonl merge=union\n"],
] as const;

/**
 * Makes the `.autosafe` folder ready to be written: git leaves its runs alone and keeps the lines of both sides of a
 * merge. What a user wrote in these two files stays.
 * @throws InputError when the folder cannot be made or written.
 */
export async function prepareFolder(directory: string): Promise<void> {
  try {
    await mkdir(directory, { recursive: true });
  } catch (error) {
    throw fileError(error, directory, "written");
  }
  for (const [name, text] of folderFiles) {
    try {
      await writeFile(join(directory, name), text, { flag: "wx" });
    } catch (error) {
      if (!isCode(error, "EEXIST")) {
        throw fileError(error, directory, "written");
      }
    }
  }
}

/** Makes names that were made, renamed or removed in a folder last through a power cut, where the system can. */
export async function flushFolder(directory: string): Promise<void> {
  try {
    const handle = await open(directory, "r");
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch {
    // Windows opens no folders; it needs none of this either.
  }
}

export function isCode(error: unknown, ...codes: readonly string[]): boolean {
  return error instanceof Error && "code" in error && codes.includes(String(error.code));
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  EPERM: "permission denied",
  EROFS: "the disk is read-only",
  ENOSPC: "the disk is full",
  EDQUOT: "the disk quota is used up",
  ENOTDIR: "a file stands where a folder is needed",
  EEXIST: "a file stands where a folder is needed",
  EISDIR: "it is a folder",
  ELOOP: "it is a link, which AutoSafe does not follow here",
  ENXIO: "it is not a plain file",
  EMFILE: "too many files are open",
  EIO: "the disk reports an error",
};

/** A failure of the file system in words for the user; anything else as it came. */
export function fileError(error: unknown, path: string, what: "read" | "written"): unknown {
  const reason = error instanceof Error && "code" in error ? reasons[String(error.code)] : undefined;
  return reason === undefined ? error : new InputError(`${path}: cannot be ${what}: ${reason}`);
}
