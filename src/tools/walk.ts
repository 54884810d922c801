import type { Dirent } from "node:fs";
import { readdir, readFile, stat } from "node:fs/promises";
import { dirname, join, relative, sep } from "node:path";
import ignore, { type Ignore } from "ignore";
import type { Problem } from "../syntax/problem.ts";
import { isSnapshotFile } from "./live/snapshot-file.ts";

/** Folders of other people's code, build results and caches, wherever they are. */
export const foreignFolders: ReadonlySet<string> = new Set([
  "node_modules",
  "bower_components",
  "site-packages",
  "__pycache__",
  ".git",
  ".hg",
  ".svn",
  ".autosafe",
  ".venv",
  "venv",
  "virtualenv",
  ".tox",
  ".nox",
  ".mypy_cache",
  ".pytest_cache",
  ".ruff_cache",
  ".next",
  ".nuxt",
  ".cache",
  ".vscode-test",
  "_vendor",
  "vendored",
  "third_party",
  "third-party",
  "3rdparty",
]);
const buildFolders = new Set(["dist", "build", "out", "coverage"]);
/** Beside one of these a build folder holds the same code a second time. Published packages have nothing but it. */
const builtFrom = /^(?:src|source|pyproject\.toml|setup\.(?:py|cfg))$/;
/** These say so too, unless nothing is there to build from: some packages publish their settings along with the result. */
const builder = /^(?:tsconfig.*\.json|(?:vite|webpack|rollup|esbuild|tsup|next)\b.*)$/;
const notSources = /^(?:dist|build|out|coverage|node_modules|bin|docs?|test|tests|__tests__|\..*)$/;
/** Beside one of these `vendor` holds copies of what the project depends on; deeper in it may be the word for a supplier. */
const manifest =
  /^(?:package\.json|pyproject\.toml|setup\.(?:py|cfg)|requirements.*\.txt|go\.mod|composer\.json|Gemfile|Cargo\.toml)$/;

export interface WalkOptions {
  /** `.gitignore` patterns, relative to the walked root. */
  exclude: readonly string[];
  /** Asked with the absolute path, as most files can be told by their ending and some only by their folder. */
  accepts(path: string): boolean;
  onProblem(problem: Problem): void;
}

interface Rules {
  folder: string;
  matcher: Ignore;
}

/**
 * Files under `folder`, absolute, folder by folder in name order. Leaves out what `.gitignore` files between `root` and
 * the file say, foreign code, build results and virtual environments. Symbolic links are not followed, so there are no
 * cycles and nothing outside the folder is read. Unreadable folders become problems.
 */
export async function* walkFiles(root: string, folder: string, options: WalkOptions): AsyncGenerator<string> {
  // Whoever names a folder of foreign code wants to see inside.
  const inPackage = folder.split(sep).includes("node_modules");
  const excluded: Rules = { folder: root, matcher: ignore().add([...options.exclude]) };
  const above = inPackage ? [] : await rulesAbove(root, folder);
  const pending: { folder: string; rules: readonly Rules[] }[] = [{ folder, rules: [excluded, ...above] }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const current = next;
    const entries = await entriesOf(current.folder, root, options);
    const own = entries.some((entry) => entry.name === ".gitignore")
      ? await rulesIn(current.folder)
      : undefined;
    const rules = own === undefined ? current.rules : [...current.rules, own];
    const folders: string[] = [];
    for (const entry of entries) {
      const path = join(current.folder, entry.name);
      if (entry.isDirectory()) {
        if (!isForeign(entry.name, entries) && !isIgnored(`${path}${sep}`, rules)) {
          folders.push(path);
        }
      } else if (entry.isFile() && options.accepts(path) && !isIgnored(path, rules)) {
        yield path;
      }
    }
    for (const path of folders.reverse()) {
      pending.push({ folder: path, rules });
    }
  }
}

/**
 * Whether a walk from `root` would come by the file, also when it does not exist (any more): not in foreign code or
 * build results, not ignored, not excluded. `file` is absolute.
 */
