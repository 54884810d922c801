import { rules } from "../../../src/analysis/rules.ts";
import { knownRules, scanText } from "../../../src/analysis/scan-text.ts";
import { createPolicy } from "../../../src/analysis/settings/policy.ts";
import { builtinThreatModel as model } from "../../../src/ots/threat-model.ts";
import type { SourceText } from "../../../src/tools/discover.ts";

const known = new Set(knownRules(rules).map(({ id }) => id));
const policy = createPolicy({ schemaVersion: 1 });

/** What all rules together find in the text, hygiene included: `rule, line: message`. */
export async function findingsIn(source: SourceText): Promise<string[]> {
  const scan = await scanText(source, { model, rules, known, policy });
  scan.dispose();
  return scan.findings.map(
    ({ ruleId, message, range }) => `${ruleId}, line ${range.startLine + 1}: ${message}`,
  );
}
