import type { DataNode } from "../data-node.ts";
import { parseJson } from "../json.ts";
import { isForeignFolder, type SourceHost } from "../source-host.ts";
import { folderOf, join, upwards } from "./paths.ts";

/** Packages that live in the project: the workspaces of a monorepo, and a package that imports itself by name. */
export interface Packages {
  /** Paths the specifier may stand for, best first; undefined when no package of the project has the name. */
  resolve(from: string, specifier: string): readonly string[] | undefined;
}

interface Package {
  folder: string;
  manifest: DataNode;
}

const maxFolders = 3_000;
const maxDepth = 4;

export function createPackages(host: SourceHost): Packages {
  let byName: ReadonlyMap<string, Package> | undefined;
  const manifests = new Map<string, Package | undefined>();

  const packageAt = (folder: string): Package | undefined => {
    if (!manifests.has(folder)) {
      const file = join(folder, "package.json") ?? "package.json";
      const text = host.isFile(file) ? host.read(file) : undefined;
      const manifest = text === undefined ? undefined : parseJson("json", text).root;
      manifests.set(folder, manifest === undefined ? undefined : { folder, manifest });
    }
    return manifests.get(folder);
  };

  const all = (): ReadonlyMap<string, Package> => {
    const found = new Map<string, Package>();
    let level = [""];
    let seen = 0;
    for (let depth = 0; depth <= maxDepth && level.length > 0; depth++) {
      const next: string[] = [];
      for (const folder of level) {
        const own = packageAt(folder);
        const name = own?.manifest.get("name")?.value;
        if (own !== undefined && typeof name === "string" && !found.has(name)) {
          found.set(name, own);
        }
        for (const child of seen > maxFolders ? [] : host.folders(folder)) {
          if (!isForeignFolder(child)) {
            seen++;
            next.push(join(folder, child) ?? child);
          }
        }
      }
      level = next;
    }
    return found;
  };

  return {
    resolve(from, specifier) {
      if (specifier.startsWith("#")) {
        const own = upwards(folderOf(from)).flatMap((folder) => packageAt(folder) ?? [])[0];
        const target = own && conditional(own.manifest.get("imports"), specifier);
        return own && target?.flatMap((path) => join(own.folder, path) ?? []);
      }
      const [, name = "", rest = ""] = /^((?:@[^/]+\/)?[^/]+)(?:\/(.*))?$/.exec(specifier) ?? [];
      byName ??= all();
      const found = byName.get(name);
      if (found === undefined) {
        return undefined;
      }
      const { folder, manifest } = found;
      const stated = [
        ...(conditional(manifest.get("exports"), rest === "" ? "." : `./${rest}`) ?? []),
        ...(rest === ""
          ? ["source", "types", "module", "main"].flatMap((key) => textOf(manifest.get(key)))
          : []),
      ];
      const plain = rest === "" ? ["src/index", "index", "lib/index", "src/main"] : [rest, `src/${rest}`];
      const paths = [...stated, ...stated.flatMap(sourcesOfBuilt), ...plain];
      return [...new Set(paths)].flatMap((path) => join(folder, path) ?? []);
    },
  };
}

/** Where the sources of a built file usually are: `dist/tools/index.js` comes of `src/tools/index.ts`. */
function sourcesOfBuilt(path: string): string[] {
  const inner =
    /^(?:\.\/)?(?:dist|build|lib|out)(?:\/(?:esm|cjs|src|types))?\/(.+?)(?:\.d)?\.[cm]?[jt]sx?$/.exec(
      path,
    )?.[1];
  return inner === undefined ? [] : [`src/${inner}`, inner];
}

/** The targets of a key in `exports` or `imports`, whatever the condition, `*` filled in. */
function conditional(node: DataNode | undefined, key: string): string[] | undefined {
  if (node === undefined) {
    return undefined;
  }
  if (
    key === "." &&
    (node.kind === "string" || node.entries().every((entry) => !entry.key.startsWith(".")))
  ) {
    return targets(node, 0);
  }
  for (const { key: pattern, value } of node.kind === "object" ? node.entries().slice(0, 500) : []) {
    const [before = "", after] = pattern.split("*", 2);
    if (after === undefined ? pattern === key : key.startsWith(before) && key.endsWith(after)) {
      const middle = after === undefined ? "" : key.slice(before.length, key.length - after.length);
      return targets(value, 0).map((target) => target.replace("*", middle));
    }
  }
  return undefined;
}

function targets(node: DataNode, depth: number): string[] {
  if (node.kind === "string") {
    return [String(node.value)];
  }
  return node.kind !== "object" || depth > 5
    ? []
    : node.entries().flatMap(({ value }) => targets(value, depth + 1));
}

function textOf(node: DataNode | undefined): string[] {
  return node?.kind === "string" ? [String(node.value)] : [];
}
