import type { Problem } from "../../syntax/problem.ts";
import { type CheckIssue, checkJson } from "../../tools/checked-json.ts";
import { type RulesFile, rulesFileSchema } from "./schema.ts";

export interface RulesReading {
  /** Without any settings when there are problems. */
  settings: RulesFile;
  problems: Problem[];
}

export const noSettings: RulesFile = { schemaVersion: 1 };

/**
 * Reads `.autosafe/rules.json` (comments and trailing commas are allowed). Each problem has line and column and says what is
 * allowed there. `known` holds the ids of the built-in rules; `file` is only used to name the file in problems.
 */
export function readRulesFile(file: string, text: string, known: ReadonlySet<string>): RulesReading {
  const checked = checkJson(file, text, rulesFileSchema, '{ "schemaVersion": 1 }');
  if (checked.value === undefined) {
    return { settings: noSettings, problems: checked.problems };
  }
  const issues = checkRulesFile(checked.value, known);
  return issues.length > 0
    ? { settings: noSettings, problems: issues.map(checked.problemAt) }
    : { settings: checked.value, problems: [] };
}

/** Names that the file uses but nothing defines, and rules of its own that are not whole. */
function checkRulesFile(file: RulesFile, known: ReadonlySet<string>): CheckIssue[] {
  const issues: CheckIssue[] = [];
  const own = new Set<string>();
  file.customRules?.forEach((rule, index) => {
    const path = ["customRules", index];
    if (known.has(rule.id) || own.has(rule.id)) {
      issues.push({ path: [...path, "id"], message: `there is a rule "${rule.id}" already; use another id` });
    }
    own.add(rule.id);
    if ((rule.call === undefined) === (rule.text === undefined)) {
      issues.push({ path, message: 'say what it looks for with either "call" or "text"' });
    }
  });
  const wantRule = (id: string, path: PropertyKey[]) => {
    if (!known.has(id) && !own.has(id)) {
      issues.push({ path, message: `there is no rule "${id}"${nearest(id, [...known, ...own])}` });
    }
  };
  for (const id of Object.keys(file.rules ?? {})) {
    wantRule(id, ["rules", id]);
  }
  file.suppress?.forEach(({ rule }, index) => {
    wantRule(rule, ["suppress", index, "rule"]);
  });
  return issues;
}

/** `; did you mean …?` when an id is spelt or worded much like another, else where all of them are listed. */
export function nearest(id: string, ids: readonly string[]): string {
  const words = new Set(id.split("-"));
  const pairs = new Set(pairsOf(id));
  const shared = (other: string) => other.split("-").filter((word) => words.has(word)).length;
  const spelling = (other: string) => {
    const own = pairsOf(other);
    return (2 * own.filter((pair) => pairs.has(pair)).length) / Math.max(1, own.length + pairs.size);
  };
  const likeness = (other: string) => shared(other) + 4 * spelling(other);
  const best = ids.toSorted((a, b) => likeness(b) - likeness(a) || (a < b ? -1 : 1))[0];
  return best !== undefined && (shared(best) > 0 || spelling(best) >= 0.5)
    ? `; did you mean "${best}"?`
    : '; "autosafe rules" lists them';
}

/** Each two letters that follow one another. */
function pairsOf(text: string): string[] {
  return Array.from({ length: Math.max(0, text.length - 1) }, (_, at) => text.slice(at, at + 2));
}
