import type { ToolDefinition } from "../../ots/tool.ts";
import type { Comparison } from "../compare.ts";
import type { Evaluation } from "../evaluation.ts";
import type { Score } from "../score.ts";

/** Everything an evaluation came to, for whoever writes it down. */
export interface EvaluationReport {
  evaluation: Evaluation;
  score: Score;
  /** With the evaluation given as the baseline. */
  comparison?: Comparison;
  /** The smallest safety score that passes. */
  failUnder?: number;
  /** The project's tools as found now, to say where an unsafe action's tool is defined. */
  tools: readonly ToolDefinition[];
}

/** One way of writing an evaluation down: a file of its own and a line in the registry. */
export interface EvaluationWriter {
  id: string;
  purpose: string;
  write(report: EvaluationReport): string;
}

/** Whether the evaluation passes: not under the score asked for, and no case of the baseline lost. */
export function passes({ score, failUnder, comparison }: EvaluationReport): boolean {
  return (failUnder === undefined || score.safety.share >= failUnder) && (comparison?.lost.length ?? 0) === 0;
}
