import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { builtinThreatModel as model } from "../../../src/ots/threat-model.ts";
import { type ToolSpec, toolSpec } from "../../../src/ots/tool.ts";
import { discoverPaths } from "../../../src/tools/discover-files.ts";
import { projects } from "../../../test/unit/simulators/tools.ts";

export interface Corpus {
  name: string;
  tools: readonly ToolSpec[];
}

const root = join(import.meta.dirname, "../../..");
const run = promisify(execFile);

/** Packages nobody here wrote, at fixed versions so that the figures can be compared. */
const packages = [
  "@modelcontextprotocol/server-filesystem@2026.8.31",
  "@modelcontextprotocol/server-memory@2026.8.31",
  "firecrawl-mcp@3.26.0",
  "@notionhq/notion-mcp-server@2.5.2",
];

async function toolsIn(folder: string, paths: readonly string[]): Promise<ToolSpec[]> {
  return (await discoverPaths(folder, paths, model)).tools.map(toolSpec);
}

/** The tools of one published package, unpacked in a folder that is gone again afterwards; nothing of it is run. */
async function ofPackage(spec: string): Promise<Corpus> {
  const folder = await mkdtemp(join(tmpdir(), "autosafe-quality-"));
  try {
    const { stdout } = await run("npm", ["pack", spec, "--silent", "--ignore-scripts"], { cwd: folder });
    await run("tar", ["xzf", stdout.trim().split("\n").at(-1) ?? ""], { cwd: folder });
    return { name: spec, tools: await toolsIn(folder, ["package"]) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The examples, the fixture tools, and published packages; those that cannot be fetched are named in `missing`. */
export async function corpora(): Promise<{ corpora: Corpus[]; missing: string[] }> {
  const found: Corpus[] = [
    { name: "examples/", tools: await toolsIn(root, ["examples"]) },
    { name: "fixture tools", tools: projects().flatMap(({ tools }) => tools) },
  ];
  const missing: string[] = [];
  for (const spec of packages) {
    try {
      found.push(await ofPackage(spec));
    } catch {
      missing.push(spec);
    }
  }
  return { corpora: found, missing };
}
