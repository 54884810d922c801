import type { CodeLanguage } from "../syntax/grammars.ts";
import { languageOf } from "../syntax/language.ts";
import type { SourceProject } from "../syntax/source-project.ts";
import { type CodeFormat, occursIn } from "./format.ts";

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

const hintedSign = 1;
const neededSign = 2;
/** Which of a format's conditions the text of a file, or of what it imports, fulfils. */
type Signs = ReadonlyMap<CodeFormat, number>;

function joined(own: Signs, others: readonly Signs[]): Signs {
  const all = new Map(own);
  for (const other of others) {
    for (const [format, sign] of other) {
      all.set(format, (all.get(format) ?? 0) | sign);
    }
  }
  return all;
}

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
  const known = new Map<string, Signs>();
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

  const signs = (language: CodeLanguage, text: string): Signs =>
    new Map(
      formats(language).map((format) => {
        const needed = (format.needs ?? []).every((hint) => occursIn(text, [hint]));
        return [format, (occursIn(text, format.hints) ? hintedSign : 0) | (needed ? neededSign : 0)];
      }),
    );

  /** Of a file and what it imports. While it is being worked out it has none, so that circles end. */
  const reach = (file: string, language: CodeLanguage, depth: number): Signs => {
    const before = known.get(file);
    if (before !== undefined || depth > maxDepth) {
      return before ?? new Map();
    }
    known.set(file, new Map());
    const text = project.host.read(file) ?? "";
    const found = joined(
      signs(language, text),
      importsOf(file, text).map((other) => reach(other, language, depth + 1)),
    );
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
      const own = signs(language, text);
      const found = mayDefine(language, text)
        ? joined(
            own,
            importsOf(file, text).map((other) => reach(other, language, 1)),
          )
        : own;
      return formats(language).filter((format) => found.get(format) === (hintedSign | neededSign));
    },
    importers,
    forget(file) {
      for (const other of [file, ...importers(file)]) {
        known.delete(other);
      }
    },
  };
}
