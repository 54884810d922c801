import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { SourceHost } from "./source-host.ts";

const maxBytes = 2_000_000;
const maxEntries = 20_000;

interface Listing {
  files: ReadonlySet<string>;
  folders: readonly string[];
  /** The same. */
  folderNames: ReadonlySet<string>;
}

const empty: Listing = { files: new Set(), folders: [], folderNames: new Set() };

/**
 * The files under a folder on disk, read when asked for; listings are remembered until `changed`. Symbolic links count as
 * missing, so nothing outside the folder is read.
 * @param overlay the text of a file in an open editor, which wins over the disk
 */
export function createDiskHost(root: string, overlay?: (file: string) => string | undefined): SourceHost {
  const listings = new Map<string, Listing>();
  /** Whether a path leads to a folder. */
  const folders = new Map<string, boolean>();

  const list = (folder: string): Listing => {
    let known = listings.get(folder);
    if (known === undefined) {
      known = read(join(root, folder));
      listings.set(folder, known);
    }
    return known;
  };

  const split = (file: string): [string, string] => {
    const slash = file.lastIndexOf("/");
    return slash < 0 ? ["", file] : [file.slice(0, slash), file.slice(slash + 1)];
  };

  /** True when every folder on the way is one by its parent's listing, and so no link. */
  const isFolder = (folder: string): boolean => {
    let known = folder === "" ? true : folders.get(folder);
    if (known === undefined) {
      const [parent, name] = split(folder);
      known = isFolder(parent) && list(parent).folderNames.has(name);
      folders.set(folder, known);
    }
    return known;
  };

  const isFile = (file: string): boolean => {
    const [folder, name] = split(file);
    return isFolder(folder) && list(folder).files.has(name);
  };

  return {
    isFile,
    folders: (folder) => (isFolder(folder) ? list(folder).folders : []),
    files: (folder) => (isFolder(folder) ? [...list(folder).files] : []),
    read(file) {
      const open = overlay?.(file);
      if (open !== undefined || !isFile(file)) {
        return open;
      }
      try {
        const path = join(root, file);
        const text = statSync(path).size > maxBytes ? undefined : readFileSync(path, "utf8");
        return text?.slice(0, 8_192).includes("\0") ? undefined : text?.replace(/^\uFEFF/, "");
      } catch {
        return undefined;
      }
    },
    changed(file) {
      folders.clear();
      if (file === "") {
        listings.clear();
      }
      listings.delete(split(file)[0]);
      listings.delete(file);
    },
  };
}

function read(path: string): Listing {
  try {
    const entries = readdirSync(path, { withFileTypes: true }).slice(0, maxEntries);
    const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
    return {
      files: new Set(entries.filter((entry) => entry.isFile()).map(({ name }) => name)),
      folders,
      folderNames: new Set(folders),
    };
  } catch {
    return empty;
  }
}
