import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { fileURLToPath } from "node:url";

export const root = join(dirname(fileURLToPath(import.meta.url)), "../../..");

/** One hand-written source file: its path in the project with forward slashes, and its text. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

export interface Import {
  /** As written, such as `vscode` or `../ots/ids.ts`. */
  readonly specifier: string;
  /** The imported file's path in the project, for relative imports. */
  readonly path: string | undefined;
  readonly typeOnly: boolean;
}

/** All files below the project's folders `folders` whose name ends with one of `endings`. */
export function sources(
  folders: readonly string[],
  endings: readonly string[] = [".ts", ".mjs"],
): SourceFile[] {
  const present = folders.filter((folder) => existsSync(join(root, folder)));
  return present.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && endings.some((ending) => entry.name.endsWith(ending)))
      .map((entry) =>
        join(entry.parentPath, entry.name)
          .slice(root.length + 1)
          .replaceAll("\\", "/"),
      )
      .filter((path) => !path.startsWith("test/fixtures/"))
      .map((path) => ({ path, text: readFileSync(join(root, path), "utf8") })),
  );
}

const statement =
  /^[ \t]*(?:import|export)\b(?<type>\s+type\b)?(?:[^"'`;]*?\bfrom)?\s*["'](?<static>[^"'\n]+)["']/gm;
const call = /\bimport\(\s*["'](?<dynamic>[^"'\n]+)["']/g;

/** What a file imports or re-exports: statements, `import()` calls and `import()` types. */
export function imports({ path, text }: SourceFile): Import[] {
  const found = [...text.matchAll(statement), ...text.matchAll(call)];
  return found.map(({ groups = {} }) => {
    const specifier = groups.static ?? groups.dynamic ?? "";
    const relative = specifier.startsWith(".");
    return {
      specifier,
      path: relative ? posix.join(posix.dirname(path), specifier) : undefined,
      typeOnly: groups.type !== undefined,
    };
  });
}

export function readJson(path: string): unknown {
  return JSON.parse(readFileSync(join(root, path), "utf8"));
}
