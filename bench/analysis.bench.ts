import { spawnSync } from "node:child_process";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, relative } from "node:path";
import { analyzeText } from "../src/analysis/analyze.ts";
import { rules } from "../src/analysis/rules.ts";
import { scanFiles } from "../src/analysis/scan-files.ts";
import { createPolicy } from "../src/analysis/settings/policy.ts";
import { builtinThreatModel as model } from "../src/ots/threat-model.ts";
import { parseCode } from "../src/syntax/parsed.ts";
import { noFiles } from "../src/syntax/source-host.ts";
import { createDiscoveryProject } from "../src/tools/discovery-project.ts";
import { codeLanguageOf } from "../src/tools/hinted.ts";
import { createParsing } from "../src/tools/parsing.ts";
import type { BenchRow } from "./row.ts";

const known = new Set(rules.map(({ id }) => id));
const policy = createPolicy({ schemaVersion: 1 });

/** Packages of every CPython, 40,000 lines or so together, that a scan and Bandit read alike. */
const pythonPackages = [
  "asyncio",
  "email",
  "http",
  "logging",
  "multiprocessing",
  "unittest",
  "urllib",
  "xml",
];

/** The analyzer beside Bandit and eslint-plugin-security over the same files in one run, and one edit in a long file. */
export async function benchAnalysis(root: string): Promise<BenchRow[]> {
  return [...(await python(root)), ...(await script(root)), await edit()];
}

interface Cost {
  /** Of processor time, children included. */
  seconds: number;
  megabytes: number;
}

const measuring = `import resource, subprocess, sys
code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(code, used.ru_utime + used.ru_stime, used.ru_maxrss / (1024 if sys.platform != "darwin" else 1024 * 1024))`;

/** What a command costs; undefined when it cannot be started or fails. Exit code 1 says that there are findings. */
function costOf(command: readonly string[], cwd?: string): Cost | undefined {
  const run = spawnSync("python3", ["-c", measuring, ...command], { encoding: "utf8", ...(cwd && { cwd }) });
  const [code, seconds, megabytes] = (run.stdout ?? "").trim().split(" ").map(Number);
  return (code === 0 || code === 1) && seconds !== undefined && megabytes !== undefined
    ? { seconds, megabytes }
    : undefined;
}

/** Lines a second of processor time, in a process that is warm. */
async function rateOf(folder: string, lines: number): Promise<number> {
  await scanFiles(folder, [], { model, rules, known, policy });
  const before = process.cpuUsage();
  await scanFiles(folder, [], { model, rules, known, policy });
  const { user, system } = process.cpuUsage(before);
  return lines / ((user + system) / 1e6);
}

/** Lines a second of processor time that the parser alone takes for the same files, each parsed once: what no scan that parses beats. */
async function parserRate(folder: string, lines: number): Promise<number> {
  const files = readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  const before = process.cpuUsage();
  for (const file of files) {
    const language = codeLanguageOf(file);
    if (language !== undefined) {
      await parseCode(language, readFileSync(file, "utf8"));
    }
  }
  const { user, system } = process.cpuUsage(before);
  return lines / ((user + system) / 1e6);
}

/** Copies the files of one ending into a folder of its own, so that everybody reads the same; gives it with its lines. */
function gathered(from: readonly string[], ending: RegExp): { folder: string; lines: number } {
  const folder = mkdtempSync(join(tmpdir(), "autosafe-bench-"));
  let lines = 0;
  for (const source of from) {
    for (const entry of readdirSync(source, { withFileTypes: true, recursive: true })) {
      if (entry.isFile() && ending.test(entry.name)) {
        const path = join(entry.parentPath, entry.name);
        const target = join(folder, basename(source), relative(source, path));
        mkdirSync(dirname(target), { recursive: true });
        copyFileSync(path, target);
        lines += readFileSync(path, "latin1").split("\n").length;
      }
    }
  }
  return { folder, lines };
}

