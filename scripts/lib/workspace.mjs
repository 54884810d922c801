// Throw-away places for editors under test.
import { rmSync } from "node:fs";
import { cp, mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { examples } from "./paths.mjs";

/**
 * A new folder in the system's temporary folder. Not in the project: sockets in user-data folders must have short
 * paths, and the editor watches what lies in the workspace.
 */
export async function temporary(name) {
  const folder = await realpath(await mkdtemp(join(tmpdir(), `autosafe-${name}-`)));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
  return folder;
}

/** Copies the example workspace, without what earlier runs left in it, to `folder`. */
export async function copyExamples(folder) {
  const keep = (path) => basename(path) === "threat-model.json";
  const generated = (path) =>
    path.includes(`${join(examples, ".autosafe")}`) && basename(path) !== ".autosafe";
  await cp(examples, folder, { recursive: true, filter: (path) => !generated(path) || keep(path) });
  return folder;
}

/** Removes folders; a file that is still held open is no reason to fail. */
export async function discard(...folders) {
  await Promise.all(
    folders.map((path) => rm(path, { recursive: true, force: true, maxRetries: 5 }).catch(() => {})),
  );
}
