import type { SourceHost } from "./source-host.ts";

/** Files that are only in memory: a folder no file system of this machine has, or a test. */
export function createMemoryHost(files: ReadonlyMap<string, string>): SourceHost {
  const inside = (folder: string): string[] => {
    const prefix = folder === "" ? "" : `${folder}/`;
    return [...files.keys()].flatMap((file) => (file.startsWith(prefix) ? [file.slice(prefix.length)] : []));
  };
  return {
    read: (file) => files.get(file),
    isFile: (file) => files.has(file),
    folders(folder) {
      const names = inside(folder).flatMap((rest) =>
        rest.includes("/") ? [rest.slice(0, rest.indexOf("/"))] : [],
      );
      return [...new Set(names)];
    },
    files: (folder) => inside(folder).filter((rest) => !rest.includes("/")),
  };
}
