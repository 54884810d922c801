import type { Kind, Role } from "./kinds.ts";
import { filesRules } from "./rules/files.ts";
import { machineRules } from "./rules/machine.ts";
import { moneyRules } from "./rules/money.ts";
import { namesRules } from "./rules/names.ts";
import { peopleRules } from "./rules/people.ts";
import type { Surroundings } from "./rules/rule.ts";
import { textsRules } from "./rules/texts.ts";
import { thingsRules } from "./rules/things.ts";
import { timesRules } from "./rules/times.ts";

/** Read from top to bottom: the first rule whose name and circumstances fit decides. */
const rules = [
  ...machineRules,
  ...peopleRules,
  ...moneyRules,
  ...filesRules,
  ...timesRules,
  ...namesRules,
  ...thingsRules,
  ...textsRules,
];

/** Kind and role of a string parameter by its name's words; undefined when no rule knows it. */
export function stringKind(
  words: readonly string[],
  description: string,
  around: Surroundings,
): { kind: Kind; role: Role } | undefined {
  const name = words.join(" ");
  const found = rules.find(
    (candidate) => candidate.name.test(name) && (candidate.when?.(around, description) ?? true),
  );
  return found && { kind: found.kind, role: found.role };
}
