import type { Parser } from "@vscode/tree-sitter-wasm";
import type { CodeDocument, Origin } from "./code-document.ts";
import { createEarlierParses } from "./earlier-parses.ts";
import { type CodeLanguage, type Parsers, parsersFor } from "./grammars.ts";
import { languageOf } from "./language.ts";
import type { Links } from "./links.ts";
import { folderOf } from "./modules/paths.ts";
import { createPythonModules, type PythonModule } from "./modules/python-modules.ts";
import { createScriptModules } from "./modules/script-modules.ts";
import {
  CodeLimitError,
  type DocumentPlace,
  type EarlierParse,
  ParserBrokenError,
  parseWith,
} from "./parsed.ts";
import { createLinks, type Target } from "./project-links.ts";
import type { SourceHost } from "./source-host.ts";
import { follows } from "./unchanged.ts";

/** Parsed files of one project that know of each other. Other files are read and parsed when a question leads there. */
export interface SourceProject {
  readonly host: SourceHost;
  /**
   * Parses a text as the current content of `file`.
   * @throws CodeLimitError when the text is too large or parsing takes too long.
   */
  open(source: Opening): Promise<CodeDocument>;
  /** The file that an import of `module` in `file` leads to; undefined when it leads out of the project. */
  resolve(file: string, module: string): string | undefined;
  /** Files whose content the last use of `file` depended on, itself left out. */
  dependencies(file: string): readonly string[];
  /** Files whose last use depended on `file`, or would have, had it existed. */
  dependents(file: string): readonly string[];
  /** Says that a file has changed, come or gone. What depended on it is parsed anew when next asked for. */
  forget(file: string): void;
  /** Frees all memory; the project can be used again. */
  clear(): void;
}

/** A text that is the current content of a file. */
export interface Opening {
  file: string;
  text: string;
  language: CodeLanguage;
}

/** Limits of one project. */
export interface ProjectLimits {
  /** UTF-16 code units of text kept parsed. */
  maxKept: number;
  /** Other files parsed on behalf of one. */
  maxFollowed: number;
  /** UTF-16 code units of a file that is followed into. */
  maxLength: number;
  /** Opened files of which the parser's trees are kept, so that what replaces their texts is parsed from them. */
  maxEdited: number;
}

export const defaultProjectLimits: ProjectLimits = {
  maxKept: 2_500_000,
  maxFollowed: 150,
  maxLength: 1_000_000,
  maxEdited: 4, // nobody types in more files at once
};

interface Kept {
  document: CodeDocument;
  links: Links;
}

const families: readonly (readonly CodeLanguage[])[] = [["python"], ["javascript", "typescript", "tsx"]];

