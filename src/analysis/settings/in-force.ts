import type { Problem } from "../../syntax/problem.ts";
import type { Rule } from "../rule.ts";
import type { RuleInfo } from "../rule-info.ts";
import { rules as builtinRules } from "../rules.ts";
import { knownRules } from "../scan-text.ts";
import { customRules } from "./custom-rules.ts";
import { createPolicy, type Policy } from "./policy.ts";
import { noSettings, readRulesFile } from "./read.ts";

/** The rules in force in a project: the built-in ones and its own, with what its settings say about them. */
export interface RulesInForce {
  rules: readonly Rule[];
  /** Every rule there is, those about suppressions included. */
  infos: readonly RuleInfo[];
  /** Ids of every rule there is. */
  known: ReadonlySet<string>;
  policy: Policy;
  /** What is wrong with the settings; then none of them hold. */
  problems: readonly Problem[];
}

/** @param settings text of `.autosafe/rules.json`, undefined when there is none. `file` names it in problems. */
export function rulesInForce(file: string, settings: string | undefined): RulesInForce {
  const builtin = new Set(knownRules(builtinRules).map(({ id }) => id));
  const read =
    settings === undefined ? { settings: noSettings, problems: [] } : readRulesFile(file, settings, builtin);
  const rules = [...builtinRules, ...customRules(read.settings.customRules)];
  const infos = knownRules(rules);
  return {
    rules,
    infos,
    known: new Set(infos.map(({ id }) => id)),
    policy: createPolicy(read.settings),
    problems: read.problems,
  };
}
