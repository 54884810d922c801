import { languageOf } from "../syntax/language.ts";
import type { SourceProject } from "../syntax/source-project.ts";

const maxImports = 60;
const pythonImport = /^[ \t]*(?:from[ \t]+([.\w]+)[ \t]+import[ \t]+([^\n#]*)|import[ \t]+([\w.]+))/gm;
const scriptImport = /(?:\bfrom\s*|\brequire\s*\(\s*|\bimport\s*\(\s*|\bimport\s+)["']([^"'\n]{1,200})["']/g;

/** Which files import which, by the words of their texts alone; remembered until a file changes. */
export interface Imports {
  /** The files of the project that a text imports; at most sixty. */
  in(file: string, text: string): readonly string[];
  /** The files that import `file`, directly or through others, among those asked about so far. */
  importers(file: string): string[];
  /** The files whose imports may lead elsewhere when a file has come or gone: all of them, when it was never heard of. */
  touchedBy(file: string): string[];
  /** Says that a file has changed, come or gone. */
  forget(file: string): void;
  clear(): void;
}

export function createImports(project: SourceProject): Imports {
  /** By file, with the length of the text they were read from. */
  const known = new Map<string, { length: number; imports: readonly string[] }>();
  /** From each imported file to those that import it. */
  const importing = new Map<string, Set<string>>();
  /** All of them. */
  const heard = new Set<string>();
  const imports: Imports = {
    in(file, text) {
      const before = known.get(file);
      if (before?.length === text.length) {
        return before.imports;
      }
      const found = importsIn(project, file, text);
      heard.add(file);
      known.set(file, { length: text.length, imports: found });
      for (const target of found) {
        heard.add(target);
        importing.set(target, (importing.get(target) ?? new Set()).add(file));
      }
      return found;
    },
    importers(file) {
      const found = new Set([file]);
      for (const name of found) {
        for (const other of importing.get(name) ?? []) {
          found.add(other);
        }
      }
      found.delete(file);
      return [...found];
    },
    touchedBy: (file) => (heard.has(file) ? [file, ...imports.importers(file)] : [...heard]),
    forget(file) {
      for (const other of imports.touchedBy(file)) {
        known.delete(other);
      }
    },
    clear() {
      known.clear();
      importing.clear();
      heard.clear();
    },
  };
  return imports;
}

function importsIn(project: SourceProject, file: string, text: string): string[] {
  const found = new Set<string>();
  const add = (module: string) => {
    const target = found.size < maxImports ? project.resolve(file, module) : undefined;
    if (target !== undefined && target !== file) {
      found.add(target);
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
}
