import { resolve } from "node:path";
import type { ServerDefinition, ToolPermission } from "../ots/server.ts";
import type { ThreatModel } from "../ots/threat-model.ts";
import { createDiskHost } from "../syntax/disk-host.ts";
import type { Problem } from "../syntax/problem.ts";
import { type Discovery, discoverInSource, formatsOf, textFormatsFor } from "./discover.ts";
import { configFormatsOf, isConfigHinted } from "./discover-servers.ts";
import { createDiscoveryProject, type DiscoveryProject } from "./discovery-project.ts";
import { isHinted } from "./format.ts";
import { distinctDefinitions } from "./same-tool.ts";
import type { TextSearch } from "./text-search.ts";
import { isDataLanguage, isNotebook, mayDefineTools, toolLanguageOf } from "./tool-language.ts";
import { type VisitedFile, type VisitOptions, visitFiles } from "./visit-files.ts";

export interface DiscoveryStats {
  /** Files looked at, that is of a language or name some format reads. */
  files: number;
  /** Files that held a hint and were parsed. */
  parsed: number;
  bytes: number;
  milliseconds: number;
}

/** What one file gave. */
export type Reading = Pick<Discovery, "tools" | "servers" | "permissions" | "replaced">;

/** What is found in many files. */
export interface FolderDiscovery extends Omit<Discovery, "replaced"> {
  /** What each file gave, by its name. A tool may lie in another file, and two files may give the same one. */
  readings: ReadonlyMap<string, Reading>;
}

export interface FileDiscovery extends FolderDiscovery {
  stats: DiscoveryStats;
}

export interface DiscoverOptions extends VisitOptions {
  /** What is known of the folder's files from before; without it, everything is read anew. */
  project?: DiscoveryProject | undefined;
}

/** What discovery reads of a workspace, for whoever visits its files. */
export const discoveryVisits = {
  accepts: (file: string) =>
    !mayDefineTools(file) ? configFormatsOf(file).length > 0 : !/\.(?:min\.[cm]?js|d\.[cm]?ts)$/.test(file),
  /** Spares decoding and parsing most files of a workspace. */
  isWorthReading(file: string, search: TextSearch, project: DiscoveryProject) {
    const language = toolLanguageOf(file);
    const formats = language !== undefined && isDataLanguage(language) ? formatsOf(language) : [];
    return (
      formats.some((format) => isHinted(format, search.text, search.holds)) ||
      textFormatsFor(file, search.text).length > 0 ||
      project.formatsFor(file, search).length > 0 ||
      (isNotebook(file) && /tool|function/i.test(search.text)) ||
      configFormatsOf(file).some((format) => isConfigHinted(format, search.text))
    );
  },
};

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
  const collection = createCollection();
  const project = options.project ?? createDiscoveryProject(createDiskHost(resolve(root)), { maxEdited: 0 });
  let parsed = 0;
  try {
    const { files, bytes, problems } = await visitFiles(
      root,
      paths,
      {
        ...discoveryVisits,
        isWorthReading: (file, latin1) =>
          discoveryVisits.isWorthReading(file, project.search(latin1), project),
        notAccepted: "no tool format is read from files of this kind",
        async visit(source) {
          const result = await discoverInSource(source, model, { named: source.named, project });
          collection.add(source, result);
          parsed += result.parsed ? 1 : 0;
        },
      },
      options,
    );
    return {
      ...collection.sorted(problems),
      stats: { files, parsed, bytes, milliseconds: performance.now() - start },
    };
  } finally {
    if (options.project === undefined) {
      project.clear();
    }
  }
}

/** Gathers what is discovered in one file after the other. */
export function createCollection() {
  const servers: ServerDefinition[] = [];
  const permissions: ToolPermission[] = [];
  const problems: Problem[] = [];
  const readings = new Map<string, Reading>();
  return {
    add({ file, lossy, named }: Omit<VisitedFile, "text">, found: Discovery): void {
      const { tools, servers: started, permissions: ruled, replaced } = found;
      if (tools.length + started.length + ruled.length > 0) {
        readings.set(file, { tools, servers: started, permissions: ruled, replaced });
      }
      servers.push(...found.servers);
      permissions.push(...found.permissions);
      problems.push(...found.problems);
      if (lossy && (named || found.tools.length + found.servers.length > 0)) {
        problems.push({ file, line: 1, message: "not valid UTF-8; the invalid bytes were replaced" });
      }
    },
    /** Everything by file and place, with the problems of reading. */
    sorted: (unread: readonly Problem[]): FolderDiscovery => ({
      readings,
      tools: distinctDefinitions(readings).sort(byPlace),
      servers: servers.sort(byPlace),
      permissions: permissions.sort(byPlace),
      problems: [...problems, ...unread].sort(byFile),
    }),
  };
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
