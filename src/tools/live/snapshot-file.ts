import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { ServerDefinition } from "../../ots/server.ts";

const snapshotFolder = ".autosafe/mcp";

/** Path of a server's snapshot in its workspace folder. Servers of one name in several files keep apart. */
export function snapshotFile({ id, name }: Pick<ServerDefinition, "id" | "name">): string {
  const slug = name.replaceAll(/[^\w.-]+/g, "-").slice(0, 60);
  return `${snapshotFolder}/${slug}.${id.slice(-6).replaceAll(/\W/g, "_")}.tools.json`;
}

export function isSnapshotFile(file: string): boolean {
  return /^\.autosafe\/mcp\/[^/]+\.tools\.json$/.test(file);
}

/** Absolute paths of the snapshots of a folder, in name order; none when there is no such folder. */
export async function snapshotsIn(root: string): Promise<string[]> {
  const names = await readdir(join(root, snapshotFolder)).catch(() => []);
  return names
    .map((name) => `${snapshotFolder}/${name}`)
    .filter(isSnapshotFile)
    .sort()
    .map((file) => join(root, file));
}
