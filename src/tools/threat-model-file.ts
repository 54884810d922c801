import {
  builtinThreatModel,
  checkThreatModelFile,
  mergeThreatModel,
  type ThreatModel,
  threatModelFileSchema,
} from "../ots/threat-model.ts";
import type { Problem } from "../syntax/problem.ts";
import { checkJson } from "./checked-json.ts";

export interface ThreatModelReading {
  /** The built-in threat model when there are problems. */
  model: ThreatModel;
  problems: Problem[];
}

/**
 * Reads `.autosafe/threat-model.json` (comments and trailing commas are allowed). Each problem has line and column, names
 * the place in the file and says what is allowed there. `file` is only used to name the file in problems.
 */
export function readThreatModel(file: string, text: string): ThreatModelReading {
  const checked = checkJson(file, text, threatModelFileSchema, '{ "schemaVersion": 1 }');
  if (checked.value === undefined) {
    return { model: builtinThreatModel, problems: checked.problems };
  }
  const issues = checkThreatModelFile(checked.value);
  return issues.length > 0
    ? { model: builtinThreatModel, problems: issues.map(checked.problemAt) }
    : { model: mergeThreatModel(checked.value), problems: [] };
}
