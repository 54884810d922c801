import { describe, expect, it } from "vitest";
import { imports, type SourceFile, sources } from "./sources.ts";

const maximum = 400;
const all = sources(["src", "webview", "scripts", "test", "bench"], [".ts", ".mjs", ".css"]);

describe("source files", () => {
  it("are found", () => {
    expect(all.length).toBeGreaterThan(30);
  });

  it(`have at most ${maximum} lines`, () => {
    const lines = ({ text }: SourceFile) => text.trimEnd().split("\n").length;
    expect(
      all.filter((file) => lines(file) > maximum).map((file) => `${file.path}: ${lines(file)} lines`),
    ).toEqual([]);
  });

  it("have no default exports", () => {
    const offends = ({ text }: SourceFile) => /^export default\b|\bexport \{[^}]*\bas default\b/m.test(text);
    expect(all.filter(offends).map(({ path }) => path)).toEqual([]);
  });

  it("are no barrels", () => {
    // A package's names passed on whole are none: there is no file of ours they would be looked for in.
    const barrel = ({ text }: SourceFile) => /^export (type )?\* from "\./m.test(text);
    expect(all.filter(barrel).map(({ path }) => path)).toEqual([]);
  });

  it("name imported files with their ending", () => {
    const bare = all.flatMap((file) =>
      imports(file)
        .filter(({ path }) => path !== undefined && !/\.\w+$/.test(path))
        .map(({ specifier }) => `${file.path} imports ${specifier}`),
    );
    expect(bare).toEqual([]);
  });
});

describe("the import reader", () => {
  const read = (text: string) => imports({ path: "src/a/b.ts", text });

  it("reads every form", () => {
    const text = [
      'import { x } from "../c/d.ts";',
      "import {\n  y,\n  z,\n} from './e.ts';",
      'import type { T } from "vscode";',
      'import "side-effect";',
      'export { q } from "./f.ts";',
      'const late = await import("yaml");',
      'let t: import("openai").Type;',
    ].join("\n");
    const found = read(text).map(({ specifier }) => specifier);
    expect(found).toEqual(["../c/d.ts", "./e.ts", "vscode", "side-effect", "./f.ts", "yaml", "openai"]);
  });

  it("resolves relative imports and marks types", () => {
    expect(read('import type { x } from "../c/d.ts";')).toEqual([
      { specifier: "../c/d.ts", path: "src/c/d.ts", typeOnly: true },
    ]);
  });

  it("takes no text for an import", () => {
    expect(
      read('export const a = 1;\nconst b = "from";\n// import things from "nowhere" is prose\n'),
    ).toEqual([]);
  });
});
