import { readFile, stat } from "node:fs/promises";
import { basename, relative, resolve } from "node:path";
import { setImmediate } from "node:timers/promises";
import type { ServerDefinition, ToolPermission } from "../ots/server.ts";
import type { ThreatModel } from "../ots/threat-model.ts";
import type { ToolDefinition } from "../ots/tool.ts";
import { createDiskHost } from "../syntax/disk-host.ts";
import { InputError } from "../syntax/input-error.ts";
import { type Language, languages } from "../syntax/language.ts";
import type { Problem } from "../syntax/problem.ts";
import { type Discovery, discoverInSource, formatsOf } from "./discover.ts";
import { configFormatsOf, isConfigHinted } from "./discover-servers.ts";
import { createDiscoveryProject, type DiscoveryProject } from "./discovery-project.ts";
import { isHinted, type ToolFormat } from "./format.ts";
import { decodeText } from "./source-bytes.ts";
import { toolLanguageOf } from "./tool-language.ts";
import { errorCode, portable, walkFiles } from "./walk.ts";

export interface DiscoveryStats {
  /** Files looked at, that is of a language or name some format reads. */
  files: number;
  /** Files that held a hint and were parsed. */
  parsed: number;
  bytes: number;
  milliseconds: number;
}

export interface FileDiscovery extends Discovery {
  stats: DiscoveryStats;
}

export interface DiscoverOptions {
  signal?: AbortSignal;
  /** Called with the number of files finished so far. */
  onProgress?: (done: number) => void;
  /** `.gitignore` patterns of files and folders to leave out, relative to the root. */
  exclude?: readonly string[];
  /** What is known of the folder's files from before; without it, everything is read anew. */
  project?: DiscoveryProject;
}

const maxBytes = 5 * 1024 * 1024;
const readers = 8;
/** How long, in milliseconds, discovery keeps the event loop to itself at most between two files. */
const slice = 12;
/** File names under which big tool lists are kept; for these a file too large to read is worth a word. */
const likelyName = /tool|openapi|swagger|mcp|function|plugin|action/i;

const formatsByLanguage: ReadonlyMap<Language, readonly ToolFormat[]> = new Map(
  languages.map((language) => [language, formatsOf(language)]),
);

/**
 * Finds the tools in files and folders. `paths` are absolute or relative to `root`; none means all of `root`. Files named
 * one by one are read whatever `.gitignore` says. Results come sorted by file and place; ids and file names are relative to `root`.
 * @throws InputError when a path does not exist or is neither file nor folder; the signal's reason when it is aborted.
 */
export async function discoverPaths(
  root: string,
  paths: readonly string[],
  model: ThreatModel,
  options: DiscoverOptions = {},
): Promise<FileDiscovery> {
  const start = performance.now();
  const top = resolve(root);
  const { named, folders } = await sortPaths(top, paths.length === 0 ? ["."] : paths);
  const problems: Problem[] = [];
  const tools: ToolDefinition[] = [];
  const servers: ServerDefinition[] = [];
  const permissions: ToolPermission[] = [];
  const stats = { files: 0, parsed: 0, bytes: 0, milliseconds: 0 };
  const project = options.project ?? createDiscoveryProject(createDiskHost(top));
  const seen = new Set<string>();
  const queue = listFiles(top, named, folders, options.exclude ?? [], (problem) => problems.push(problem));
  let done = 0;
  let turnStart = performance.now();

  const work = async () => {
    for await (const path of queue) {
      options.signal?.throwIfAborted();
      const result = await discoverFile(top, path, model, { named: named.has(path), project });
      // A definition may be found by itself and through the file that lists it.
      tools.push(...result.tools.filter(({ id }) => !seen.has(id) && seen.add(id)));
      servers.push(...result.servers);
      permissions.push(...result.permissions);
      problems.push(...result.problems);
      stats.files += 1;
      stats.parsed += result.parsed ? 1 : 0;
      stats.bytes += result.bytes;
      done += 1;
      options.onProgress?.(done);
      if (performance.now() - turnStart > slice) {
        await setImmediate();
        turnStart = performance.now();
      }
    }
  };
  options.signal?.throwIfAborted();
  try {
    await Promise.all(Array.from({ length: readers }, work));
  } finally {
    if (options.project === undefined) {
      project.clear();
    }
  }
  options.signal?.throwIfAborted();
  stats.milliseconds = performance.now() - start;
  return {
    tools: tools.sort(byPlace),
    servers: servers.sort(byPlace),
    permissions: permissions.sort(byPlace),
    problems: problems.sort(byFile),
    stats,
  };
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
  exclude: readonly string[],
  onProblem: (problem: Problem) => void,
): AsyncGenerator<string> {
  yield* named;
  const seen = new Set(named);
  const accepts = (path: string) =>
    toolLanguageOf(path) === undefined
      ? configFormatsOf(portable(relative(root, path))).length > 0
      : !/\.(?:min\.[cm]?js|d\.[cm]?ts)$/.test(path);
  for (const folder of folders) {
    for await (const path of walkFiles(root, folder, { exclude, accepts, onProblem })) {
      if (!seen.has(path)) {
        seen.add(path);
        yield path;
      }
    }
  }
}

