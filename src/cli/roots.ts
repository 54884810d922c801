import { existsSync, statSync } from "node:fs";
import { dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { portable } from "../tools/walk.ts";

/** What shows that a folder is a project: its repository, or what AutoSafe keeps of it. */
const marks = [".git", ".autosafe"];
const maxParents = 40;

/** Where files are found, and how a person at the command line is told of them. */
export interface Roots {
  /** The project's folder: imports, settings and `.gitignore` are looked up in it, and files are named by their path in it. */
  root: string;
  /** The same file by its path from the folder the command runs in, for people and what they click on. */
  shown(file: string): string;
  /** `paths` with respect to `root`. */
  paths: readonly string[];
}

/**
 * The project that `paths` lie in: the folder the command runs in when they all do, else the repository around what they
 * have in common, or that folder itself. A path that does not exist is left to whoever reads it.
 */
export function rootsOf(cwd: string, paths: readonly string[]): Roots {
  const here = resolve(cwd);
  const absolute = paths.map((path) => resolve(here, path));
  if (absolute.every((path) => isInside(here, path))) {
    return { root: here, shown: (file) => file, paths };
  }
  const root = projectAround(absolute.map(folderOf).reduce(commonFolder));
  const prefix = relative(here, root);
  return { root, paths: absolute, shown: (file) => portable(join(prefix, file)) };
}

function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

function folderOf(path: string): string {
  return existsSync(path) && statSync(path).isFile() ? dirname(path) : path;
}

function commonFolder(a: string, b: string): string {
  let folder = a;
  while (!isInside(folder, b) && dirname(folder) !== folder) {
    folder = dirname(folder);
  }
  return folder;
}

function projectAround(folder: string): string {
  let candidate = folder;
  for (let parents = 0; parents < maxParents; parents++) {
    if (marks.some((mark) => existsSync(join(candidate, mark)))) {
      return candidate;
    }
    const parent = dirname(candidate);
    if (parent === candidate) {
      break;
    }
    candidate = parent;
  }
  return folder;
}
