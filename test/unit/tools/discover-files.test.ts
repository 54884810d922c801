import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { builtinThreatModel } from "../../../src/ots/threat-model.ts";
import { InputError } from "../../../src/syntax/input-error.ts";
import { type DiscoverOptions, discoverPaths } from "../../../src/tools/discover-files.ts";
import { isWalked } from "../../../src/tools/walk.ts";

let root: string;

const tool = (name: string) =>
  JSON.stringify({ name, description: "A tool.", inputSchema: { type: "object" } });

function write(files: Record<string, string | Uint8Array>): void {
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), content);
  }
}

const discover = (paths: string[] = [], options: DiscoverOptions = {}) =>
  discoverPaths(root, paths, builtinThreatModel, options);
const names = async (paths: string[] = [], options: DiscoverOptions = {}) =>
  (await discover(paths, options)).tools.map((found) => found.name);

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "discover-"));
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

describe("which files are looked at", () => {
  it("leaves copies of dependencies out, but not suppliers", async () => {
    write({
      "go.mod": "module a",
      "vendor/a.json": tool("copy"),
      "third_party/b.json": tool("other"),
      "src/vendor/c.json": tool("supplier"),
    });
    expect(await names()).toEqual(["supplier"]);
    expect(await isWalked(root, join(root, "vendor/a.json"), [])).toBe(false);
    expect(await isWalked(root, join(root, "src/vendor/c.json"), [])).toBe(true);
  });

  it("walks folders in order and names files from the root", async () => {
    write({ "b/two.json": tool("two"), "a.json": tool("one"), "b/notes.md": "x" });
    const { tools, stats } = await discover();
    expect(tools.map((found) => [found.source.file, found.name])).toEqual([
      ["a.json", "one"],
      ["b/two.json", "two"],
    ]);
    expect(stats).toMatchObject({ files: 2, parsed: 2, bytes: expect.any(Number) });
  });

  it("leaves out foreign code, build results, virtual environments and its own data", async () => {
    write({
      "node_modules/p/a.json": tool("module"),
      ".git/a.json": tool("git"),
      ".autosafe/a.json": tool("own"),
      "dist/a.json": tool("dist"),
      "env/pyvenv.cfg": "home = /usr",
      "env/a.json": tool("environment"),
      "src/a.json": tool("kept"),
    });
    expect(await names()).toEqual(["kept"]);
  });

  it("reads an installed package when asked to, dist and all, but not the packages inside it", async () => {
    write({
      ".gitignore": "node_modules/\n",
      "node_modules/p/dist/a.json": tool("module"),
      "node_modules/p/node_modules/q/a.json": tool("nested"),
    });
    expect(await names(["node_modules/p"])).toEqual(["module"]);
  });

  it("reads a build that has no source beside it, as packages are published", async () => {
    write({
      "p/package.json": "{}",
      "p/dist/a.json": tool("published"),
      "q/src/x.md": "",
      "q/dist/b.json": tool("built"),
      "r/tsconfig.json": "{}",
      "r/dist/c.json": tool("published_with_settings"),
      "s/tsconfig.json": "{}",
      "s/lib/x.ts": "",
      "s/dist/d.json": tool("built_too"),
    });
    expect(await names()).toEqual(["published", "published_with_settings"]);
    expect(await isWalked(root, join(root, "p/dist/a.json"), [])).toBe(true);
    expect(await isWalked(root, join(root, "q/dist/b.json"), [])).toBe(false);
  });

  it("honours .gitignore files, the inner ones last, and the caller's patterns", async () => {
    write({
      ".gitignore": "*.gen.json\n/private/\nlogs/*\n!logs/kept.json\n",
      "a.gen.json": tool("generated"),
      "private/a.json": tool("private"),
      "logs/a.json": tool("log"),
      "logs/kept.json": tool("kept"),
      "src/.gitignore": "!b.gen.json\nlocal.json\n",
      "src/b.gen.json": tool("wanted"),
      "src/local.json": tool("local"),
      "src/skip/a.json": tool("excluded"),
    });
    expect(await names([], { exclude: ["**/skip"] })).toEqual(["kept", "wanted"]);
    expect(await names(["src"], { exclude: ["src/skip/"] })).toEqual(["wanted"]);
  });

  it("reads a file that is named, whatever .gitignore says, and only once", async () => {
    write({ ".gitignore": "*.json\n", "a.json": tool("one"), "node_modules/b.json": tool("two") });
    expect(await names(["a.json", ".", "node_modules/b.json", join(root, "a.json")])).toEqual(["one", "two"]);
  });

  it("answers for one file what a walk would do", async () => {
    write({ ".gitignore": "gen/\n", "src/.gitignore": "x.json\n" });
    const walked = (file: string) => isWalked(root, join(root, file), ["skipped/**"]);
    expect(await walked("src/a.json")).toBe(true);
    expect(await walked("src/x.json")).toBe(false);
    expect(await walked("gen/deep/a.json")).toBe(false);
    expect(await walked("node_modules/p/a.json")).toBe(false);
    expect(await walked("skipped/a.json")).toBe(false);
    expect(await walked("../outside.json")).toBe(false);
  });

  it("does not follow links, so circles end and nothing outside is read", async () => {
    const outside = mkdtempSync(join(tmpdir(), "outside-"));
    writeFileSync(join(outside, "a.json"), tool("outside"));
    write({ "a/b/c.json": tool("inside") });
    symlinkSync(root, join(root, "a/b/up"));
    symlinkSync(outside, join(root, "a/out"));
    symlinkSync(join(outside, "a.json"), join(root, "a/link.json"));
    expect(await names()).toEqual(["inside"]);
    rmSync(outside, { recursive: true });
  });
});

