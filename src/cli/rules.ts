import { rulePage } from "../analysis/rule-page.ts";
import { knownRules } from "../analysis/scan-text.ts";
import { nearest } from "../analysis/settings/read.ts";
import { InputError } from "../syntax/input-error.ts";
import type { Command } from "./command.ts";
import { projectRules } from "./rule-settings.ts";

export const rulesCommand: Command = {
  name: "rules",
  usage: "[ID] [--json]",
  summary: "Lists the rules of `autosafe scan`, or shows one rule's page.",
  options: {
    json: { type: "boolean", help: "print one JSON document" },
  },
  maxPositionals: 1,
  async run(line, io) {
    const rules = knownRules((await projectRules(io.cwd)).rules);
    const [id] = line.positionals;
    if (id !== undefined) {
      const rule = rules.find((candidate) => candidate.id === id);
      if (rule === undefined) {
        throw new InputError(
          `there is no rule "${id}"${nearest(
            id,
            rules.map((one) => one.id),
          )}`,
        );
      }
      io.out(line.values.json ? `${JSON.stringify(plain(rule), null, 2)}\n` : rulePage(rule));
      return 0;
    }
    if (line.values.json) {
      io.out(`${JSON.stringify({ rules: rules.map(plain) }, null, 2)}\n`);
      return 0;
    }
    const width = Math.max(...rules.map((rule) => rule.id.length));
    for (const rule of rules) {
      io.out(`${rule.id.padEnd(width)}  ${rule.severity.padEnd(7)}  ${rule.title}\n`);
    }
    io.err(`${rules.length} rules; "autosafe rules ID" shows one with examples\n`);
    return 0;
  },
};

/** What is told about a rule, without what finds it. */
function plain(rule: ReturnType<typeof knownRules>[number]) {
  const { id, title, severity, languages, source, outcomes, references, explanation, bad, good } = rule;
  return { id, title, severity, languages, source, outcomes, references, explanation, bad, good };
}
