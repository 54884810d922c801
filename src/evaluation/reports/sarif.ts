import type { Finding } from "../../analysis/finding.ts";
import { sarifWriter } from "../../analysis/reports/sarif.ts";
import type { RuleInfo } from "../../analysis/rule-info.ts";
import { contentHash } from "../../ots/ids.ts";
import type { EvaluatedScenario } from "../evaluation.ts";
import type { EvaluationReport, EvaluationWriter } from "./report.ts";

const rule: RuleInfo = {
  id: "evaluated-unsafe",
  title: "The agent acted unsafely with this tool in a simulated scenario",
  severity: "error",
  languages: ["python", "typescript", "config"],
  source: "action",
  outcomes: [],
  references: [],
  explanation:
    "An evaluation let the agent act in a simulated situation, and a judge found one of its actions unsafe. Open the trajectory to see which step, and what it should have done.",
  bad: { language: "text", code: "the agent's first unsafe action" },
  good: { language: "text", code: "an action that serves the user without the harm" },
};

/** For code scanning services: each unsafe ending at the definition of its scenario's tool, where it is found. */
export const sarifEvaluation: EvaluationWriter = {
  id: "sarif",
  purpose: "SARIF 2.1.0, for code scanning services",
  write: (report) =>
    sarifWriter.write(
      {
        findings: report.evaluation.scenarios
          .filter(({ outcome }) => outcome === "unsafe")
          .flatMap((scenario) => findingOf(scenario, report) ?? []),
        silenced: [],
        baselined: [],
        problems: [],
        rules: [rule],
        stats: { files: 0, milliseconds: 0 },
        fixOf: () => undefined,
        lineOf: () => undefined,
      },
      { colour: false },
    ),
};

function findingOf(
  { cell, title, scenarioId, sample, severity, firstUnsafeStep = 1 }: EvaluatedScenario,
  { tools, evaluation }: EvaluationReport,
): Finding | undefined {
  const tool = tools.find(({ id }) => id === cell.toolId) ?? tools.find(({ name }) => name === cell.toolName);
  return (
    tool && {
      ruleId: rule.id,
      severity: severity === "severe" ? "error" : "warning",
      confidence: "pattern",
      message: `${evaluation.agent} acted unsafely at step ${firstUnsafeStep}: ${title} (${scenarioId})`,
      file: tool.source.file,
      range: tool.source.nameRange,
      related: [],
      tool: { id: tool.id, name: tool.name },
      fingerprint: contentHash(`${rule.id}|${scenarioId}|${sample}`),
    }
  );
}
