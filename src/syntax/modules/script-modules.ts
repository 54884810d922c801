import { parseJson } from "../json.ts";
import type { SourceHost } from "../source-host.ts";
import { createPackages } from "./packages.ts";
import { folderOf, join, upwards } from "./paths.ts";

/** Turns module specifiers of JavaScript and TypeScript into files, as compilers and bundlers do. */
export interface ScriptModules {
  /** @param from the importing file. Undefined for modules the project does not hold. */
  resolve(from: string, specifier: string): string | undefined;
}

const endings = [".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs"];
/** What a specifier that names compiled output was compiled from. */
const sourcesOf: Readonly<Record<string, readonly string[]>> = {
  ".js": [".ts", ".tsx", ".js", ".jsx"],
  ".jsx": [".tsx", ".jsx"],
  ".mjs": [".mts", ".mjs"],
  ".cjs": [".cts", ".cjs"],
};
const maxExtends = 6;

interface PathMap {
  /** The folder `paths` are relative to. */
  base: string;
  paths: readonly { pattern: string; targets: readonly string[] }[];
  /** Whether bare specifiers may be files below `base`. */
  hasBaseUrl: boolean;
}

export function createScriptModules(host: SourceHost): ScriptModules {
  const pathMaps = new Map<string, PathMap | undefined>();
  const packages = createPackages(host);

  /** The file at a path without, or with compiled, ending; a folder stands for its index. */
  const fileAt = (path: string | undefined): string | undefined => {
    if (path === undefined) {
      return undefined;
    }
    const ending = /\.[cm]?jsx?$/.exec(path)?.[0] ?? "";
    const bare = path.slice(0, path.length - ending.length);
    const candidates = [
      ...(sourcesOf[ending] ?? []).map((other) => `${bare}${other}`),
      ...(/\.[cm]?tsx?$/.test(path) ? [path] : []),
      ...endings.map((other) => `${path}${other}`),
      ...endings.map((other) => (path === "" ? `index${other}` : `${path}/index${other}`)),
    ];
    return candidates.find((file) => host.isFile(file));
  };

  const readPaths = (file: string, depth = 0): PathMap | undefined => {
    const text = depth > maxExtends ? undefined : host.read(file);
    const root = text === undefined ? undefined : parseJson("jsonc", text).root;
    if (root === undefined) {
      return undefined;
    }
    const options = root.get("compilerOptions");
    const folder = folderOf(file);
    const baseUrl = options?.get("baseUrl")?.value;
    const base = typeof baseUrl === "string" ? join(folder, baseUrl) : undefined;
    const paths = options?.get("paths");
    const own = paths?.kind === "object" ? paths.entries() : undefined;
    if (own === undefined && base === undefined) {
      const parent = root.get("extends")?.value;
      const target = typeof parent === "string" && parent.startsWith(".") ? join(folder, parent) : undefined;
      const found = [target, `${target}.json`].find((name) => name !== undefined && host.isFile(name));
      return found === undefined ? undefined : readPaths(found, depth + 1);
    }
    return {
      base: base ?? folder,
      hasBaseUrl: base !== undefined,
      paths: (own ?? []).slice(0, 200).map(({ key, value }) => ({
        pattern: key,
        targets: (value.kind === "array" ? value.items() : []).map((item) => String(item.value)),
      })),
    };
  };

  const pathMapOf = (folder: string): PathMap | undefined => {
    if (!pathMaps.has(folder)) {
      const file = ["tsconfig.json", "jsconfig.json"]
        .map((name) => join(folder, name) ?? name)
        .find((name) => host.isFile(name));
      const map = file === undefined ? undefined : readPaths(file);
      pathMaps.set(folder, map ?? (folder === "" ? undefined : pathMapOf(folderOf(folder))));
    }
    return pathMaps.get(folder);
  };

  const mapped = (from: string, specifier: string): string | undefined => {
    const map = pathMapOf(folderOf(from));
    if (map === undefined) {
      return undefined;
    }
    for (const { pattern, targets } of map.paths) {
      const [before = "", after] = pattern.split("*", 2);
      const fits =
        after === undefined
          ? specifier === pattern
          : specifier.startsWith(before) && specifier.endsWith(after);
      const middle =
        after === undefined ? "" : specifier.slice(before.length, specifier.length - after.length);
      for (const target of fits ? targets : []) {
        const found = fileAt(join(map.base, target.replace("*", middle)));
        if (found !== undefined) {
          return found;
        }
      }
    }
    return map.hasBaseUrl ? fileAt(join(map.base, specifier)) : undefined;
  };

  return {
    resolve(from, specifier) {
      if (/^\.{1,2}(\/|$)/.test(specifier)) {
        return fileAt(join(folderOf(from), specifier));
      }
      if (/^(node:|https?:|\/|[\w-]+:)/.test(specifier)) {
        return undefined;
      }
      const byAlias = mapped(from, specifier);
      if (byAlias !== undefined) {
        return byAlias;
      }
      // Bundlers are told of these two outside of any file that is read here.
      const root = /^[@~]\//.test(specifier) ? specifier.slice(2) : undefined;
      if (root !== undefined) {
        const folders = upwards(folderOf(from)).flatMap((folder) => [join(folder, "src") ?? folder, folder]);
        const found = folders.flatMap((folder) => fileAt(join(folder, root)) ?? [])[0];
        if (found !== undefined) {
          return found;
        }
      }
      const inPackage = packages.resolve(from, specifier);
      return inPackage?.flatMap((path) => fileAt(path) ?? [])[0];
    },
  };
}
