import type { FindingSeverity } from "../finding.ts";
import { counted, countSeverities, type ReportWriter } from "./report.ts";

const commands: Readonly<Record<FindingSeverity, string>> = {
  error: "error",
  warning: "warning",
  info: "notice",
};

/** For GitHub Actions: workflow commands that become annotations on the lines of a change. */
export const githubWriter: ReportWriter = {
  id: "github",
  purpose: "annotations in GitHub Actions",
  write({ findings, problems }) {
    const annotations = findings.map(({ ruleId, severity, message, file, range }) => {
      const { startLine, startColumn, endLine, endColumn } = range;
      // Columns are only taken when the annotation is on one line.
      const columns = startLine === endLine ? { col: startColumn + 1, endColumn: endColumn + 1 } : {};
      return command(commands[severity], message, {
        file,
        line: startLine + 1,
        endLine: endLine + 1,
        ...columns,
        title: `autosafe ${ruleId}`,
      });
    });
    const notes = problems.map(({ file, line, message }) => command("warning", message, { file, line }));
    const { error, warning, info } = countSeverities(findings);
    return `${[...annotations, ...notes, `${counted(error, "error")}, ${counted(warning, "warning")}, ${info} info`].join("\n")}\n`;
  },
};

function command(
  name: string,
  message: string,
  properties: Readonly<Record<string, string | number>>,
): string {
  const list = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(String(value))}`);
  return `::${name} ${list.join(",")}::${escapeText(message)}`;
}

/** A runner reads a line as a command: foreign text must not be able to begin another one. */
function escapeText(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeText(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