describe("what cannot be read", () => {
  it("names a path that does not exist, and one that is neither file nor folder", async () => {
    await expect(discover(["nowhere/tools.json"])).rejects.toThrow(InputError);
    await expect(discover(["nowhere/tools.json"])).rejects.toThrow("nowhere/tools.json: it does not exist");
    symlinkSync(join(root, "loop"), join(root, "loop"));
    await expect(discover(["loop"])).rejects.toThrow("loop: symbolic links go in a circle");
    execFileSync("mkfifo", [join(root, "pipe.json")]);
    await expect(discover(["pipe.json"])).rejects.toThrow("pipe.json: neither a file nor a folder");
  });

  it("does not read a 200 MB file, and says how large it is", async () => {
    write({ "tools.json": tool("big"), "data.json": tool("data") });
    truncateSync(join(root, "tools.json"), 200 * 1024 * 1024);
    truncateSync(join(root, "data.json"), 6 * 1024 * 1024);
    const message = "200 MB; files above 5 MB are not read";
    expect((await discover(["tools.json"])).problems).toEqual([{ file: "tools.json", line: 1, message }]);
    expect((await discover()).problems).toEqual([
      { file: "data.json", line: 1, message: message.replace("200", "6") },
      { file: "tools.json", line: 1, message },
    ]);
  });

  it("tells of a file that is no JSON when it was named, not when it was come by", async () => {
    write({ "a.json": '{"a": 1,\n "b" 2}' });
    expect((await discover()).problems).toEqual([]);
    expect((await discover(["a.json"])).problems).toMatchObject([{ file: "a.json", line: 2, column: 6 }]);
  });

  it("says of a named file of another kind that nothing reads it", async () => {
    write({ "tool.rb": "def x; end" });
    expect((await discover(["tool.rb"])).problems).toMatchObject([{ file: "tool.rb", line: 1 }]);
  });

  it("reads UTF-16 and broken UTF-8, and leaves binary files", async () => {
    write({
      "utf16.json": Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(tool("wide"), "utf16le")]),
      "bom.json": `\uFEFF${tool("marked")}`,
      "latin1.json": Buffer.from(tool("caf\u00e9").replace("A tool.", "Caf\u00e9."), "latin1"),
      "binary.json": Buffer.from(`\0\0inputSchema${tool("hidden")}`),
    });
    const { tools, problems } = await discover();
    expect(tools.map((found) => found.name)).toEqual(["marked", "wide"]);
    expect(problems).toEqual([]);
    expect((await discover(["binary.json"])).problems).toMatchObject([
      { message: "the file is binary, not text" },
    ]);
    write({ "latin1.json": Buffer.from(tool("cafe").replace("A tool.", "Caf\u00e9."), "latin1") });
    expect((await discover(["latin1.json"])).problems).toMatchObject([
      { message: expect.stringContaining("UTF-8") },
    ]);
  });

  it.skipIf(process.getuid?.() === 0)("tells of files and folders without permission", async () => {
    write({ "locked/a.json": tool("a"), "b.json": tool("b") });
    chmodSync(join(root, "locked"), 0);
    chmodSync(join(root, "b.json"), 0);
    const { problems } = await discover();
    chmodSync(join(root, "locked"), 0o755);
    expect(problems.map((problem) => problem.file)).toEqual(["b.json", "locked"]);
    expect(problems[0]?.message).toContain("no permission");
  });
});

describe("progress and cancellation", () => {
  it("counts files as they are done", async () => {
    write(Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`${i}.json`, tool(`t${i}`)])));
    const seen: number[] = [];
    await discover([], { onProgress: (done) => seen.push(done) });
    expect(seen).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
  });

  it("stops when it is told to", async () => {
    write(Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`${i}.json`, tool(`t${i}`)])));
    const controller = new AbortController();
    const running = discover([], {
      signal: controller.signal,
      onProgress: (done) => done === 5 && controller.abort(),
    });
    await expect(running).rejects.toMatchObject({ name: "AbortError" });
    await expect(discover([], { signal: AbortSignal.abort() })).rejects.toMatchObject({ name: "AbortError" });
  });
});
