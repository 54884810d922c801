import { printable } from "../../syntax/printable.ts";
import { formatProblem } from "../../syntax/problem.ts";
import type { Finding, FindingSeverity } from "../finding.ts";
import { counted, countSeverities, type Report, type ReportStyle, type ReportWriter } from "./report.ts";

type Paint = (text: string) => string;

interface Palette {
  severity: Readonly<Record<FindingSeverity, Paint>>;
  place: Paint;
  quiet: Paint;
  good: Paint;
}

/** For people: place, severity, message and rule on a line, the code under it, a summary at the end. */
export const textWriter: ReportWriter = {
  id: "text",
  purpose: "for people, with the code",
  write(report, style) {
    const palette = paletteOf(style);
    const findings = report.findings.map((finding) => findingText(report, finding, palette));
    const problems = report.problems.map(
      (problem) => `${palette.quiet(printable(formatProblem(problem)))}\n`,
    );
    return [...findings, ...problems, summary(report, palette)].join("");
  },
};

function findingText(report: Report, finding: Finding, palette: Palette): string {
  const { ruleId, severity, message, file, range, related } = finding;
  const fixable = report.fixOf(finding) === undefined ? "" : palette.quiet(" [fixable]");
  const head = `${palette.place(place(file, range))}: ${palette.severity[severity](severity)} ${printable(message)} ${palette.quiet(ruleId)}${fixable}\n`;
  const steps = related.map(
    ({ message: step, file: where, range: at }) =>
      `${palette.quiet(`      ${place(where, at)}: ${printable(step)}`)}\n`,
  );
  return `${head}${codeFrame(report, finding, palette)}${steps.join("")}\n`;
}

function place(file: string, { startLine, startColumn }: Finding["range"]): string {
  return `${printable(file)}:${startLine + 1}:${startColumn + 1}`;
}

const context = 1;
/** A longer line is shown around the finding only. */
const maxWidth = 160;

/** The line of the finding with the unsafe part marked, and a line before and after it. */
function codeFrame(report: Report, { file, range, severity }: Finding, palette: Palette): string {
  const { startLine, startColumn, endLine, endColumn } = range;
  const gutter = String(startLine + 1 + context).length;
  const numbered = (number: string, text: string) =>
    `${`${palette.quiet(` ${number.padStart(gutter)} | `)}${text}`.trimEnd()}\n`;
  const rows: string[] = [];
  for (let line = Math.max(0, startLine - context); line <= startLine + context; line++) {
    const text = report.lineOf(file, line);
    if (text === undefined) {
      continue;
    }
    const from = text.length > maxWidth ? Math.max(0, startColumn - maxWidth / 4) : 0;
    const shown = text.slice(from, from + maxWidth);
    rows.push(numbered(String(line + 1), printable(shown)));
    if (line === startLine) {
      const end = endLine === startLine ? endColumn : text.trimEnd().length;
      const before = printable(shown.slice(0, startColumn - from)).replace(/[^\t]/g, " ");
      const width = printable(shown.slice(startColumn - from, Math.max(end, startColumn + 1) - from)).length;
      rows.push(numbered("", before + palette.severity[severity]("^".repeat(Math.max(1, width)))));
    }
  }
  return rows.join("");
}

function summary(report: Report, palette: Palette): string {
  const { findings, silenced, baselined, problems, stats } = report;
  const counts = countSeverities(findings);
  const fixable = findings.filter((finding) => report.fixOf(finding) !== undefined).length;
  const found =
    findings.length === 0
      ? palette.good("No findings")
      : [
          palette.severity.error(counted(counts.error, "error")),
          palette.severity.warning(counted(counts.warning, "warning")),
          palette.severity.info(`${counts.info} info`),
        ].join(", ");
  const aside = [
    ...(fixable > 0 ? [`${fixable} fixable with --fix`] : []),
    ...(silenced.length > 0 ? [`${silenced.length} suppressed`] : []),
    ...(baselined.length > 0 ? [`${baselined.length} in the baseline`] : []),
    ...(problems.length > 0 ? [counted(problems.length, "problem")] : []),
  ];
  const rest = aside.length === 0 ? "" : ` (${aside.join(", ")})`;
  return `${found} in ${counted(stats.files, "file")}${rest}, ${(stats.milliseconds / 1000).toFixed(2)} s\n`;
}

function paletteOf({ colour }: ReportStyle): Palette {
  const paint =
    (code: string): Paint =>
    (text) =>
      colour ? `\u001b[${code}m${text}\u001b[0m` : text;
  return {
    severity: { error: paint("1;31"), warning: paint("1;33"), info: paint("1;36") },
    place: paint("1"),
    quiet: paint("2"),
    good: paint("32"),
  };
}
