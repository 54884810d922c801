import type { CodeLanguage } from "../syntax/grammars.ts";
import { languageOf } from "../syntax/language.ts";
import type { SourceProject } from "../syntax/source-project.ts";
import { type CodeFormat, isHinted } from "./format.ts";

/** Any decorator may be a tool's; else something is called, extended or listed that has the word in its name. */
function mayDefine(language: CodeLanguage, text: string): boolean {
  return language === "python"
    ? /^[ \t]*@\w|tool\w*\s*[([=]|\(\s*\w*Tool\b/im.test(text)
    : /tool\w*\s*[(<:=]/i.test(text) || (/\bextends\s+\w/.test(text) && text.includes("description"));
}

const maxImports = 60;
const maxDepth = 3;
const pythonImport = /^[ \t]*(?:from[ \t]+([.\w]+)[ \t]+import[ \t]+([^\n#]*)|import[ \t]+([\w.]+))/gm;
const scriptImport = /(?:\bfrom\s*|\brequire\s*\(\s*|\bimport\s*\(\s*|\bimport\s+)["']([^"'\n]{1,200})["']/g;

/** Which code formats are worth running on a file. */
export interface HintedFormats {
  /**
   * The formats whose hints the text holds and, when it speaks of tools at all, those of the project's files it imports: a
   * decorator may be handed on by a module of the project, so that its library is never named here.
   */
  of(file: string, text: string): readonly CodeFormat[];
  /** The files that import `file`, directly or through others, among those asked about so far. */
  importers(file: string): string[];
  /** Says that a file has changed, come or gone. */
  forget(file: string): void;
}

/** @param formats of a language, in registry order. */
export function createHintedFormats(
  project: SourceProject,
  formats: (language: CodeLanguage) => readonly CodeFormat[],
): HintedFormats {
  const known = new Map<string, ReadonlySet<CodeFormat>>();
  /** From each imported file to those that import it. */
  const importing = new Map<string, Set<string>>();

  const importsOf = (file: string, text: string): string[] => {
    const found = new Set<string>();
    const add = (module: string) => {
      const target = found.size < maxImports ? project.resolve(file, module) : undefined;
      if (target !== undefined && target !== file) {
        found.add(target);
        importing.set(target, (importing.get(target) ?? new Set()).add(file));
      }
    };
    if (languageOf(file) === "python") {
      for (const [, from, names = "", plain] of text.matchAll(pythonImport)) {
        add(from ?? plain ?? "");
        for (const name of from === undefined ? [] : (names.match(/\w+/g) ?? []).slice(0, 8)) {
          add(from?.endsWith(".") ? `${from}${name}` : `${from}.${name}`);
        }
      }
    } else {
      for (const [, module = ""] of text.matchAll(scriptImport)) {
        add(module);
      }
    }
    return [...found];
  };

  const hinted = (language: CodeLanguage, text: string) =>
    formats(language).filter((format) => isHinted(format, text));

  /** Of a file and what it imports. While it is being worked out it has none, so that circles end. */
  const reach = (file: string, language: CodeLanguage, depth: number): ReadonlySet<CodeFormat> => {
    const before = known.get(file);
    if (before !== undefined || depth > maxDepth) {
      return before ?? new Set();
    }
    known.set(file, new Set());
    const text = project.host.read(file) ?? "";
    const found = new Set<CodeFormat>(hinted(language, text));
    for (const other of importsOf(file, text)) {
      for (const format of reach(other, language, depth + 1)) {
        found.add(format);
      }
    }
    known.set(file, found);
    return found;
  };

  const importers = (file: string): string[] => {
    const found = new Set([file]);
    for (const name of found) {
      for (const other of importing.get(name) ?? []) {
        found.add(other);
      }
    }
    found.delete(file);
    return [...found];
  };

  return {
    of(file, text) {
      const language = languageOf(file);
      if (language === undefined || language === "json" || language === "jsonc" || language === "yaml") {
        return [];
      }
      const own = hinted(language, text);
      if (!mayDefine(language, text)) {
        return own;
      }
      const wanted = new Set(own);
      for (const other of importsOf(file, text)) {
        for (const format of reach(other, language, 1)) {
          wanted.add(format);
        }
      }
      return formats(language).filter((format) => wanted.has(format));
    },
    importers,
    forget(file) {
      for (const other of [file, ...importers(file)]) {
        known.delete(other);
      }
    },
  };
}