async function python(root: string): Promise<BenchRow[]> {
  const script = "import sysconfig; print(sysconfig.get_path('stdlib'))";
  const library = spawnSync("python3", ["-c", script], { encoding: "utf8" }).stdout?.trim();
  if (!library) {
    return [row("analysis, Python", "not measured: no python3", undefined)];
  }
  const { folder, lines } = gathered(
    pythonPackages.map((name) => join(library, name)),
    /\.py$/,
  );
  try {
    const peer = costOf(["bandit", "-q", "-r", folder]);
    const rates = { scan: await rateOf(folder, lines), parser: await parserRate(folder, lines) };
    return [compared("analysis, Python", lines, rates, ownCost(root, folder), peer, "Bandit")];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function script(root: string): Promise<BenchRow[]> {
  const { folder, lines } = gathered([join(root, "node_modules", "openai")], /\.m?js$/);
  try {
    const eslint = eslintFolder(root);
    const options = ["--no-config-lookup", "-c", join(eslint ?? "", "eslint.config.mjs")];
    const program = join(eslint ?? "", "node_modules", "eslint", "bin", "eslint.js");
    // ESLint reads what lies below the folder it is started in.
    const peer =
      eslint === undefined ? undefined : costOf([process.execPath, program, ...options, "."], folder);
    const rates = { scan: await rateOf(folder, lines), parser: await parserRate(folder, lines) };
    return [
      compared("analysis, JavaScript", lines, rates, ownCost(root, folder), peer, "eslint-plugin-security"),
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function ownCost(root: string, folder: string): Cost | undefined {
  const cli = join(root, "dist", "cli.js");
  return existsSync(cli)
    ? costOf([process.execPath, cli, "scan", folder, "--fail-on", "never"], folder)
    : undefined;
}

/** ESLint with the plug-in, in a folder of its own that git does not see; undefined when it cannot be installed. */
function eslintFolder(root: string): string | undefined {
  const folder = join(root, "out", "bench-eslint");
  if (!existsSync(join(folder, "node_modules", "eslint"))) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "package.json"), '{ "private": true, "type": "module" }');
    const packages = ["eslint@9", "eslint-plugin-security@3"];
    const install = spawnSync("npm", ["install", "--silent", "--no-audit", "--no-fund", ...packages], {
      cwd: folder,
    });
    if (install.status !== 0) {
      return undefined;
    }
  }
  const config = [
    'import security from "eslint-plugin-security";',
    'export default [{ ...security.configs.recommended, files: ["**/*.js", "**/*.mjs"] }];',
  ].join("\n");
  writeFileSync(join(folder, "eslint.config.mjs"), config);
  return folder;
}

function compared(
  what: string,
  lines: number,
  rates: { scan: number; parser: number },
  own: Cost | undefined,
  peer: Cost | undefined,
  name: string,
): BenchRow {
  const costs = ({ seconds, megabytes }: Cost) => `${seconds.toFixed(1)} s, ${megabytes.toFixed(0)} MB`;
  const times = own && peer && peer.seconds / own.seconds;
  const beside = [
    own === undefined ? "command not built" : `command ${costs(own)}`,
    peer === undefined ? `${name} not installed` : `${name} ${costs(peer)}`,
    ...(times === undefined ? [] : [`${times.toFixed(1)}x`]),
  ].join("; ");
  return row(
    what,
    `${thousands(rates.scan)} lines/s (${lines} lines; the parser alone on all of them ${thousands(rates.parser)}); ${beside}`,
    rates.scan >= 160_000 && (times === undefined || times >= 10),
  );
}

function thousands(rate: number): string {
  return `${Math.round(rate / 1000)},000`;
}

function row(what: string, figure: string, met: boolean | undefined): BenchRow {
  return {
    what,
    figure,
    target: "160,000 lines/s and 10x the peer, processor time",
    met,
    reason:
      "The parser alone is slower than the target on files that have to be parsed. Of a scan of Python a third is parsing, a quarter flows, a sixth looking for " +
      "words; of JavaScript half is flows: every file works out anew what it imports, because how far a flow is followed depends on where it begins.",
  };
}

/** One changed character in a file of 2,000 lines full of tools, of a project that stays open as in the editor. */
async function edit(): Promise<BenchRow> {
  const tool = (n: number) =>
    `@mcp.tool()\ndef read_${n}(name: str) -> str:\n    """Read number ${n}."""\n    path = ROOT / name\n    if not name:\n        raise ValueError(name)\n    return path.read_text()\n\n\n`;
  const head =
    'from pathlib import Path\nfrom mcp.server.fastmcp import FastMCP\nmcp = FastMCP("x")\nROOT = Path("notes")\n\n\n';
  const text = head + Array.from({ length: 222 }, (_, n) => tool(n)).join("");
  const project = createDiscoveryProject(noFiles);
  const times: number[] = [];
  for (let n = 0; n < 32; n++) {
    const source = { file: "server.py", text: text.replace("number 100", `number 100${n}`) };
    const start = process.cpuUsage();
    const analysis = await analyzeText(source, { model, rules, parsing: createParsing(source, project) });
    const { user, system } = process.cpuUsage(start);
    times.push((user + system) / 1000);
    analysis.dispose();
  }
  project.clear();
  const median = times.slice(10).sort((a, b) => a - b)[11] ?? 0;
  return {
    what: "analysis, one edit in 2,000 lines with 222 tools",
    figure: `${median.toFixed(0)} ms of processor time`,
    target: "under 50 ms",
    met: median < 50,
    reason:
      "The tree is parsed anew in part only and functions keep what they do, but discovery and the rules go through the whole file again.",
  };
}
