import type { Finding } from "../finding.ts";
import { countSeverities, type ReportWriter } from "./report.ts";
import { xml } from "./xml.ts";

/** For CI systems that show test results: a suite per file, a failed case per finding; a clean scan is one passed case. */
export const junitWriter: ReportWriter = {
  id: "junit",
  purpose: "JUnit XML, for CI systems that show test results",
  write({ findings, problems, stats }) {
    const files = [...new Set(findings.map(({ file }) => file))];
    const { error, warning } = countSeverities(findings);
    const failures = error + warning;
    const suites = files.map((file) => {
      const here = findings.filter((finding) => finding.file === file);
      const failed = here.filter(({ severity }) => severity !== "info").length;
      return `  <testsuite name="${xml(file)}" tests="${here.length}" failures="${failed}" errors="0">\n${here.map(testCase).join("")}  </testsuite>\n`;
    });
    const clean =
      files.length === 0
        ? `  <testsuite name="autosafe" tests="1" failures="0" errors="0">\n    <testcase classname="autosafe" name="no findings in ${stats.files} files"/>\n  </testsuite>\n`
        : "";
    const unread =
      problems.length === 0
        ? ""
        : `  <testsuite name="autosafe problems" tests="${problems.length}" failures="0" errors="0">\n${problems
            .map(
              ({ file, line, message }) =>
                `    <testcase classname="autosafe" name="${xml(`${file}:${line}`)}"><skipped message="${xml(message)}"/></testcase>\n`,
            )
            .join("")}  </testsuite>\n`;
    const seconds = (stats.milliseconds / 1000).toFixed(3);
    return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="autosafe" tests="${Math.max(1, findings.length) + problems.length}" failures="${failures}" errors="0" time="${seconds}">\n${suites.join("")}${clean}${unread}</testsuites>\n`;
  },
};

function testCase({ ruleId, severity, message, file, range }: Finding): string {
  const place = `${file}:${range.startLine + 1}:${range.startColumn + 1}`;
  const name = `    <testcase classname="${xml(ruleId)}" name="${xml(place)}"`;
  return severity === "info"
    ? `${name}><system-out>${xml(message)}</system-out></testcase>\n`
    : `${name}><failure type="${severity}" message="${xml(message)}">${xml(`${place}: ${message}`)}</failure></testcase>\n`;
}
