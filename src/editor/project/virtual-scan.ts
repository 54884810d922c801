import * as vscode from "vscode";
import type { ThreatModel } from "../../ots/threat-model.ts";
import { languageOf } from "../../syntax/language.ts";
import type { Discovery } from "../../tools/discover.ts";
import type { Project } from "./project.ts";

/** Endings of the files that discovery reads, as a glob. */
export const readableFiles = "**/*.{py,pyi,ts,mts,cts,tsx,js,mjs,cjs,jsx,json,jsonc,yaml,yml}";
const maxFiles = 20_000;
const maxBytes = 5 * 1024 * 1024;
const maxDepth = 40;

/** Finds the tools of a folder that is not on a disk, through the editor's file system. */
export async function discoverVirtual(
  project: Project,
  model: ThreatModel,
  exclude: readonly string[],
  signal: AbortSignal,
): Promise<Discovery> {
  const { discoverInText } = await import("../../tools/discover.ts");
  const found: Discovery = { tools: [], servers: [], permissions: [], problems: [] };
  const decoder = new TextDecoder();
  for await (const file of walk(project, exclude, signal)) {
    try {
      const uri = project.uriOf(file);
      const { size } = await vscode.workspace.fs.stat(uri);
      if (size <= maxBytes) {
        const text = decoder.decode(await vscode.workspace.fs.readFile(uri));
        const { tools, servers, permissions, problems } = await discoverInText({ file, text }, model);
        found.tools.push(...tools);
        found.servers.push(...servers);
        found.permissions.push(...permissions);
        found.problems.push(...problems);
      }
    } catch (error) {
      found.problems.push({ file, line: 1, message: error instanceof Error ? error.message : String(error) });
    }
  }
  return found;
}

/** Readable files of the folder in name order. `workspace.findFiles` answers only where a search provider is installed. */
async function* walk(
  project: Project,
  exclude: readonly string[],
  signal: AbortSignal,
): AsyncGenerator<string> {
  const [{ foreignFolders }, { default: ignore }] = await Promise.all([
    import("../../tools/walk.ts"),
    import("ignore"),
  ]);
  const excluded = ignore().add([...exclude]);
  const pending = [""];
  let files = 0;
  for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
    signal.throwIfAborted();
    const entries = await vscode.workspace.fs.readDirectory(project.uriOf(folder)).then(
      (all) => all.sort(([a], [b]) => (a < b ? -1 : 1)),
      () => [],
    );
    const folders: string[] = [];
    for (const [name, type] of entries) {
      const path = folder === "" ? name : `${folder}/${name}`;
      // Exactly these types: a link to either could lead round in a circle.
      if (type === vscode.FileType.Directory) {
        const isOwn = !foreignFolders.has(name) && !excluded.ignores(`${path}/`);
        folders.push(...(isOwn && path.split("/").length <= maxDepth ? [path] : []));
      } else if (type === vscode.FileType.File && languageOf(name) !== undefined && !excluded.ignores(path)) {
        if (++files > maxFiles) {
          return;
        }
        yield path;
      }
    }
    pending.push(...folders.reverse());
  }
}
