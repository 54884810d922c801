import { readFile, stat } from "node:fs/promises";
import { relative, resolve } from "node:path";
import { setImmediate } from "node:timers/promises";
import { InputError } from "../syntax/input-error.ts";
import type { Problem } from "../syntax/problem.ts";
import { snapshotsIn } from "./live/snapshot-file.ts";
import { decodeText } from "./source-bytes.ts";
import { errorCode, portable, walkFiles } from "./walk.ts";

/** A file that was read. `file` is relative to the root, with forward slashes. */
export interface VisitedFile {
  file: string;
  text: string;
  /** The user named this very file. */
  named: boolean;
  /** Bytes that are no UTF-8 were replaced. */
  lossy: boolean;
}

export interface Visitor {
  /** Whether a file of this name (relative, forward slashes) can hold anything of interest. */
  accepts(file: string): boolean;
  /** A cheap test before a file is decoded; `latin1` is its bytes read as Latin-1. Files named one by one are not asked about. */
  isWorthReading(file: string, latin1: string): boolean;
  /** Why a named file is not accepted. */
  notAccepted: string;
  visit(source: VisitedFile): void | Promise<void>;
}

export interface VisitOptions {
  signal?: AbortSignal | undefined;
  /** Called with the number of files finished so far. */
  onProgress?: ((done: number) => void) | undefined;
  /** `.gitignore` patterns of files and folders to leave out, relative to the root. */
  exclude?: readonly string[] | undefined;
  /** Files (relative, forward slashes) to look at out of all there are; named ones are passed over without a word. */
  only?: ((file: string) => boolean) | undefined;
  /** Texts of files (relative, forward slashes) that stand for what is on disk. */
  texts?: ReadonlyMap<string, string> | undefined;
}

export interface Visited {
  /** Files looked at, that is accepted ones. */
  files: number;
  bytes: number;
  /** What could not be read. */
  problems: Problem[];
}

const maxBytes = 5 * 1024 * 1024;
const readers = 8;
/** How long, in milliseconds, the visit keeps the event loop to itself at most between two files. */
const slice = 12;

/**
 * Reads the files under `paths` (absolute or relative to `root`; none means all of `root`) and shows each to the visitor,
 * several at a time. Files named one by one are read whatever `.gitignore` says.
 * @throws InputError when a path does not exist or is neither file nor folder; the signal's reason when it is aborted.
 */
export async function visitFiles(
  root: string,
  paths: readonly string[],
  visitor: Visitor,
  options: VisitOptions = {},
): Promise<Visited> {
  const top = resolve(root);
  const { named, folders } = await sortPaths(top, paths.length === 0 ? ["."] : paths);
  const visited: Visited = { files: 0, bytes: 0, problems: [] };
  const queue = listFiles(top, named, folders, visitor, options, (problem) => visited.problems.push(problem));
  let turnStart = performance.now();
  const work = async () => {
    for await (const path of queue) {
      options.signal?.throwIfAborted();
      const file = portable(relative(top, path));
      const text = options.texts?.get(file);
      const read =
        text === undefined
          ? await readSource(path, file, named.has(path), visitor)
          : { bytes: text.length, source: { file, text, named: named.has(path), lossy: false } };
      visited.files += 1;
      visited.bytes += read.bytes;
      if (read.problem !== undefined) {
        visited.problems.push({ file, line: 1, message: read.problem });
      }
      if (read.source !== undefined) {
        await visitor.visit(read.source);
      }
      options.onProgress?.(visited.files);
      if (performance.now() - turnStart > slice) {
        await setImmediate();
        turnStart = performance.now();
      }
    }
  };
  options.signal?.throwIfAborted();
  await Promise.all(Array.from({ length: readers }, work));
  options.signal?.throwIfAborted();
  return visited;
}

async function sortPaths(root: string, paths: readonly string[]) {
  const named = new Set<string>();
  const folders = new Set<string>();
  for (const path of paths) {
    const absolute = resolve(root, path);
    let kind: Awaited<ReturnType<typeof stat>>;
    try {
      kind = await stat(absolute);
    } catch (error) {
      throw new InputError(`${path}: ${errorCode(error)}`);
    }
    if (kind.isDirectory()) {
      folders.add(absolute);
    } else if (kind.isFile()) {
      named.add(absolute);
    } else {
      throw new InputError(`${path}: neither a file nor a folder`);
    }
  }
  return { named, folders };
}

/** Every file once, also when a named file lies in a folder or folders overlap. */
async function* listFiles(
  root: string,
  named: ReadonlySet<string>,
  folders: ReadonlySet<string>,
  visitor: Visitor,
  { exclude = [], only = () => true }: VisitOptions,
  onProblem: (problem: Problem) => void,
): AsyncGenerator<string> {
  const seen = new Set(named);
  for (const path of named) {
    if (only(portable(relative(root, path)))) {
      yield path;
    }
  }
  const accepts = (path: string) => {
    const file = portable(relative(root, path));
    return only(file) && visitor.accepts(file);
  };
  for (const folder of folders) {
    // What MCP servers listed is kept among our own files, into which no walk goes.
    for (const path of folder === root ? await snapshotsIn(root) : []) {
      if (!seen.has(path) && accepts(path)) {
        seen.add(path);
        yield path;
      }
    }
    for await (const path of walkFiles(root, folder, { exclude, accepts, onProblem })) {
      if (!seen.has(path)) {
        seen.add(path);
        yield path;
      }
    }
  }
}

interface ReadResult {
  bytes: number;
  source?: VisitedFile;
  problem?: string;
}

/** By promises, although the way through the thread pool costs more than most files: a drive that hangs must not stop the editor. */
async function readSource(path: string, file: string, named: boolean, visitor: Visitor): Promise<ReadResult> {
  if (named && !visitor.accepts(file)) {
    return { bytes: 0, problem: visitor.notAccepted };
  }
  let bytes: Buffer;
  try {
    const { size } = await stat(path);
    if (size > maxBytes) {
      return {
        bytes: 0,
        problem: `${megabytes(size)} MB; files above ${megabytes(maxBytes)} MB are not read`,
      };
    }
    bytes = await readFile(path);
  } catch (error) {
    return { bytes: 0, problem: `the file cannot be read: ${errorCode(error)}` };
  }
  const isUtf16 = bytes[0] === 0xff || bytes[0] === 0xfe;
  if (!named && !isUtf16 && !visitor.isWorthReading(file, bytes.toString("latin1"))) {
    return { bytes: bytes.length };
  }
  const decoded = decodeText(bytes);
  if ("binary" in decoded) {
    return { bytes: bytes.length, ...(named ? { problem: "the file is binary, not text" } : {}) };
  }
  return { bytes: bytes.length, source: { file, text: decoded.text, named, lossy: decoded.lossy } };
}

function megabytes(bytes: number): string {
  return (bytes / (1024 * 1024)).toFixed(bytes % (1024 * 1024) === 0 ? 0 : 1);
}
