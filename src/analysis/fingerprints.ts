import { contentHash } from "../ots/ids.ts";
import type { Finding } from "./finding.ts";

/** A finding before fingerprints, suppressions and the project's severities. */
export type RawFinding = Omit<Finding, "fingerprint">;

/** By place, then by rule: the order in which reports list the findings of one file. */
export function byPlace(a: RawFinding, b: RawFinding): number {
  return (
    a.range.startLine - b.range.startLine ||
    a.range.startColumn - b.range.startColumn ||
    (a.ruleId < b.ruleId ? -1 : a.ruleId > b.ruleId ? 1 : 0) ||
    a.range.endLine - b.range.endLine ||
    a.range.endColumn - b.range.endColumn
  );
}

/**
 * Gives the findings of one file their fingerprints and puts them in order. Only the text of a finding's first line
 * counts, without its white space, its tool, and how many such lines with the same rule come before it: moving or
 * re-indenting code changes nothing, and a second copy of an old defect is new.
 */
export function stampFingerprints(findings: readonly RawFinding[], text: string): Finding[] {
  if (findings.length === 0) {
    return [];
  }
  const lines = text.split(/\r\n|\n|\r/);
  const counts = new Map<string, number>();
  return findings.toSorted(byPlace).map((finding) => {
    const line = (lines[finding.range.startLine] ?? "").replace(/\s+/g, "");
    const key = [finding.ruleId, finding.file, finding.tool?.name ?? "", line].join("\n");
    const ordinal = counts.get(key) ?? 0;
    counts.set(key, ordinal + 1);
    return { ...finding, fingerprint: contentHash(`${key}\n${ordinal}`).slice(0, 16) };
  });
}
