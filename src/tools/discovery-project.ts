import type { CodeLanguage } from "../syntax/grammars.ts";
import { folderOf, join } from "../syntax/modules/paths.ts";
import { isForeignFolder, noFiles, type SourceHost } from "../syntax/source-host.ts";
import { createSourceProject, type ProjectLimits, type SourceProject } from "../syntax/source-project.ts";
import { ownerOfProgram } from "./discover-notebook.ts";
import type { CodeFormat } from "./format.ts";
import { toolFormats } from "./formats.ts";
import { codeLanguageOf, createHintedFiles, type Hinted, type HintedFiles, type Within } from "./hinted.ts";
import { createImports } from "./imports.ts";
import { createLabelling, type Labelling } from "./labelling.ts";
import { createSearches, type TextSearch } from "./text-search.ts";

/** The files of one workspace folder, as far as discovery has followed them. One per folder, kept while it is open. */
export interface DiscoveryProject {
  readonly sources: SourceProject;
  /**
   * The code formats worth running on a file with this text: those whose hints it holds and, when it speaks of tools at all,
   * those of the project's files it imports. A decorator may be handed on by a module of the project, so that its library is
   * never named here.
   */
  formatsFor(file: string, text: TextSearch): readonly CodeFormat[];
  /** Searches a text for hints. */
  search(text: string): TextSearch;
  /** What tools can do. */
  readonly labels: Labelling;
  /** What else texts and those they import are asked, remembered until they change; one for each list of things. */
  hintedBy(things: (language: CodeLanguage) => readonly Hinted[], within: Within): HintedFiles;
  /** The text of the file at a path seen from `file`; from now on `file` depends on it. */
  related(file: string, path: string): string | undefined;
  /**
   * The text of the nearest file with this name, for languages that find a class wherever its file lies: the folder of `file`
   * first, then the folders around it with all that is in them. From now on `file` depends on it.
   */
  named(file: string, name: string): string | undefined;
  /** The text of the file at a path from the root; from now on `file` depends on it. */
  read(file: string, path: string): string | undefined;
  /** The file with this name in the nearest folder around `file`, which depends on it from now on. */
  above(file: string, name: string): { folder: string; text: string } | undefined;
  /** The texts of the files directly in a folder whose names match; from now on `file` depends on them. */
  inFolder(file: string, folder: string, names: RegExp): string[];
  /**
   * Says that a file has changed, come or gone.
   * @returns the other files whose tools may be different now and that must be read again.
   */
  changed(file: string): string[];
  /** Frees what is kept in memory, and forgets everything known of the files. */
  clear(): void;
}

export function createDiscoveryProject(
  host: SourceHost,
  limits: Partial<ProjectLimits> = {},
): DiscoveryProject {
  const sources = createSourceProject(host, limits);
  const imports = createImports(sources);
  const search = createSearches();
  const asked = new Map<unknown, HintedFiles>();
  const hintedBy: DiscoveryProject["hintedBy"] = (things, within) => {
    const known = asked.get(things) ?? createHintedFiles(sources, imports, search, things, within);
    asked.set(things, known);
    return known;
  };
  /** From each data file that was asked for to those that asked. */
  const asking = new Map<string, Set<string>>();
  const read = (file: string, target: string): string | undefined => {
    asking.set(target, (asking.get(target) ?? new Set()).add(file));
    return host.read(target);
  };
  return {
    sources,
    hintedBy,
    labels: createLabelling(),
    search,
    formatsFor(file, text) {
      const language = codeLanguageOf(file);
      if (language === undefined) {
        return [];
      }
      const hints = hintedBy(codeFormatsOf, "text");
      const hinted = mayDefine(language, text.text)
        ? hints.joined(file, language, text)
        : hints.own(language, text);
      return codeFormatsOf(language).filter((format) => hinted.has(format));
    },
    related(file, path) {
      const target = join(folderOf(file), path);
      return target === undefined ? undefined : read(file, target);
    },
    named(file, name) {
      const target = nearest(host, folderOf(file), name);
      return target === undefined ? undefined : read(file, target);
    },
    read,
    above(file, name) {
      for (let folder = folderOf(file); ; folder = folderOf(folder)) {
        const target = join(folder, name);
        const text = target !== undefined && host.isFile(target) ? read(file, target) : undefined;
        if (text !== undefined) {
          return { folder, text };
        }
        if (folder === "") {
          return undefined;
        }
      }
    },
    inFolder(file, folder, names) {
      const found = host.files(folder).filter((name) => names.test(name));
      return found.slice(0, maxFiles).flatMap((name) => {
        const target = join(folder, name);
        return target === undefined || target === file ? [] : (read(file, target) ?? []);
      });
    },
    changed(file) {
      const dependents = new Set([
        ...sources.dependents(file),
        ...imports.importers(file),
        ...(asking.get(file) ?? []),
      ]);
      sources.forget(file);
      for (const hints of asked.values()) {
        hints.forget(file);
      }
      imports.forget(file);
      dependents.delete(file);
      return [...new Set([...dependents].map(ownerOfProgram))];
    },
    clear() {
      sources.clear();
      asking.clear();
      asked.clear();
      imports.clear();
    },
  };
}

