import type { Finding } from "../analysis/finding.ts";
import type { Report } from "../analysis/reports/report.ts";
import type { Problem } from "../syntax/problem.ts";
import type { FileDiscovery } from "../tools/discover-files.ts";
import type { Roots } from "./roots.ts";

type Shown = Roots["shown"];

/** Problems with their files as the person at the command line names them. */
export function shownProblems(problems: readonly Problem[], shown: Shown): Problem[] {
  return problems.map((problem) => ({ ...problem, file: shown(problem.file) }));
}

/** What was discovered, with all files as the person at the command line names them. */
export function shownDiscovery(found: FileDiscovery, shown: Shown): FileDiscovery {
  const at = <T extends { source: { file: string } }>(one: T): T => ({
    ...one,
    source: { ...one.source, file: shown(one.source.file) },
  });
  return {
    ...found,
    tools: found.tools.map((tool) => {
      const { approval } = tool;
      return approval?.file === undefined
        ? at(tool)
        : { ...at(tool), approval: { ...approval, file: shown(approval.file) } };
    }),
    servers: found.servers.map(at),
    permissions: found.permissions.map(at),
    problems: shownProblems(found.problems, shown),
  };
}

/** A report with all its files as the person at the command line names them. */
export function shownReport(report: Report, shown: Shown): Report {
  const originals = new Map<Finding, Finding>();
  const files = new Map<string, string>();
  const name = (file: string) => {
    const named = shown(file);
    files.set(named, file);
    return named;
  };
  const finding = (one: Finding): Finding => {
    const related = one.related.map((place) => ({ ...place, file: name(place.file) }));
    const named = { ...one, file: name(one.file), related };
    originals.set(named, one);
    return named;
  };
  return {
    ...report,
    findings: report.findings.map(finding),
    baselined: report.baselined.map(finding),
    silenced: report.silenced.map((silenced) => ({ ...silenced, finding: finding(silenced.finding) })),
    problems: shownProblems(report.problems, shown),
    fixOf(one) {
      const fix = report.fixOf(originals.get(one) ?? one);
      return fix && { ...fix, edits: fix.edits.map((edit) => ({ ...edit, file: shown(edit.file) })) };
    },
    lineOf: (file, line) => report.lineOf(files.get(file) ?? file, line),
  };
}
