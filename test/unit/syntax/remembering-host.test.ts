import { expect, test } from "vitest";
import { rememberingHost, type SourceHost } from "../../../src/syntax/source-host.ts";

function counting(files: Record<string, string>): { host: SourceHost; reads: string[] } {
  const reads: string[] = [];
  const host: SourceHost = {
    read(file) {
      reads.push(file);
      return files[file];
    },
    isFile: (file) => file in files,
    folders: () => [],
    files: () => [],
  };
  return { host, reads };
}

test("a file is read once, one that is missing as well", () => {
  const { host, reads } = counting({ "a.py": "a = 1" });
  const remembering = rememberingHost(host, 100);
  const found = [1, 2, 3].map(() => [remembering.read("a.py"), remembering.read("b.py")]);
  expect(found).toEqual(Array.from({ length: 3 }, () => ["a = 1", undefined]));
  expect(reads).toEqual(["a.py", "b.py"]);
  expect(remembering.isFile("a.py")).toBe(true);
});

test("what has changed is read anew", () => {
  const files = { "a.py": "a = 1" };
  const { host } = counting(files);
  const remembering = rememberingHost(host, 100);
  remembering.read("a.py");
  files["a.py"] = "a = 2";
  expect(remembering.read("a.py")).toBe("a = 1");
  remembering.changed?.("a.py");
  expect(remembering.read("a.py")).toBe("a = 2");
});

test("no more is remembered than allowed", () => {
  const { host, reads } = counting({ "a.py": "x".repeat(60), "b.py": "y".repeat(60) });
  const remembering = rememberingHost(host, 100);
  expect(["a.py", "b.py", "a.py", "b.py"].map((file) => remembering.read(file)?.[0])).toEqual([
    "x",
    "y",
    "x",
    "y",
  ]);
  expect(reads).toEqual(["a.py", "b.py", "a.py", "b.py"]);
});