/** Files of one folder that are read for one file. */
const maxFiles = 200;

/** Folders that are looked into for one file. */
const maxFolders = 300;

function nearest(host: SourceHost, start: string, name: string): string | undefined {
  const seen = new Set<string>();
  let around = start;
  for (;;) {
    const open = [around];
    for (const folder of open) {
      if (seen.has(folder) || seen.size >= maxFolders) {
        continue;
      }
      seen.add(folder);
      const file = join(folder, name);
      if (file !== undefined && host.isFile(file)) {
        return file;
      }
      const inner = host.folders(folder).filter((found) => !isForeignFolder(found));
      open.push(...inner.flatMap((found) => join(folder, found) ?? []));
    }
    if (around === "") {
      return undefined;
    }
    around = folderOf(around);
  }
}

const codeFormats: ReadonlyMap<CodeLanguage, readonly CodeFormat[]> = new Map(
  (["python", "javascript", "typescript", "tsx"] as const).map((language) => [
    language,
    toolFormats.filter(
      (format): format is CodeFormat => format.kind === "code" && format.languages.includes(language),
    ),
  ]),
);

function codeFormatsOf(language: CodeLanguage): readonly CodeFormat[] {
  return codeFormats.get(language) ?? [];
}

/** Decorators of the standard library and of test tools, which make no tool of a function. */
const plainDecorators = [
  "(?:property|staticmethod|classmethod|abstractmethod|dataclass|cached_property|overload|override|final|wraps)\\b",
  "(?:lru_cache|cache|contextmanager|asynccontextmanager|patch)\\b",
  "(?:abc|dataclasses|functools|contextlib|typing|pytest|mock|unittest)\\.",
  "\\w+\\.(?:setter|getter|deleter)\\b",
].join("|");
/** `register(server)`: what is handed a server may give it tools. */
const handsServer =
  "\\b(?:register|attach|set_?up)\\w*\\(\\s*(?:new\\s+)?(?:\\w+\\.)?\\w*(?:server|mcp|app|agent)\\b";
const scriptMayDefine = new RegExp(`tool\\w*\\s*[(<:=]|${handsServer}`, "i");
const pythonMayDefine = new RegExp(
  `^[ \\t]*@(?!(?:${plainDecorators}))\\w|tool\\w*\\s*[([=]|\\(\\s*\\w*Tool\\b|${handsServer}`,
  "im",
);

/** Any decorator may be a tool's; else something is called, extended or listed that has the word in its name, or handed a server. */
function mayDefine(language: CodeLanguage, text: string): boolean {
  return language === "python"
    ? pythonMayDefine.test(text)
    : scriptMayDefine.test(text) || (/\bextends\s+\w/.test(text) && text.includes("description"));
}

/** A project of single texts that know nothing of each other. */
export function createLoneProject(): DiscoveryProject {
  return createDiscoveryProject(noFiles, { maxEdited: 0 });
}
