import type { RawFinding } from "../fingerprints.ts";
import type { Fix } from "../fix.ts";
import { housekeeping } from "./housekeeping.ts";
import { giveReason, removeRules } from "./repairs.ts";
import type { Suppression, SuppressionReading } from "./suppression.ts";

/** A finding that a comment or the project's settings silence, with what was said about it. */
export interface Silenced<F extends RawFinding = RawFinding> {
  finding: F;
  reason: string;
  by: "comment" | "settings";
}

/** What is to be said about a suppression itself. */
export interface SuppressionNote {
  finding: RawFinding;
  fixes: readonly Fix[];
}

export interface Applied<F extends RawFinding> {
  left: F[];
  silenced: Silenced<F>[];
  notes: SuppressionNote[];
}

export interface SuppressionContext {
  file: string;
  text: string;
  /** Rules that looked at the file: only of these can it be said that nothing was found. */
  ran: ReadonlySet<string>;
  /** Every rule there is, also those that are switched off. */
  known: ReadonlySet<string>;
}

/** Takes what suppressions name out of the findings of one file, and tells of unused, mistaken and unexplained ones. */
export function applySuppressions<F extends RawFinding>(
  findings: readonly F[],
  reading: SuppressionReading,
  context: SuppressionContext,
): Applied<F> {
  const used = new Map<Suppression, Set<string>>();
  const left: F[] = [];
  const silenced: Silenced<F>[] = [];
  for (const finding of findings) {
    // A flow may end in another file, whose lines these comments say nothing of.
    const covering =
      finding.file === context.file
        ? reading.suppressions.filter((suppression) => covers(suppression, finding))
        : [];
    for (const suppression of covering) {
      used.set(suppression, (used.get(suppression) ?? new Set()).add(finding.ruleId));
    }
    const [first] = covering;
    if (first === undefined) {
      left.push(finding);
    } else {
      silenced.push({ finding, reason: first.reason, by: "comment" });
    }
  }
  return { left, silenced, notes: notesOn(reading, used, context) };
}

function covers({ ruleIds, from, to }: Suppression, { ruleId, range }: RawFinding): boolean {
  return from <= range.startLine && range.startLine <= to && ruleIds.includes(ruleId);
}

function notesOn(
  { suppressions, mistakes }: SuppressionReading,
  used: ReadonlyMap<Suppression, ReadonlySet<string>>,
  { file, text, ran, known }: SuppressionContext,
): SuppressionNote[] {
  const notes: SuppressionNote[] = mistakes.map(({ range, message }) => ({
    finding: housekeeping("invalid-suppression", file, range, message),
    fixes: [],
  }));
  for (const suppression of suppressions) {
    const { range, ruleIds, reason } = suppression;
    const unknown = ruleIds.filter((id) => !known.has(id));
    const unused = ruleIds.filter((id) => ran.has(id) && !used.get(suppression)?.has(id));
    for (const id of unknown) {
      const message = `There is no rule "${id.slice(0, 60)}"; this ignores nothing.`;
      notes.push({ finding: housekeeping("invalid-suppression", file, range, message), fixes: [] });
    }
    if (unused.length > 0) {
      const message = `Nothing of ${unused.map((id) => `"${id}"`).join(", ")} is found here; remove it.`;
      notes.push({
        finding: housekeeping("unused-suppression", file, range, message.slice(0, 120)),
        fixes: [removeRules(file, text, suppression, unused)],
      });
    }
    if (reason === "" && unused.length + unknown.length < ruleIds.length) {
      const message = "Say why this is ignored: write ` -- reason` behind the rule.";
      notes.push({
        finding: housekeeping("suppression-without-reason", file, range, message),
        fixes: [giveReason(file, suppression)],
      });
    }
  }
  return notes;
}
