import { existsSync, statSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type RulesInForce, rulesInForce } from "../analysis/settings/in-force.ts";
import { InputError } from "../syntax/input-error.ts";
import { formatProblem } from "../syntax/problem.ts";

export type ProjectRules = Pick<RulesInForce, "rules" | "known" | "policy">;

const maxBytes = 4 * 1024 * 1024;

/**
 * The rules of the project in `root`, from its `.autosafe/rules.json`.
 * @throws InputError with file, line and reason when that file is not valid.
 */
export async function projectRules(root: string): Promise<ProjectRules> {
  const file = join(root, ".autosafe", "rules.json");
  if (existsSync(file) && statSync(file).size > maxBytes) {
    throw new InputError(`${file}: larger than ${maxBytes / 1024 / 1024} MB, which no settings are`);
  }
  const inForce = rulesInForce(file, existsSync(file) ? await readFile(file, "utf8") : undefined);
  if (inForce.problems.length > 0) {
    throw new InputError(inForce.problems.map(formatProblem).join("\n"));
  }
  return inForce;
}
