import * as vscode from "vscode";
import type { ThreatModel } from "../../ots/threat-model.ts";
import type { Discovery } from "../../tools/discover.ts";
import type { Project } from "./project.ts";

/** Endings of the files that discovery reads, as a glob. */
export const readableFiles = "**/*.{py,pyi,ts,mts,cts,tsx,js,mjs,cjs,jsx,json,jsonc,yaml,yml}";
const maxFiles = 20_000;
const maxBytes = 5 * 1024 * 1024;

/** Finds the tools of a folder that is not on a disk, through the editor's file system. */
export async function discoverVirtual(
  project: Project,
  model: ThreatModel,
  exclude: readonly string[],
  signal: AbortSignal,
): Promise<Discovery> {
  const { discoverInText } = await import("../../tools/discover.ts");
  const source = new vscode.CancellationTokenSource();
  signal.addEventListener("abort", () => source.cancel(), { once: true });
  const pattern = (glob: string) => new vscode.RelativePattern(project.folder, glob);
  // Patterns are anchored for `.gitignore`; the editor wants them without the slash.
  const globs = [
    "**/node_modules/**",
    ...exclude.map((glob) => glob.replace(/^\//, "").replace(/\/$/, "/**")),
  ];
  const uris = await vscode.workspace.findFiles(
    pattern(readableFiles),
    pattern(`{${globs.join(",")}}`),
    maxFiles,
    source.token,
  );
  const found: Discovery = { tools: [], servers: [], permissions: [], problems: [] };
  const decoder = new TextDecoder();
  for (const uri of uris.sort((a, b) => (a.path < b.path ? -1 : 1))) {
    signal.throwIfAborted();
    const file = project.fileOf(uri);
    try {
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
