import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { analyzeText } from "../src/analysis/analyze.ts";
import { rules } from "../src/analysis/rules.ts";
import { scanFiles } from "../src/analysis/scan-files.ts";
import { createPolicy } from "../src/analysis/settings/policy.ts";
import { builtinThreatModel as model } from "../src/ots/threat-model.ts";
import { walkFiles } from "../src/tools/walk.ts";
import type { BenchRow } from "./row.ts";

const known = new Set(rules.map(({ id }) => id));

/** The analyzer beside Bandit and eslint-plugin-security over the same files in one run, and one edit in a long file. */
export async function benchAnalysis(root: string): Promise<BenchRow[]> {
  return [...(await python()), ...(await script(root)), await edit()];
}

async function linesUnder(folder: string, ending: RegExp): Promise<number> {
  let lines = 0;
  const options = { exclude: [], accepts: (path: string) => ending.test(path), onProblem: () => {} };
  for await (const path of walkFiles(folder, folder, options)) {
    lines += readFileSync(path, "utf8").split("\n").length;
  }
  return lines;
}

async function measured(folder: string): Promise<number> {
  const policy = createPolicy({ schemaVersion: 1 });
  await scanFiles(folder, [], { model, rules, known, policy }); // grammars and code warm up
  return (await scanFiles(folder, [], { model, rules, known, policy })).stats.milliseconds / 1000;
}

/** The standard library of the Python that is there. */
async function python(): Promise<BenchRow[]> {
  const script = "import sysconfig; print(sysconfig.get_path('stdlib'))";
  const folder = spawnSync("python3", ["-c", script], { encoding: "utf8" }).stdout?.trim();
  if (!folder) {
    return [row("analysis, Python", "not measured: no python3", undefined)];
  }
  const path = join(folder, "asyncio");
  const lines = await linesUnder(path, /\.py$/);
  const seconds = await measured(path);
  const start = performance.now();
  const peer = spawnSync("bandit", ["-q", "-r", path], { encoding: "utf8" });
  const peerSeconds = (performance.now() - start) / 1000;
  return [
    compared(
      "analysis, Python",
      lines,
      seconds,
      peer.error === undefined ? peerSeconds : undefined,
      "Bandit",
    ),
  ];
}

async function script(root: string): Promise<BenchRow[]> {
  const path = join(root, "node_modules", "openai");
  const lines = await linesUnder(path, /\.[cm]?[jt]s$/);
  const seconds = await measured(path);
  const peer = eslintFolder(root);
  const start = performance.now();
  const run =
    peer === undefined
      ? undefined
      : spawnSync("npx", ["eslint", "--no-config-lookup", "-c", "eslint.config.mjs", path], {
          cwd: peer,
          encoding: "utf8",
        });
  const peerSeconds = (performance.now() - start) / 1000;
  const isMeasured = run !== undefined && (run.status === 0 || run.status === 1);
  return [
    compared(
      "analysis, JavaScript",
      lines,
      seconds,
      isMeasured ? peerSeconds : undefined,
      "eslint-plugin-security",
    ),
  ];
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
    'export default [{ ...security.configs.recommended, files: ["**/*.js", "**/*.mjs"], ignores: [] }, { ignores: ["!**/node_modules/"] }];',
  ].join("\n");
  writeFileSync(join(folder, "eslint.config.mjs"), config);
  return folder;
}

function compared(
  what: string,
  lines: number,
  seconds: number,
  peer: number | undefined,
  name: string,
): BenchRow {
  const rate = Math.round(lines / seconds);
  const beside = peer === undefined ? `${name} not installed` : `${(peer / seconds).toFixed(1)}x ${name}`;
  return row(
    what,
    `${rate} lines/s, ${beside} (${lines} lines)`,
    rate >= 160_000 && (peer === undefined || peer / seconds >= 10),
  );
}

function row(what: string, figure: string, met: boolean | undefined): BenchRow {
  return { what, figure, target: "160,000 lines/s and 10x the peer", met };
}

/** Everything again for one changed character in a file of 2,000 lines full of tools. */
async function edit(): Promise<BenchRow> {
  const tool = (n: number) =>
    `@mcp.tool()\ndef read_${n}(name: str) -> str:\n    """Read number ${n}."""\n    path = ROOT / name\n    if not name:\n        raise ValueError(name)\n    return path.read_text()\n\n\n`;
  const head =
    'from pathlib import Path\nfrom mcp.server.fastmcp import FastMCP\nmcp = FastMCP("x")\nROOT = Path("notes")\n\n\n';
  const text = head + Array.from({ length: 222 }, (_, n) => tool(n)).join("");
  const times: number[] = [];
  for (let n = 0; n < 12; n++) {
    const changed = text.replace("number 100", `number 100${n}`);
    const start = performance.now();
    const analysis = await analyzeText({ file: "server.py", text: changed }, { model, rules });
    times.push(performance.now() - start);
    analysis.dispose();
  }
  const median = times.slice(2).sort((a, b) => a - b)[5] ?? 0;
  return {
    what: "analysis, one edit in 2,000 lines with 222 tools",
    figure: `${median.toFixed(0)} ms`,
    target: "under 50 ms",
    met: median < 50,
  };
}
