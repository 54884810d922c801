import { describe, expect, it } from "vitest";
import { libraryVersions, parseRange } from "../../../src/analysis/library-versions.ts";

const from = (files: Record<string, string>, file = "src/app.py") =>
  libraryVersions(file, (path) => files[path]);

describe("versions of libraries", () => {
  it.each([
    ["==2.3.1", [2, 3, 1], [2, 3, 1, 1]],
    [">=2.3,<2.6", [2, 3], [2, 6]],
    ["^1.2.3", [1, 2, 3], [2]],
    ["^0.3.1", [0, 3, 1], [0, 4]],
    ["~1.2.3", [1, 2, 3], [1, 3]],
    ["~=1.4.5", [1, 4, 5], [1, 5]],
    ["==1.2.*", [1, 2], [1, 3]],
    ["<=3", undefined, [3, 1]],
    ["v3.14.1", [3, 14, 1], [3, 14, 1, 1]],
  ])("reads %s", (text, least, below) => {
    expect(parseRange(text)).toEqual({ ...(least && { least }), ...(below && { below }) });
  });

  it.each(["latest", "*", "workspace:^1.0.0", "1.x || 2.x", "1.0 - 2.0", "git+https://example.com/x.git#v1"])(
    "knows nothing of %s",
    (text) => {
      expect(parseRange(text)).toBeUndefined();
    },
  );

  it("reads what Python projects name their libraries in", () => {
    const stated = [
      { "requirements.txt": "numpy\ntorch[extra]==2.3.1 ; python_version > '3.9' # pinned\n" },
      { "requirements.txt": "torch==2.3.1 --hash=sha256:0123456789\n" },
      { "pyproject.toml": '[project]\ndependencies = ["numpy>=2", "torch>=2.0,<2.6"]\n' },
      {
        "pyproject.toml": '[tool.poetry.dependencies]\ntorch = "^2.3.0"\n',
        "poetry.lock": 'name = "torch"\nversion = "2.3.1"\n',
      },
      { "pyproject.toml": 'torch = { version = "~2.3", source = "cpu" }\n' },
      { "setup.py": 'setup(install_requires=["numpy", "torch<2.6"])\n' },
      { "uv.lock": '[[package]]\nname = "torch"\nversion = "2.5.1"\n', "pyproject.toml": '"torch>=2"' },
    ];
    expect(stated.map((files) => from(files).isBefore("torch", "2.6"))).toEqual(stated.map(() => true));
    expect(stated.map((files) => from(files).isFrom("torch", "2.6"))).toEqual(stated.map(() => false));
    expect(from({ "requirements.txt": "torchvision==0.1\ntorch>=2\n" }).isBefore("torch", "2.6")).toBe(false);
    expect(
      from({ "requirements.txt": "langgraph_core==1\nlanggraph-core==1\n" }).isFrom("langgraph", "1"),
    ).toBe(false);
  });

  it("reads locks and manifests of packages, the nearest first", () => {
    const lock =
      '{"packages": {"node_modules/js-yaml": { "version": "3.14.1" }, "node_modules/x/node_modules/js-yaml": { "version": "4.1.0" }}}';
    expect(from({ "package-lock.json": lock }, "src/a.ts").isBefore("js-yaml", "4")).toBe(true);
    const manifest = {
      "package.json": '{"dependencies": {"js-yaml": "^4.1.0"}}',
      "old/package.json": '{"dependencies": {"js-yaml": "^3.14.0"}}',
    };
    expect(from(manifest, "src/a.ts").isFrom("js-yaml", "4")).toBe(true);
    expect(from(manifest, "old/a.ts").isBefore("js-yaml", "4")).toBe(true);
    expect(from({}, "a.ts").isBefore("js-yaml", "4")).toBe(false);
  });
});