interface FileResult extends Discovery {
  parsed: boolean;
  bytes: number;
}

async function discoverFile(
  root: string,
  path: string,
  model: ThreatModel,
  { named: isNamed, project }: { named: boolean; project: DiscoveryProject },
): Promise<FileResult> {
  const file = portable(relative(root, path));
  const nothing = (bytes: number, message?: string): FileResult => ({
    tools: [],
    servers: [],
    permissions: [],
    problems: message === undefined ? [] : [{ file, line: 1, message }],
    parsed: false,
    bytes,
  });
  const language = toolLanguageOf(path);
  if (language === undefined && configFormatsOf(file).length === 0) {
    return nothing(0, "no tool format is read from files of this kind");
  }
  let bytes: Buffer;
  try {
    const { size } = await stat(path);
    if (size > maxBytes) {
      const tell = isNamed || likelyName.test(basename(path));
      return nothing(
        0,
        tell ? `${megabytes(size)} MB; files above ${megabytes(maxBytes)} MB are not read` : undefined,
      );
    }
    bytes = await readFile(path);
  } catch (error) {
    return nothing(0, `the file cannot be read: ${errorCode(error)}`);
  }
  const isUtf16 = bytes[0] === 0xff || bytes[0] === 0xfe;
  if (!isNamed && !isUtf16 && !isWorthParsing(bytes, file, language, project)) {
    return nothing(bytes.length);
  }
  const decoded = decodeText(bytes);
  if ("binary" in decoded) {
    return nothing(bytes.length, isNamed ? "the file is binary, not text" : undefined);
  }
  const result = await discoverInSource({ file, text: decoded.text }, model, { named: isNamed, project });
  if (decoded.lossy && (isNamed || result.tools.length + result.servers.length > 0)) {
    result.problems.push({ file, line: 1, message: "not valid UTF-8; the invalid bytes were replaced" });
  }
  return { ...result, bytes: bytes.length };
}

/** Spares decoding and parsing most files of a workspace. */
function isWorthParsing(
  bytes: Buffer,
  file: string,
  language: Language | undefined,
  project: DiscoveryProject,
): boolean {
  const text = bytes.toString("latin1");
  const formats = (language && formatsByLanguage.get(language)) ?? [];
  return (
    formats.some((format) => isHinted(format, text)) ||
    project.formatsFor(file, text).length > 0 ||
    configFormatsOf(file).some((format) => isConfigHinted(format, text))
  );
}

function megabytes(bytes: number): string {
  return (bytes / (1024 * 1024)).toFixed(bytes % (1024 * 1024) === 0 ? 0 : 1);
}

type Placed = Pick<ToolPermission, "source">;

function byPlace(a: Placed, b: Placed): number {
  return (
    compareText(a.source.file, b.source.file) ||
    a.source.range.startLine - b.source.range.startLine ||
    a.source.range.startColumn - b.source.range.startColumn
  );
}

function byFile(a: Problem, b: Problem): number {
  return compareText(a.file, b.file) || a.line - b.line;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
