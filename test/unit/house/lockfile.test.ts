import { describe, expect, it } from "vitest";
import { readJson } from "./sources.ts";

interface LockEntry {
  readonly resolved?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const { packages } = readJson("package-lock.json") as { packages: Readonly<Record<string, LockEntry>> };

/** Whether Node would find `name` from the package at `from`, by what the lock file lists. */
function resolves(name: string, from: string): boolean {
  if (packages[`${from === "" ? "" : `${from}/`}node_modules/${name}`]) return true;
  if (from === "") return false;
  const outer = from.lastIndexOf("/node_modules/");
  return resolves(name, outer < 0 ? "" : from.slice(0, outer));
}

describe("package-lock.json", () => {
  // npm drops packages of other platforms when it cannot see them, and then `npm ci` refuses the whole file.
  it("lists the packages of every platform", () => {
    const missing = Object.entries(packages).flatMap(([path, entry]) => {
      const wanted = { ...entry.dependencies, ...entry.devDependencies, ...entry.optionalDependencies };
      const own = path === "" ? wanted : { ...entry.dependencies, ...entry.optionalDependencies };
      return Object.keys(own).filter((name) => !resolves(name, path));
    });
    expect(missing).toEqual([]);
  });

  it("names no registry but npm's own", () => {
    const elsewhere = Object.values(packages).filter(
      ({ resolved }) => resolved !== undefined && !resolved.startsWith("https://registry.npmjs.org/"),
    );
    expect(elsewhere).toEqual([]);
  });
});
