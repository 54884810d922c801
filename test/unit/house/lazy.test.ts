import { build, type Metafile } from "esbuild";
import { describe, expect, it } from "vitest";
import { host } from "../../../scripts/lib/bundles.mjs";
import { type SourceFile, sources } from "./sources.ts";

/** Packages that load on first use, not when the extension or the command line starts. */
const lazy = [
  "openai",
  "@vscode/tree-sitter-wasm",
  "yaml",
  "jsonc-parser",
  "ajv",
  "ajv-formats",
  "quickjs-emscripten",
  "minisearch",
  "@modelcontextprotocol/client",
];

/** Source files an output loads at start: its own and those of all it imports statically. */
function loadedAtStart({ outputs }: Metafile, entry: string): Set<string> {
  const seen = new Set<string>();
  const inputs = new Set<string>();
  const visit = (path: string) => {
    const output = outputs[path];
    if (seen.has(path) || !output) return;
    seen.add(path);
    for (const input of Object.keys(output.inputs)) inputs.add(input);
    for (const { path: next, kind } of output.imports) if (kind === "import-statement") visit(next);
  };
  visit(entry);
  return inputs;
}

describe("what loads at start", async () => {
  const { metafile } = await build({ ...host, write: false, metafile: true, logLevel: "silent" });

  it.each(["dist/extension.js", "dist/cli.js"])(
    "%s loads no parser, no validator and no model client",
    (entry) => {
      const inputs = [...loadedAtStart(metafile, entry)];
      expect(inputs.length).toBeGreaterThan(0);
      const eager = inputs.filter((input) => lazy.some((name) => input.startsWith(`node_modules/${name}/`)));
      expect(eager).toEqual([]);
    },
  );

  // Bundled, a CommonJS package imported with import() has a default export only, unlike in plain Node.
  it("takes no named exports from packages it imports late", () => {
    const named = /\{[^}]*\}\s*=\s*await import\(["']\w|\(await import\(["'][@\w][^)]*\)\)\.(?!default\b)/;
    const offends = ({ text }: SourceFile) =>
      named.test(text.replaceAll(/import\(["'](?:node:|vscode)/g, ""));
    expect(
      sources(["src"])
        .filter(offends)
        .map(({ path }) => path),
    ).toEqual([]);
  });

  it("reads an entry's static imports", () => {
    const output = (inputs: string[], imports: [string, "import-statement" | "dynamic-import"][]) => ({
      bytes: 1,
      exports: [],
      inputs: Object.fromEntries(inputs.map((input) => [input, { bytesInOutput: 1 }])),
      imports: imports.map(([path, kind]) => ({ path, kind })),
    });
    const outputs = {
      "a.js": output(
        ["a.ts"],
        [
          ["b.js", "import-statement"],
          ["c.js", "dynamic-import"],
        ],
      ),
      "b.js": output(["b.ts"], [["a.js", "import-statement"]]),
      "c.js": output(["c.ts"], []),
    };
    expect([...loadedAtStart({ inputs: {}, outputs }, "a.js")]).toEqual(["a.ts", "b.ts"]);
  });
});
