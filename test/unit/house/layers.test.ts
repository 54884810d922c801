import { describe, expect, it } from "vitest";
import { imports, type SourceFile, sources } from "./sources.ts";

/** From the bottom up: a file imports from its own folder and from lower rows only. */
const layers = [
  ["ots", "version.ts"],
  ["syntax", "sandbox", "shared", "ledger.ts"],
  ["tools"],
  ["trajectories", "judge"],
  ["simulators"],
  ["dataset"],
  ["pipeline", "analysis", "inspector"],
  ["evaluation"],
  ["cli", "editor"],
  ["extension.ts"],
];

const rank = new Map(layers.flatMap((names, index) => names.map((name) => [name, index] as const)));
const all = sources(["src"]);

/** `tools` of `src/tools/format.ts`; the file's name for files directly in src. */
function area(path: string): string {
  return path.split("/")[1] ?? path;
}

function offences(
  files: readonly SourceFile[],
  offends: (file: SourceFile, specifier: string, path?: string) => boolean,
) {
  return files.flatMap((file) =>
    imports(file)
      .filter(({ specifier, path }) => offends(file, specifier, path))
      .map(({ specifier }) => `${file.path} imports ${specifier}`),
  );
}

describe("the layers of src/", () => {
  it("has every folder in a layer", () => {
    const unknown = [...new Set(all.map(({ path }) => area(path)))].filter((name) => !rank.has(name));
    expect(unknown).toEqual([]);
  });

  it("imports point down", () => {
    const up = offences(all, (file, _specifier, path) => {
      if (path === undefined) return false;
      const [from, to] = [area(file.path), area(path)];
      return from !== to && (rank.get(to) ?? Number.POSITIVE_INFINITY) >= (rank.get(from) ?? -1);
    });
    expect(up).toEqual([]);
  });

  it("stays inside src/", () => {
    expect(
      offences(all, (_file, _specifier, path) => path !== undefined && !path.startsWith("src/")),
    ).toEqual([]);
  });

  it("imports vscode only in src/editor and src/extension.ts", () => {
    const outside = all.filter(({ path }) => !path.startsWith("src/editor/") && path !== "src/extension.ts");
    expect(offences(outside, (_file, specifier) => specifier === "vscode")).toEqual([]);
  });

  it("keeps files and processes out of the vocabulary, the judge and the built-in simulator", () => {
    const pure = ["src/ots/", "src/judge/", "src/simulators/builtin/"];
    const files = all.filter(({ path }) => pure.some((folder) => path.startsWith(folder)));
    const machine = /^(node:)?(fs|fs\/promises|child_process|net|http|https|os|worker_threads)$/;
    expect(offences(files, (_file, specifier) => machine.test(specifier))).toEqual([]);
  });
});

describe("the webview", () => {
  const pages = sources(["webview"]);

  it("imports of src/ only what is shared with the host", () => {
    const reach = (path = "") => path.startsWith("src/") && !path.startsWith("src/shared/");
    expect(offences(pages, (_file, _specifier, path) => reach(path))).toEqual([]);
  });

  it("imports the toolkit in webview/toolkit.ts only", () => {
    const others = [...pages, ...all].filter(({ path }) => path !== "webview/toolkit.ts");
    expect(
      offences(others, (_file, specifier) => specifier.startsWith("@vscode/webview-ui-toolkit")),
    ).toEqual([]);
  });

  it("imports neither Node nor vscode", () => {
    const foreign = /^(node:|vscode$)/;
    expect(offences(pages, (_file, specifier) => foreign.test(specifier))).toEqual([]);
  });
});
