import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { baselineFile, compareWithBaseline, readBaseline, writeBaseline } from "../analysis/baseline.ts";
import { type Finding, type FindingSeverity, findingSeverities } from "../analysis/finding.ts";
import { counted, type Report } from "../analysis/reports/report.ts";
import { reportWriters } from "../analysis/reports.ts";
import { type FilesScan, scanFiles } from "../analysis/scan-files.ts";
import { knownRules } from "../analysis/scan-text.ts";
import { InputError } from "../syntax/input-error.ts";
import { formatProblem } from "../syntax/problem.ts";
import { type ChangedLines, changedLines, isCommit, touches } from "./changed.ts";
import type { Command, CommandIo, ParsedCommandLine } from "./command.ts";
import { type Fixing, planFixes, safeFix, unifiedDiff, writeFixes } from "./fixes.ts";
import { progressBar } from "./progress.ts";
import { projectThreatModel, reportProblems } from "./project.ts";
import { type Roots, rootsOf } from "./roots.ts";
import { type ProjectRules, projectRules } from "./rule-settings.ts";
import { shownProblems, shownReport } from "./shown-files.ts";
import { openSink } from "./sink.ts";
import { listOf, stringValue } from "./values.ts";

export const scanCommand: Command = {
  name: "scan",
  usage: "[paths…] [--format F] [--output FILE] [--changed [REF]] [--baseline FILE] [--fix]",
  summary: "Finds unsafe agent code, tool definitions and configurations (default: in the current folder).",
  options: {
    format: {
      type: "string",
      value: "F",
      help: `${reportWriters.map(({ id }) => id).join(", ")} (default: text)`,
    },
    output: { type: "string", value: "FILE", help: "write the report to a file (default: standard output)" },
    rules: { type: "string", value: "IDS", help: "only these rules, separated by commas" },
    severity: {
      type: "string",
      value: "S",
      help: "report error, warning (default) or info, and what is graver",
    },
    "fail-on": { type: "string", value: "S", help: "exit 1 on error (default), warning, info, or never" },
    baseline: {
      type: "string",
      value: "FILE",
      help: `known findings (default: ${baselineFile}, when it is there)`,
    },
    "write-baseline": { type: "boolean", help: "take all findings into the baseline and exit 0" },
    changed: {
      type: "string",
      value: "REF",
      valueIsOptional: true,
      help: "only lines changed since a commit (default: HEAD)",
    },
    fix: { type: "boolean", help: "apply safe rewrites, then report what is left" },
    "dry-run": { type: "boolean", help: "with --fix: print the changes as a diff, change nothing" },
  },
  maxPositionals: Number.POSITIVE_INFINITY,
  async run(line, io) {
    const request = await readRequest(line, io);
    const scan = await scanWithProgress(request, io);
    if (line.values["write-baseline"]) {
      return takeBaseline(request, scan, io);
    }
    if (line.values.fix) {
      const fixing = await planFixesOf(request, scan, io);
      if (line.values["dry-run"]) {
        io.out(unifiedDiff(fixing));
        reportProblems(shownProblems(fixing.problems, request.shown), io);
        io.err(`${countOf(fixing.fixed, fixing.files.length)} would be fixed\n`);
        return exitCode(request, reported(request, scan));
      }
      const unwritten = await writeFixes(request.root, fixing);
      reportProblems(shownProblems([...fixing.problems, ...unwritten], request.shown), io);
      io.err(`${countOf(fixing.fixed, fixing.files.length - unwritten.length)} fixed\n`);
      return write(request, await scanWithProgress(request, io), io);
    }
    return write(request, scan, io);
  },
};

interface Request extends Roots {
  rules: ProjectRules;
  writer: (typeof reportWriters)[number];
  output: string | undefined;
  severity: FindingSeverity;
  failOn: FindingSeverity | "never";
  baseline: { file: string; known: ReadonlySet<string> };
  changed: ChangedLines | undefined;
}

async function readRequest(line: ParsedCommandLine, io: CommandIo): Promise<Request> {
  if (line.values["dry-run"] && !line.values.fix) {
    throw new InputError("--dry-run goes with --fix");
  }
  const [format = "text"] =
    listOf(
      line,
      "format",
      reportWriters.map(({ id }) => id),
    ) ?? [];
  const writer = reportWriters.find(({ id }) => id === format);
  if (writer === undefined) {
    throw new InputError(`--format: unknown "${format}"`);
  }
  const [severity = "warning"] = listOf(line, "severity", findingSeverities) ?? [];
  const [failOn = "error"] = listOf(line, "fail-on", [...findingSeverities, "never"] as const) ?? [];
  const { roots, changed } = await readChanged(line, io.cwd);
  const all = await projectRules(roots.root);
  const only = listOf(
    line,
    "rules",
    all.rules.map(({ id }) => id),
  );
  const rules = only === undefined ? all : { ...all, rules: all.rules.filter(({ id }) => only.includes(id)) };
  return {
    ...roots,
    rules,
    writer,
    output: stringValue(line, "output"),
    severity,
    failOn,
    baseline: await readBaselineOption(line, roots, io),
    changed,
  };
}

