import * as vscode from "vscode";
import type { ThreatModel } from "../../ots/threat-model.ts";
import type { Problem } from "../../syntax/problem.ts";
import type { FolderDiscovery, Reading } from "../../tools/discover-files.ts";
import { mayDefineTools } from "../../tools/tool-language.ts";
import type { Project } from "./project.ts";

/** Endings of the files that discovery reads, as a glob. */
export const readableFiles = "**/*.{py,pyi,ts,mts,cts,tsx,js,mjs,cjs,jsx,json,jsonc,yaml,yml,go,cs}";
const maxFiles = 20_000;
const maxBytes = 5 * 1024 * 1024;
/** Bytes of all texts together; what comes after is not read. */
const maxKept = 64 * 1024 * 1024;
const maxDepth = 40;

/** Finds the tools of a folder that is not on a disk, through the editor's file system. */
export async function discoverVirtual(
  project: Project,
  model: ThreatModel,
  exclude: readonly string[],
  signal: AbortSignal,
): Promise<Pick<FolderDiscovery, "readings" | "tools" | "servers" | "problems">> {
  const { discoverInText } = await import("../../tools/discover.ts");
  const problems: Problem[] = [];
  const readings = new Map<string, Reading>();
  const texts = project.virtualFiles;
  texts.clear();
  const attempt = async (file: string, work: () => Promise<void>) => {
    try {
      await work();
    } catch (error) {
      problems.push({ file, line: 1, message: error instanceof Error ? error.message : String(error) });
    }
  };
  // All texts first: imports are followed without waiting, and such a file system can only be asked by waiting.
  let kept = 0;
  for await (const file of walk(project, exclude, signal)) {
    await attempt(file, async () => {
      const uri = project.uriOf(file);
      const { size } = await vscode.workspace.fs.stat(uri);
      kept += size <= maxBytes ? size : 0;
      if (size <= maxBytes && kept <= maxKept) {
        texts.set(file, new TextDecoder().decode(await vscode.workspace.fs.readFile(uri)));
      }
    });
  }
  const discovery = await project.discovery();
  for (const [file, text] of texts) {
    signal.throwIfAborted();
    await attempt(file, async () => {
      const found = await discoverInText({ file, text }, model, discovery);
      problems.push(...found.problems);
      readings.set(file, found);
    });
  }
  const all = [...readings.values()];
  return {
    tools: all.flatMap(({ tools }) => tools),
    servers: all.flatMap(({ servers }) => servers),
    problems,
    readings,
  };
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
      } else if (type === vscode.FileType.File && mayDefineTools(name) && !excluded.ignores(path)) {
        if (++files > maxFiles) {
          return;
        }
        yield path;
      }
    }
    pending.push(...folders.reverse());
  }
}
