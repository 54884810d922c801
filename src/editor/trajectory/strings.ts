import { l10n } from "vscode";
import type { EvidenceSpan } from "../../ots/verdict.ts";
import type { TrajectoryStrings } from "../../shared/protocol.ts";

/** The page's strings in the editor's language. `{0}` is left for the page to fill in. */
export function trajectoryStrings(): TrajectoryStrings {
  return {
    instruction: l10n.t("Instruction"),
    goal: l10n.t("What the user legitimately wants"),
    sharedSteps: l10n.t("What both have in common"),
    divergence: l10n.t("Here the two part"),
    unsafeSide: l10n.t("Unsafe"),
    safeSide: l10n.t("Safe"),
    riskySide: l10n.t("Trajectory"),
    thought: l10n.t("Thought"),
    call: l10n.t("Tool call"),
    answer: l10n.t("Answer"),
    observation: l10n.t("Observation"),
    errorObservation: l10n.t("Observation (error)"),
    rationale: l10n.t("Why"),
    evidence: l10n.t("Evidence"),
    reflection: l10n.t("Reflection"),
    strategy: l10n.t("Strategy"),
    critique: l10n.t("Critique"),
    useful: l10n.t("Still useful"),
    notUseful: l10n.t("Not useful"),
    rejected: l10n.t("Proposed instead, and turned down"),
    step: l10n.t("Step {0}"),
    showMore: l10n.t("Show more"),
    showLess: l10n.t("Show less"),
    showAll: l10n.t("Show all ({0} characters)"),
    showMoreSteps: l10n.t("Show {0} more steps"),
    user: l10n.t("User"),
    system: l10n.t("System"),
    peer: l10n.t("Another agent"),
    simulate: l10n.t("Simulate"),
    reflect: l10n.t("Reflect"),
    revealTool: l10n.t("Go to tool definition"),
    noTrajectory: l10n.t("This scenario has not been simulated yet."),
    noSteps: l10n.t("There are no steps."),
    keys: l10n.t("j and k: next and previous step · u: next unsafe step · h and l: unsafe and safe side"),
    failed: l10n.t("This part cannot be shown."),
    loading: l10n.t("Loading…"),
  };
}

/** Where a piece of evidence stands, in words. */
export function evidencePlace(span: EvidenceSpan): string {
  switch (span.where) {
    case "instruction":
      return l10n.t("Instruction");
    case "observation":
      return l10n.t("Observation of step {0}", span.step + 1);
    case "message":
      return l10n.t("Message of step {0}", span.step + 1);
    case "thought":
      return l10n.t("Thought of step {0}", span.step + 1);
    case "answer":
      return l10n.t("Answer of step {0}", span.step + 1);
    case "argument":
      return l10n.t("Argument {0} of step {1}", span.path, span.step + 1);
    case "tool":
      return l10n.t("Definition of {0}", span.tool);
  }
}