/** `--changed word`: the word is a commit, or else the first path. */
async function readChanged(line: ParsedCommandLine, cwd: string) {
  const word = stringValue(line, "changed");
  const isPath =
    word !== undefined && word !== "" && existsSync(resolve(cwd, word)) && !(await isCommit(cwd, word));
  const roots = rootsOf(cwd, [...(isPath ? [word] : []), ...line.positionals]);
  const commit = word === "" || isPath ? "HEAD" : word;
  return { roots, changed: commit === undefined ? undefined : await changedLines(roots.root, commit) };
}

async function readBaselineOption(
  line: ParsedCommandLine,
  { root }: Roots,
  io: CommandIo,
): Promise<Request["baseline"]> {
  const named = stringValue(line, "baseline");
  const file = named === undefined ? resolve(root, baselineFile) : resolve(io.cwd, named);
  if (!existsSync(file)) {
    if (named !== undefined && !line.values["write-baseline"]) {
      throw new InputError(`${named}: no such file; --write-baseline makes it`);
    }
    return { file, known: new Set() };
  }
  const { known, problems } = readBaseline(named ?? baselineFile, await readFile(file, "utf8"));
  if (problems.length > 0 && !line.values["write-baseline"]) {
    throw new InputError(problems.map(formatProblem).join("\n"));
  }
  return { file, known };
}

/** @param texts of files that stand for what is on disk; only these are scanned then. */
async function scanWithProgress(
  { root, paths, rules, changed }: Request,
  io: CommandIo,
  texts?: ReadonlyMap<string, string>,
): Promise<FilesScan> {
  const progress = progressBar(io, "Scanning");
  const only = texts ?? changed;
  try {
    return await scanFiles(root, paths, {
      ...rules,
      model: await projectThreatModel(root),
      signal: io.signal,
      onProgress: (done) => progress.update(done, 0),
      only: only && ((file) => only.has(file)),
      texts,
    });
  } finally {
    progress.end();
  }
}

/** The rewrites of what is reported. Lines move as files are mended, so later on a finding is known by its fingerprint. */
async function planFixesOf(request: Request, scan: FilesScan, io: CommandIo): Promise<Fixing> {
  const findings = reported(request, scan);
  const prints = new Set(findings.map(({ fingerprint }) => fingerprint));
  const isAsked = ({ fingerprint }: Finding) =>
    prints.has(fingerprint) || (request.changed === undefined && !request.baseline.known.has(fingerprint));
  return planFixes(request.root, { findings, fixes: scan.fixes }, async (texts) => {
    const next = await scanWithProgress(request, io, texts);
    return { findings: next.findings.filter(isAsked), fixes: next.fixes };
  });
}

/** `3 findings in 1 file` */
function countOf(findings: number, files: number): string {
  return `${counted(findings, "finding")} in ${counted(files, "file")}`;
}

/** Findings that the command line asks for, whatever the baseline says. */
function asked({ changed }: Request, { findings }: FilesScan): Finding[] {
  return findings.filter((finding) => changed === undefined || touches(changed, finding));
}

function reported(request: Request, scan: FilesScan): Finding[] {
  return compareWithBaseline(asked(request, scan), request.baseline.known).fresh;
}

function isAtLeast(severity: FindingSeverity, least: FindingSeverity): boolean {
  return findingSeverities.indexOf(severity) <= findingSeverities.indexOf(least);
}

function exitCode({ failOn }: Request, findings: readonly Finding[]): number {
  return failOn !== "never" && findings.some(({ severity }) => isAtLeast(severity, failOn)) ? 1 : 0;
}

async function write(request: Request, scan: FilesScan, io: CommandIo): Promise<number> {
  const { fresh, known } = compareWithBaseline(asked(request, scan), request.baseline.known);
  const shown = fresh.filter(({ severity }) => isAtLeast(severity, request.severity));
  const lines = new Map<string, string[]>();
  const report: Report = {
    findings: shown,
    silenced: scan.silenced,
    baselined: known,
    problems: scan.problems,
    rules: knownRules(request.rules.rules),
    stats: { files: scan.stats.files, milliseconds: Math.round(scan.stats.milliseconds) },
    fixOf: (finding) => safeFix(scan.fixes.get(finding)),
    lineOf(file, line) {
      const known = lines.get(file) ?? scan.texts.get(file)?.split(/\r\n|\n|\r/) ?? [];
      lines.set(file, known);
      return known[line];
    },
  };
  const sink = await openSink(request.output, io);
  await sink.write(
    request.writer.write(shownReport(report, request.shown), {
      colour: request.output === undefined && io.outHasColours,
    }),
  );
  await sink.close();
  const hidden = fresh.length - shown.length;
  if (hidden > 0) {
    io.err(`${hidden} milder findings not shown; --severity info shows all\n`);
  }
  if (request.output !== undefined) {
    io.err(`${countOf(shown.length, scan.stats.files)}, written to ${request.output}\n`);
  }
  return exitCode(request, fresh);
}

async function takeBaseline(
  { root, baseline }: Request,
  { findings }: FilesScan,
  io: CommandIo,
): Promise<number> {
  await mkdir(dirname(baseline.file), { recursive: true });
  await writeFile(baseline.file, writeBaseline(findings));
  const name = baseline.file.startsWith(`${root}/`) ? baseline.file.slice(root.length + 1) : baseline.file;
  io.err(
    `${counted(findings.length, "finding")} taken into ${name}; scans report only what is new from now on\n`,
  );
  return 0;
}
