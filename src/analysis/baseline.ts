import { schemaVersionSchema } from "../ots/vocabulary.ts";
import * as z from "../ots/zod.ts";
import type { Problem } from "../syntax/problem.ts";
import { checkJson } from "../tools/checked-json.ts";
import type { Finding } from "./finding.ts";

/** Where a project's baseline is kept, relative to its folder. */
export const baselineFile = ".autosafe/baseline.json";

const entrySchema = z.object({
  /** Identifies the finding; the rest is for whoever reads or merges the file. */
  fingerprint: z.string(),
  rule: z.string(),
  file: z.string(),
  message: z.string(),
});

/** The baseline file: findings that were there when a team began, and that are not to fail its checks. */
export const baselineSchema = z.object({
  $schema: z.string().optional(),
  schemaVersion: schemaVersionSchema,
  findings: z.array(entrySchema),
});
export type BaselineEntry = z.infer<typeof entrySchema>;

export interface BaselineReading {
  /** Fingerprints; empty when there are problems. */
  known: ReadonlySet<string>;
  problems: readonly Problem[];
}

/** Reads a baseline file. `file` is only used to name it in problems. */
export function readBaseline(file: string, text: string): BaselineReading {
  const { value, problems } = checkJson(file, text, baselineSchema, '{ "schemaVersion": 1, "findings": [] }');
  return { known: new Set(value?.findings.map(({ fingerprint }) => fingerprint)), problems };
}

/**
 * The text of a baseline that holds the findings: sorted, and one finding a line, so that two branches that each fix
 * something else merge without a conflict.
 */
export function writeBaseline(findings: readonly Finding[]): string {
  const entries = findings
    .map(
      ({ fingerprint, ruleId: rule, file, message }): BaselineEntry => ({ fingerprint, rule, file, message }),
    )
    .sort(
      (a, b) => compare(a.file, b.file) || compare(a.rule, b.rule) || compare(a.fingerprint, b.fingerprint),
    );
  const lines = entries.map((entry) => `    ${JSON.stringify(entry)}`).join(",\n");
  return `{\n  "schemaVersion": 1,\n  "findings": [${lines === "" ? "" : `\n${lines}\n  `}]\n}\n`;
}

export interface Compared {
  /** Not in the baseline. */
  fresh: Finding[];
  /** In the baseline and still there. */
  known: Finding[];
}

/** Parts the findings into those a baseline knows and those it does not. */
export function compareWithBaseline(findings: readonly Finding[], known: ReadonlySet<string>): Compared {
  return {
    fresh: findings.filter(({ fingerprint }) => !known.has(fingerprint)),
    known: findings.filter(({ fingerprint }) => known.has(fingerprint)),
  };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