export function createSourceProject(host: SourceHost, limits: Partial<ProjectLimits> = {}): SourceProject {
  const { maxKept, maxFollowed, maxLength, maxEdited } = { ...defaultProjectLimits, ...limits };
  let python = createPythonModules(host);
  let script = createScriptModules(host);
  const kept = new Map<string, Kept>();
  /** From each file to those it was followed into. */
  const edges = new Map<string, Set<string>>();
  /** From each file to the last parts of modules that were not found. */
  const missed = new Map<string, Set<string>>();
  /** Where imports lead, by folder and module: the files of a folder import much the same. */
  const resolved = new Map<string, PythonModule | undefined>();
  /** What edited files were before, as long as nothing else that they had to do with has changed. */
  const edited = new Map<string, CodeDocument>();
  const nesting = { depth: 0 };
  const earlier = createEarlierParses(maxEdited);
  let parsers: Parsers = new Map();
  let size = 0;
  let followed = 0;

  const drop = (file: string): void => {
    const known = kept.get(file);
    if (known !== undefined) {
      kept.delete(file);
      size -= known.document.text.length;
    }
  };

  /** As `parseWith`, from what the file was before, for what it will be. */
  const parseOpened = (
    parser: Parser,
    language: CodeLanguage,
    text: string,
    place: DocumentPlace,
  ): CodeDocument => {
    const before = earlier.take(place.file, language);
    const keep = (parse: EarlierParse) => earlier.keep(place.file, language, parse);
    try {
      const document = parseWith(parser, language, text, {}, place, { earlier: before, keep });
      before?.tree.delete();
      return document;
    } catch (error) {
      if (error instanceof ParserBrokenError) {
        earlier.abandon();
      } else {
        before?.tree.delete();
      }
      throw error;
    }
  };

  const parse = ({ file, text, language }: Opening, parseText: typeof parseOpened): Kept | undefined => {
    const parser = parsers.get(language);
    if (parser === undefined) {
      return undefined;
    }
    const links = createLinks(
      (origin) => find(file, language, origin),
      (origin) => isOwn(file, language, origin),
      (origin) => textAt(file, origin),
      nesting,
    );
    const entry = { document: parseText(parser, language, text, { file, links }), links };
    drop(file);
    kept.set(file, entry);
    size += text.length;
    return entry;
  };

  /** Another file of the project, parsed; undefined when a limit forbids it. */
  const other = (from: string, file: string): Kept | undefined => {
    const depended = edges.get(from) ?? new Set();
    edges.set(from, depended.add(file));
    const language = languageOf(file);
    const known = kept.get(file);
    if (known !== undefined || followed >= maxFollowed || language === undefined || !isCode(language)) {
      return known;
    }
    const text = host.read(file);
    if (text === undefined || text.length > maxLength) {
      return undefined;
    }
    followed++;
    try {
      return parse({ file, text, language }, (parser, ...what) =>
        parseWith(parser, what[0], what[1], {}, what[2]),
      );
    } catch (error) {
      if (error instanceof CodeLimitError) {
        return undefined;
      }
      throw error;
    }
  };

  /** Most names that are imported are classes and functions of the module; that much its text tells. */
  const isOwn = (from: string, language: CodeLanguage, { module, path: [name] }: Origin): boolean => {
    const file = project.resolve(from, module);
    if (name === undefined || file === undefined || kept.has(file) || !/^\w+$/.test(name)) {
      return false;
    }
    edges.set(from, (edges.get(from) ?? new Set()).add(file));
    const definition =
      language === "python"
        ? `^(?:async def|def|class) ${name}\\b`
        : `^export (?:default )?(?:abstract )?(?:async )?(?:class|function\\*?) ${name}\\b`;
    return new RegExp(definition, "m").test(host.read(file) ?? "");
  };

  const textAt = (from: string, { module }: Origin): string | undefined => {
    const file = project.resolve(from, module);
    if (file === undefined) {
      return undefined;
    }
    edges.set(from, (edges.get(from) ?? new Set()).add(file));
    return kept.get(file)?.document.text ?? host.read(file);
  };

  const resolve = (from: string, module: string): PythonModule | undefined => {
    const isPython = languageOf(from) === "python";
    const key = `${isPython} ${folderOf(from)} ${module}`;
    if (!resolved.has(key)) {
      const file = isPython ? undefined : script.resolve(from, module);
      resolved.set(key, isPython ? python.resolve(from, module) : file === undefined ? file : { file });
    }
    return resolved.get(key);
  };

  const find = (from: string, language: CodeLanguage, origin: Origin): Target | undefined => {
    const module = resolve(from, origin.module);
    if (language !== "python") {
      const file = module && "file" in module && module.file !== from ? module.file : undefined;
      const found = file === undefined ? undefined : other(from, file);
      return found === undefined ? missing(from, origin.module) : { ...found, path: origin.path };
    }
    return module === undefined ? missing(from, origin.module) : inPackage(from, module, origin.path);
  };

  /** Remembers that the file would look at a module if there were one. */
  const missing = (from: string, module: string): undefined => {
    const wanted = missed.get(from) ?? new Set();
    missed.set(from, wanted.add(lastName(module)));
    return undefined;
  };

  /** `a.b.C` may be the class `C` of a module `b` of the package `a`, or something its `__init__.py` binds. */
  const inPackage = (from: string, start: PythonModule, names: readonly string[]): Target | undefined => {
    let module = start;
    let path = names;
    for (let hops = 0; hops < 12; hops++) {
      const found = "file" in module && module.file !== from ? other(from, module.file) : undefined;
      const [name] = path;
      if (name === undefined || (found !== undefined && found.document.names.exported(name).length > 0)) {
        return found && { ...found, path };
      }
      const inner = python.inside(module, name);
      if (inner === undefined) {
        missing(from, name);
        return found && { ...found, path };
      }
      module = inner;
      path = path.slice(1);
    }
    return undefined;
  };

  const reach = (start: string, next: (file: string) => Iterable<string>): string[] => {
    const seen = new Set([start]);
    for (const file of seen) {
      for (const found of next(file)) {
        seen.add(found);
      }
    }
    seen.delete(start);
    return [...seen];
  };

  /** Whether files that a file imports import it in turn: what they do may then be different with it. */
  const isInCircle = (file: string): boolean =>
    project.dependencies(file).some((other) => edges.get(other)?.has(file) === true);

  const clear = () => {
    for (const file of [...kept.keys()]) {
      drop(file);
    }
  };

  const project: SourceProject = {
    host,
    async open({ file, text, language }) {
      const needed = families.find((family) => family.includes(language)) ?? [language];
      parsers = new Map([...parsers, ...(await parsersFor(needed))]);
      if (kept.get(file)?.document.text !== text) {
        if (kept.has(file)) {
          project.forget(file);
        }
        if (size > maxKept) {
          clear();
        }
      }
      followed = 0;
      const entry = kept.get(file) ?? parse({ file, text, language }, parseOpened);
      if (entry === undefined) {
        throw new Error(`no parser for ${language}`);
      }
      const before = edited.get(file);
      edited.delete(file);
      if (before?.language === language && before.text !== text && !isInCircle(file)) {
        follows(entry.document, before);
      }
      return entry.document;
    },
    resolve(file, module) {
      const found = resolve(file, module);
      return found && "file" in found ? found.file : undefined;
    },
    dependencies: (file) => reach(file, (name) => edges.get(name) ?? []),
    dependents: (file) => {
      const names = [file, folderOf(file)].map(lastName);
      const wanting = [...missed].flatMap(([from, wanted]) =>
        names.some((name) => wanted.has(name)) ? [from] : [],
      );
      const users = (name: string) => [...edges].flatMap(([from, to]) => (to.has(name) ? [from] : []));
      return reach(file, (name) => (name === file ? [...users(name), ...wanting] : users(name)));
    },
    forget(file) {
      host.changed?.(file);
      resolved.clear();
      const before = maxEdited > 0 ? (kept.get(file)?.document ?? edited.get(file)) : undefined;
      for (const dependent of [file, ...project.dependents(file)]) {
        drop(dependent);
        edited.delete(dependent);
      }
      if (before === undefined) {
        edges.delete(file);
        missed.delete(file);
      } else {
        // What is taken over from it rests on files that nobody need ask again.
        edited.set(file, before);
        for (const oldest of [...edited.keys()].slice(0, Math.max(0, edited.size - maxEdited))) {
          edited.delete(oldest);
        }
      }
      if (!/\.(?:[cm]?[jt]sx?|pyi?)$/.test(file)) {
        edited.clear();
        python = createPythonModules(host);
        script = createScriptModules(host);
      }
    },
    clear() {
      clear();
      edited.clear();
      earlier.clear();
      host.changed?.("");
      edges.clear();
      missed.clear();
      resolved.clear();
      python = createPythonModules(host);
      script = createScriptModules(host);
    },
  };
  return project;
}

/** `b` of `a.b`, `./a/b.js` and `a/b.ts`. */
function lastName(module: string): string {
  return (
    module
      .replace(/\.(?:[cm]?[jt]sx?|pyi?)$/, "")
      .split(/[./]/)
      .findLast(Boolean) ?? ""
  );
}

function isCode(language: string): language is CodeLanguage {
  return families.some((family) => family.some((name) => name === language));
}
