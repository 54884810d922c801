import { expect, it } from "vitest";
import { manifest } from "./manifest.ts";

it("asks for the very VS Code whose API it is typed against", () => {
  expect(manifest.engines.vscode).toBe(`^${manifest.devDependencies["@types/vscode"]}`);
});

it("pins what it is built with", () => {
  const loose = Object.entries(manifest.devDependencies).filter(([, version]) => !/^\d/.test(version));
  expect(loose).toEqual([]);
});
