import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { projectDocuments } from "../../../../src/pipeline/lookups/project-documents.ts";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) {
    rmSync(folder, { recursive: true, force: true });
  }
});

function folderWith(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), "autosafe-documents-"));
  folders.push(folder);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, path, ".."), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

it("finds policies, instructions for agents and READMEs, in a stable order", async () => {
  const folder = folderWith({
    "README.md": "# Shop",
    "AGENTS.md": "Ask first.",
    "refund-policy.md": "Up to $50.",
    "notes.md": "private",
    "src/policy.md": "not looked for here",
    "docs/limits.txt": "Ten a day.",
    ".github/copilot-instructions.md": "Be brief.",
  });
  expect((await projectDocuments(folder)).map(({ file }) => file)).toEqual([
    "AGENTS.md",
    "README.md",
    "refund-policy.md",
    ".github/copilot-instructions.md",
    "docs/limits.txt",
  ]);
});

it("follows no links, leaves out what is no text, and cuts what is long", async () => {
  const folder = folderWith({ "README.md": "x".repeat(1_000_000), "policy.md": "a\0b" });
  const secret = folderWith({ key: "secret" });
  symlinkSync(join(secret, "key"), join(folder, "SECURITY.md"));
  const documents = await projectDocuments(folder);
  expect(documents.map(({ file, text }) => [file, text.length])).toEqual([["README.md", 200_000]]);
  expect(await projectDocuments(join(folder, "nowhere"))).toEqual([]);
});
