import { isForeignFolder, type SourceHost } from "../source-host.ts";
import { folderOf, join, upwards } from "./paths.ts";

/** Where a Python module lies: a file, or a folder that is a namespace package without a file of its own. */
export type PythonModule = { file: string } | { folder: string };

/** Turns module names into files the way an interpreter would that is started in one of the usual folders. */
export interface PythonModules {
  /** @param from the importing file. Undefined for modules the project does not hold. */
  resolve(from: string, module: string): PythonModule | undefined;
  /** A module inside the package that `file` (an `__init__.py`) or `folder` is. */
  inside(of: PythonModule, name: string): PythonModule | undefined;
}

const maxFolders = 2_000;

export function createPythonModules(host: SourceHost): PythonModules {
  let elsewhere: readonly string[] | undefined;

  const at = (folder: string, parts: readonly string[]): PythonModule | undefined => {
    const path = join(folder, parts.join("/")) ?? "";
    if (path === "") {
      return host.isFile("__init__.py") ? { file: "__init__.py" } : { folder: "" };
    }
    for (const file of [`${path}/__init__.py`, `${path}.py`, `${path}/__init__.pyi`]) {
      if (host.isFile(file)) {
        return { file };
      }
    }
    const parent = folderOf(path);
    const name = path.slice(parent === "" ? 0 : parent.length + 1);
    return host.folders(parent).includes(name) ? { folder: path } : undefined;
  };

  /** `.a` is beside the importing file, `..a` one folder above. */
  const relative = (from: string, module: string): PythonModule | undefined => {
    const dots = /^\.+/.exec(module)?.[0].length ?? 0;
    const folder = join(folderOf(from), "../".repeat(dots - 1));
    const rest = module.slice(dots);
    return folder === undefined ? undefined : at(folder, rest === "" ? [] : rest.split("."));
  };

  return {
    resolve(from, module) {
      if (module.startsWith(".")) {
        return relative(from, module);
      }
      const parts = module.split(".");
      const [top = ""] = parts;
      if (!/^\w+$/.test(top)) {
        return undefined;
      }
      const near = upwards(folderOf(from)).flatMap((folder) => [folder, join(folder, "src") ?? folder]);
      let namespace: PythonModule | undefined;
      for (const root of near) {
        const found = at(root, parts);
        if (found !== undefined && "file" in found) {
          return found;
        }
        namespace ??= found;
      }
      if (namespace !== undefined) {
        return namespace;
      }
      elsewhere ??= packageRoots(host);
      for (const root of elsewhere) {
        const found = at(root, parts);
        if (found !== undefined) {
          return found;
        }
      }
      return undefined;
    },
    inside(of, name) {
      const folder =
        "folder" in of ? of.folder : /(^|\/)__init__\.pyi?$/.test(of.file) ? folderOf(of.file) : undefined;
      return folder === undefined ? undefined : at(folder, [name]);
    },
  };
}

/** Folders from which the packages of a repository with several projects are imported: those with a project file. */
function packageRoots(host: SourceHost): string[] {
  const roots: string[] = [];
  let level = [""];
  let seen = 0;
  for (let depth = 0; depth < 4 && level.length > 0; depth++) {
    const next: string[] = [];
    for (const folder of level) {
      if (
        ["pyproject.toml", "setup.py", "setup.cfg"].some((name) => host.isFile(join(folder, name) ?? name))
      ) {
        roots.push(folder, join(folder, "src") ?? folder);
      }
      for (const name of seen > maxFolders ? [] : host.folders(folder)) {
        if (!isForeignFolder(name)) {
          seen++;
          next.push(join(folder, name) ?? name);
        }
      }
    }
    level = next;
  }
  return roots;
}
