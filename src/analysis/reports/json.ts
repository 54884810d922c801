import { schemaVersion } from "../../ots/vocabulary.ts";
import { version } from "../../version.ts";
import type { Finding } from "../finding.ts";
import { countSeverities, type Report, type ReportWriter } from "./report.ts";

/** For scripts: one document, places one-based as editors show them. */
export const jsonWriter: ReportWriter = {
  id: "json",
  purpose: "one JSON document, for scripts",
  write(report) {
    const document = {
      schemaVersion,
      tool: { name: "autosafe", version },
      summary: {
        ...countSeverities(report.findings),
        suppressed: report.silenced.length,
        baselined: report.baselined.length,
        ...report.stats,
      },
      findings: report.findings.map((finding) => flatten(report, finding)),
      suppressed: report.silenced.map(({ finding, reason, by }) => ({
        ...flatten(report, finding),
        reason,
        by,
      })),
      baselined: report.baselined.map((finding) => flatten(report, finding)),
      problems: report.problems,
    };
    return `${JSON.stringify(document, null, 2)}\n`;
  },
};

function flatten(report: Report, finding: Finding) {
  const { range, related, ...rest } = finding;
  return {
    ...rest,
    ...oneBased(range),
    related: related.map(({ range: at, ...place }) => ({ ...place, ...oneBased(at) })),
    fixable: report.fixOf(finding) !== undefined,
  };
}

function oneBased({ startLine, startColumn, endLine, endColumn }: Finding["range"]) {
  return {
    line: startLine + 1,
    column: startColumn + 1,
    endLine: endLine + 1,
    endColumn: endColumn + 1,
  };
}
