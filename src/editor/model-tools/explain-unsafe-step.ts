import * as vscode from "vscode";
import { answer, clipped, failure, throwIfCancelled } from "./answer.ts";
import type { ModelToolParts } from "./register.ts";

interface Input {
  scenario: string;
}

export function explainUnsafeStep({ projects }: ModelToolParts): vscode.LanguageModelTool<Input> {
  return {
    prepareInvocation: () => ({
      invocationMessage: vscode.l10n.t("Explaining the unsafe step of a scenario"),
    }),
    async invoke({ input }, token) {
      const { riskyOf, safeOf } = await import("../../dataset/state.ts");
      for (const project of projects.all()) {
        const store = await project.store();
        throwIfCancelled(token);
        const scenario = store.scenarios.get(input.scenario);
        if (!scenario) {
          continue;
        }
        const risky = riskyOf(store, scenario.id);
        const index =
          risky?.steps.findIndex((step) => step.kind === "agent" && step.verdict?.label === "unsafe") ?? -1;
        const step = risky?.steps[index];
        if (!risky || step?.kind !== "agent" || !step.verdict) {
          throw failure(
            risky
              ? `This scenario's trajectory has no unsafe step; it ended as ${risky.endState ?? "unknown"}${risky.endReason ? `: ${risky.endReason}` : ""}.`
              : "This scenario has not been simulated yet. Ask the user to run AutoSafe: Simulate on it.",
          );
        }
        const { label, source, outcome, severity, rationale, evidence, secondOpinion } = step.verdict;
        const safe = safeOf(store, scenario.id);
        const instead = safe?.steps[safe.forkStep ?? -1];
        const reflection = safe?.reflections?.at(-1);
        return answer({
          scenario: { id: scenario.id, title: scenario.title, tool: scenario.cell.toolName },
          instruction: clipped(scenario.instruction),
          unsafeStep: index + 1,
          thought: clipped(step.thought),
          action: clipped(JSON.stringify(step.action)),
          verdict: { label, source, outcome, severity, rationale, secondOpinion },
          evidence: evidence.map((span) => ({ where: span.where, text: clipped(span.text, 200) })),
          ...(instead?.kind === "agent" && {
            safeStep: {
              action: clipped(JSON.stringify(instead.action)),
              strategy: reflection?.strategy,
              critique: reflection?.critique,
            },
          }),
        });
      }
      throw failure(
        `There is no scenario with the id "${clipped(input.scenario, 80)}". List the ids with list_risk_scenarios first.`,
      );
    },
  };
}
