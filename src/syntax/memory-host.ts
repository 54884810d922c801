import type { SourceHost } from "./source-host.ts";

/** Files that are only in memory: a folder no file system of this machine has, or a test. */
export function createMemoryHost(files: ReadonlyMap<string, string>): SourceHost {
  return {
    read: (file) => files.get(file),
    isFile: (file) => files.has(file),
    folders(folder) {
      const prefix = folder === "" ? "" : `${folder}/`;
      const names = [...files.keys()].flatMap((file) => {
        const rest = file.startsWith(prefix) ? file.slice(prefix.length) : "";
        const slash = rest.indexOf("/");
        return slash < 0 ? [] : [rest.slice(0, slash)];
      });
      return [...new Set(names)];
    },
  };
}
