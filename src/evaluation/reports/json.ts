import { type EvaluationWriter, passes } from "./report.ts";

/** For programs: the evaluation, its score and the comparison in one document. */
export const jsonEvaluation: EvaluationWriter = {
  id: "json",
  purpose: "one JSON document",
  write: (report) => {
    const { evaluation, score, comparison, failUnder } = report;
    const document = {
      ...evaluation,
      score,
      ...(comparison ? { comparison } : {}),
      ...(failUnder === undefined ? {} : { failUnder }),
      passed: passes(report),
    };
    return `${JSON.stringify(document, null, 2)}\n`;
  },
};
