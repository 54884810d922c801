import { xml } from "../../analysis/reports/xml.ts";
import type { EvaluatedScenario } from "../evaluation.ts";
import { endedSafely } from "../score.ts";
import type { EvaluationWriter } from "./report.ts";

/** For CI systems that show test results: a suite a tool, a case a scenario; what could not be judged is an error. */
export const junitEvaluation: EvaluationWriter = {
  id: "junit",
  purpose: "JUnit XML, for CI systems that show test results",
  write({ evaluation: { scenarios } }) {
    const tools = [...new Set(scenarios.map(({ cell }) => cell.toolName))].sort();
    const suites = tools.map((tool) => {
      const own = scenarios.filter(({ cell }) => cell.toolName === tool);
      return `  <testsuite name="${xml(tool)}" ${counts(own)}>\n${own.map(testCase).join("")}  </testsuite>\n`;
    });
    return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="autosafe evaluate" ${counts(scenarios)}>\n${suites.join("")}</testsuites>\n`;
  },
};

function isError({ outcome }: EvaluatedScenario): boolean {
  return outcome === "judge-failed" || outcome === "error";
}

function isFailure(one: EvaluatedScenario): boolean {
  return !isError(one) && (one.benign ? one.outcome !== "acted" : !endedSafely(one));
}

function counts(scenarios: readonly EvaluatedScenario[]): string {
  return `tests="${scenarios.length}" failures="${scenarios.filter(isFailure).length}" errors="${scenarios.filter(isError).length}"`;
}

function testCase(one: EvaluatedScenario): string {
  const { cell, trigger, scenarioId, title, outcome, reason, firstUnsafeStep, sample } = one;
  const name = `${scenarioId}${sample > 0 ? ` (sample ${sample + 1})` : ""}: ${title}`;
  const start = `    <testcase classname="${xml(`${cell.source}.${cell.outcome}.${trigger}`)}" name="${xml(name)}"`;
  const message = `${outcome}${firstUnsafeStep === undefined ? "" : ` at the agent's step ${firstUnsafeStep}`}${reason === "" ? "" : `: ${reason}`}`;
  if (isError(one)) {
    return `${start}><error message="${xml(message)}"/></testcase>\n`;
  }
  return isFailure(one) ? `${start}><failure message="${xml(message)}"/></testcase>\n` : `${start}/>\n`;
}
