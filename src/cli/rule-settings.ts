import { existsSync, statSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Rule } from "../analysis/rule.ts";
import { rules as builtinRules } from "../analysis/rules.ts";
import { knownRules } from "../analysis/scan-text.ts";
import { customRules } from "../analysis/settings/custom-rules.ts";
import { createPolicy, type Policy } from "../analysis/settings/policy.ts";
import { noSettings, readRulesFile } from "../analysis/settings/read.ts";
import type { RulesFile } from "../analysis/settings/schema.ts";
import { InputError } from "../syntax/input-error.ts";
import { formatProblem } from "../syntax/problem.ts";

/** The rules in force in a project: the built-in ones and its own, with what its settings say about them. */
export interface ProjectRules {
  rules: readonly Rule[];
  /** Ids of every rule there is. */
  known: ReadonlySet<string>;
  policy: Policy;
}

const maxBytes = 4 * 1024 * 1024;

/**
 * The rules of the project in `root`, from its `.autosafe/rules.json`.
 * @throws InputError with file, line and reason when that file is not valid.
 */
export async function projectRules(root: string): Promise<ProjectRules> {
  const builtin = new Set(knownRules(builtinRules).map(({ id }) => id));
  const settings = await readSettings(join(root, ".autosafe", "rules.json"), builtin);
  const rules = [...builtinRules, ...customRules(settings.customRules)];
  return {
    rules,
    known: new Set(knownRules(rules).map(({ id }) => id)),
    policy: createPolicy(settings),
  };
}

async function readSettings(file: string, known: ReadonlySet<string>): Promise<RulesFile> {
  if (!existsSync(file)) {
    return noSettings;
  }
  if (statSync(file).size > maxBytes) {
    throw new InputError(`${file}: larger than ${maxBytes / 1024 / 1024} MB, which no settings are`);
  }
  const { settings, problems } = readRulesFile(file, await readFile(file, "utf8"), known);
  if (problems.length > 0) {
    throw new InputError(problems.map(formatProblem).join("\n"));
  }
  return settings;
}