export async function isWalked(root: string, file: string, exclude: readonly string[]): Promise<boolean> {
  if (isSnapshotFile(portable(relative(root, file)))) {
    return true;
  }
  const folders = portable(relative(root, dirname(file)))
    .split("/")
    .filter(Boolean);
  if (folders.some((name) => name === ".." || foreignFolders.has(name))) {
    return false;
  }
  const rules: Rules[] = [
    { folder: root, matcher: ignore().add([...exclude]) },
    ...present(await rulesIn(root)),
  ];
  let folder = root;
  for (const name of folders) {
    const siblings =
      buildFolders.has(name) || name === "vendor"
        ? await readdir(folder, { withFileTypes: true }).catch(() => [])
        : [];
    folder = join(folder, name);
    if (isForeign(name, siblings) || isIgnored(`${folder}${sep}`, rules)) {
      return false;
    }
    rules.push(...present(await rulesIn(folder)));
  }
  return !isIgnored(file, rules);
}

/** Whether a folder holds other people's code, or a build of what stands beside it. */
function isForeign(name: string, siblings: readonly Dirent[]): boolean {
  return (
    foreignFolders.has(name) ||
    (name === "vendor" && siblings.some((entry) => manifest.test(entry.name))) ||
    (buildFolders.has(name) && isBuilt(siblings))
  );
}

function isBuilt(siblings: readonly Dirent[]): boolean {
  const isSource = (entry: Dirent) =>
    entry.isDirectory() ? !notSources.test(entry.name) : /(?<!\.d|\.config)\.[cm]?tsx?$/.test(entry.name);
  return (
    siblings.some((entry) => builtFrom.test(entry.name)) ||
    (siblings.some((entry) => builder.test(entry.name)) && siblings.some(isSource))
  );
}

function present<T>(value: T | undefined): T[] {
  return value === undefined ? [] : [value];
}

async function entriesOf(folder: string, root: string, options: WalkOptions) {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    if (entries.some((entry) => entry.name === "pyvenv.cfg")) {
      return [];
    }
    return entries.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  } catch (error) {
    options.onProblem({
      file: portable(relative(root, folder)) || ".",
      line: 1,
      message: `the folder cannot be read: ${errorCode(error)}`,
    });
    return [];
  }
}

/** Rules of the folders from `root` down to the parent of `folder`; none when they rule `folder` itself out. */
async function rulesAbove(root: string, folder: string): Promise<Rules[]> {
  const folders: string[] = [];
  for (let current = folder; current !== root; current = dirname(current)) {
    if (dirname(current) === current) {
      return [];
    }
    folders.unshift(dirname(current));
  }
  const rules = (await Promise.all(folders.map(rulesIn))).filter((entry) => entry !== undefined);
  return isIgnored(`${folder}${sep}`, rules) ? [] : rules;
}

async function rulesIn(folder: string): Promise<Rules | undefined> {
  const file = join(folder, ".gitignore");
  try {
    // A pipe or a huge file under that name must not stop the walk.
    const { size } = await stat(file);
    return size > 1_000_000 ? undefined : { folder, matcher: ignore().add(await readFile(file, "utf8")) };
  } catch {
    return undefined;
  }
}

/** The innermost `.gitignore` that says anything about the path decides. */
function isIgnored(path: string, rules: readonly Rules[]): boolean {
  for (let r = rules.length - 1; r >= 0; r--) {
    const rule = rules[r];
    const inside = rule === undefined ? "" : portable(relative(rule.folder, path));
    if (rule === undefined || inside === "" || inside.startsWith("../")) {
      continue;
    }
    const verdict = rule.matcher.test(path.endsWith(sep) ? `${inside}/` : inside);
    if (verdict.ignored) {
      return true;
    }
    if (verdict.unignored) {
      return false;
    }
  }
  return false;
}

/** With forward slashes, as records and reports name files. */
export function portable(path: string): string {
  return sep === "/" ? path : path.replaceAll(sep, "/");
}

/** What the operating system calls the failure, in words where it is a common one. */
export function errorCode(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const words: Readonly<Record<string, string>> = {
    EACCES: "no permission",
    EPERM: "no permission",
    ENOENT: "it does not exist",
    ELOOP: "symbolic links go in a circle",
    ENAMETOOLONG: "the name is too long",
    EISDIR: "it is a folder",
    EMFILE: "too many files are open",
  };
  return words[code] ?? (code || "unknown error");
}
