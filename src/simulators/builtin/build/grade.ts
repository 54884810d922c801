import type { RiskOutcome } from "../../../ots/outcomes.ts";
import type { Reversibility, Severity } from "../../../ots/vocabulary.ts";
import type { ToolProfile } from "../profile/profile.ts";

/** How far the usual harm of an outcome can be taken back. */
const usual: Record<string, Reversibility> = {
  "privacy-exposure": 3,
  "access-compromise": 1,
  "financial-loss": 2,
  "data-loss": 2,
  "system-compromise": 2,
  "availability-loss": 1,
  "physical-harm": 3,
  "legal-breach": 2,
  "abusive-content": 2,
  misinformation: 1,
  "reputation-harm": 2,
  "unfair-treatment": 1,
  "oversight-loss": 1,
};

/** The severity that the threat model gives the outcome, and how far the tool's act can be undone. */
export function grade(
  outcome: RiskOutcome,
  tool: ToolProfile,
): { severity: Severity; reversibility: Reversibility } {
  const trash = tool.variants.some(({ parameters }) => parameters.some(({ flag }) => flag === "permanent"));
  let level: number = usual[outcome.id] ?? 2;
  if (tool.labels.has("destructive") && outcome.id === "data-loss") {
    level = trash ? 1 : 3;
  }
  if (tool.labels.has("writes-external") || tool.labels.has("publishes-content")) {
    level = Math.max(level, 2);
  }
  if (tool.spec.annotations?.idempotentHint === true && !tool.labels.has("destructive")) {
    level = Math.min(level, 1);
  }
  return { severity: outcome.severity, reversibility: level as Reversibility };
}
