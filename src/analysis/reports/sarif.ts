import { version } from "../../version.ts";
import type { Finding, FindingSeverity, RelatedPlace } from "../finding.ts";
import type { Fix } from "../fix.ts";
import type { RuleInfo } from "../rule-info.ts";
import { rulePage } from "../rule-page.ts";
import type { Report, ReportWriter } from "./report.ts";

const levels: Readonly<Record<FindingSeverity, string>> = {
  error: "error",
  warning: "warning",
  info: "note",
};
/** What code scanning services order security findings by; they read 7.0 and more as high, 4.0 and more as medium. */
const securitySeverities: Readonly<Record<FindingSeverity, string>> = {
  error: "8.0",
  warning: "5.5",
  info: "2.0",
};

/** For code scanning services and other tools: SARIF 2.1.0 with the paths of flows, fingerprints, suppressions and fixes. */
export const sarifWriter: ReportWriter = {
  id: "sarif",
  purpose: "SARIF 2.1.0, for code scanning services",
  write(report) {
    const indexes = new Map(report.rules.map((rule, index) => [rule.id, index]));
    const results = [
      ...report.findings.map((finding) => result(report, finding, indexes, {})),
      ...report.baselined.map((finding) =>
        result(report, finding, indexes, {
          baselineState: "unchanged",
          suppressions: [{ kind: "external", justification: "in the baseline" }],
        }),
      ),
      ...report.silenced.map(({ finding, reason, by }) =>
        result(report, finding, indexes, {
          suppressions: [
            {
              kind: by === "comment" ? "inSource" : "external",
              ...(reason === "" ? {} : { justification: reason }),
            },
          ],
        }),
      ),
    ];
    const log = {
      $schema: "https://json.schemastore.org/sarif-2.1.0.json",
      version: "2.1.0",
      runs: [
        {
          tool: {
            driver: {
              name: "AutoSafe",
              version,
              semanticVersion: version,
              rules: report.rules.map(reportingDescriptor),
            },
          },
          columnKind: "utf16CodeUnits",
          originalUriBaseIds: { "%SRCROOT%": { description: { text: "The folder that was scanned." } } },
          invocations: [
            {
              executionSuccessful: true,
              toolExecutionNotifications: report.problems.map(({ file, line, column, message }) => ({
                level: "warning",
                message: { text: message },
                locations: [
                  {
                    physicalLocation: {
                      artifactLocation: artifact(file),
                      region: { startLine: line, ...(column === undefined ? {} : { startColumn: column }) },
                    },
                  },
                ],
              })),
            },
          ],
          results,
        },
      ],
    };
    return `${JSON.stringify(log, null, 2)}\n`;
  },
};

function reportingDescriptor(rule: RuleInfo) {
  const cwes = rule.references.flatMap((id) =>
    /^CWE-\d+$/.test(id) ? `external/cwe/${id.toLowerCase()}` : [],
  );
  return {
    id: rule.id,
    name: rule.id.replace(/(?:^|-)([a-z0-9])/g, (_whole, letter: string) => letter.toUpperCase()),
    shortDescription: { text: rule.title },
    fullDescription: { text: rule.explanation },
    help: { text: rule.explanation, markdown: rulePage(rule) },
    defaultConfiguration: { level: levels[rule.severity] },
    properties: {
      tags: ["security", "ai-agent", ...rule.outcomes, ...rule.references, ...cwes],
      precision: rule.severity === "info" ? "medium" : "high",
      "problem.severity": rule.severity === "info" ? "recommendation" : rule.severity,
      "security-severity": securitySeverities[rule.severity],
    },
  };
}

function result(
  report: Report,
  finding: Finding,
  indexes: ReadonlyMap<string, number>,
  state: { baselineState?: string; suppressions?: unknown[] },
) {
  const { ruleId, severity, confidence, message, file, range, related, fingerprint, tool } = finding;
  const fix = report.fixOf(finding);
  const ruleIndex = indexes.get(ruleId);
  return {
    ruleId,
    ...(ruleIndex === undefined ? {} : { ruleIndex }),
    level: levels[severity],
    message: { text: message },
    locations: [{ physicalLocation: physical(file, range) }],
    partialFingerprints: { "autosafe/v1": fingerprint },
    ...(related.length === 0 ? {} : { relatedLocations: related.map(numberedLocation) }),
    ...(confidence === "pattern" || related.length < 2 ? {} : { codeFlows: [codeFlow(finding)] }),
    ...(fix === undefined ? {} : { fixes: [sarifFix(fix)] }),
    ...state,
    properties: { confidence, ...(tool === undefined ? {} : { tool: tool.name }) },
  };
}

function codeFlow({ related, message }: Finding) {
  const last = related.length - 1;
  return {
    message: { text: message },
    threadFlows: [
      {
        locations: related.map((step, index) => ({
          location: location(step),
          importance: index === 0 || index === last ? "essential" : "important",
          kinds: [index === 0 ? "source" : index === last ? "sink" : "step"],
        })),
      },
    ],
  };
}

function location({ message, file, range }: RelatedPlace) {
  return { physicalLocation: physical(file, range), message: { text: message } };
}

function numberedLocation(place: RelatedPlace, index: number) {
  return { id: index + 1, ...location(place) };
}

function physical(file: string, range: Finding["range"]) {
  return { artifactLocation: artifact(file), region: region(range) };
}

function artifact(file: string) {
  const uri = file.split("/").map(encodeURIComponent).join("/");
  return { uri, uriBaseId: "%SRCROOT%" };
}

/** One-based; the end column is that of the character behind the region. */
function region({ startLine, startColumn, endLine, endColumn }: Finding["range"]) {
  return {
    startLine: startLine + 1,
    startColumn: startColumn + 1,
    endLine: endLine + 1,
    endColumn: endColumn + 1,
  };
}

function sarifFix({ title, edits }: Fix) {
  const files = [...new Set(edits.map(({ file }) => file))];
  return {
    description: { text: title },
    artifactChanges: files.map((file) => ({
      artifactLocation: artifact(file),
      replacements: edits
        .filter((edit) => edit.file === file)
        .map(({ range, newText }) => ({
          deletedRegion: region(range),
          insertedContent: { text: newText },
        })),
    })),
  };
}
