import { jsonEvaluation } from "./reports/json.ts";
import { junitEvaluation } from "./reports/junit.ts";
import type { EvaluationWriter } from "./reports/report.ts";
import { sarifEvaluation } from "./reports/sarif.ts";
import { textEvaluation } from "./reports/text.ts";

/** Every way an evaluation can be written down. */
export const evaluationWriters: readonly EvaluationWriter[] = [
  textEvaluation,
  jsonEvaluation,
  junitEvaluation,
  sarifEvaluation,
];
