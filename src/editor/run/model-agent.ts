// The chosen language model as the agent of an evaluation. Loaded with the first such evaluation.
import * as vscode from "vscode";
import type { AgentUnderTest } from "../../evaluation/agent.ts";
import { simulatedAgent } from "../../evaluation/agents/simulated.ts";
import type { Scenario } from "../../ots/scenario.ts";
import type { ThreatModel } from "../../ots/threat-model.ts";
import { defaultSettings, type EpisodeStart } from "../../pipeline/episode.ts";
import { estimateRun } from "../../pipeline/estimate.ts";
import { createBuiltinSimulator } from "../../simulators/builtin/simulator.ts";
import { weighTask } from "../../simulators/llm/weigh.ts";
import { InputError } from "../../syntax/input-error.ts";
import { readChoice } from "../model/choice.ts";
import type { Keys } from "../model/keys.ts";
import { requireConsent } from "./consent.ts";
import { payloadText } from "./payload.ts";
import { openRunModel } from "./run-model.ts";

export interface ModelAgentParts {
  keys: Keys;
  memento: vscode.Memento;
  scope: vscode.Uri;
  threatModel: ThreatModel;
  scenarios: readonly Scenario[];
  signal: AbortSignal;
}

/**
 * The model that the settings choose, acting: the environment and the judge stay on this machine. Asks before anything is sent.
 * @throws InputError when no model is chosen; CancellationError when the person does not agree.
 */
export async function modelAgent(parts: ModelAgentParts): Promise<AgentUnderTest> {
  const { keys, memento, scope, threatModel, scenarios, signal } = parts;
  const choice = readChoice(scope);
  if (choice.kind === "builtin") {
    throw new InputError(
      vscode.l10n.t("No language model is chosen: run Select Model first, then evaluate it here."),
    );
  }
  const model = await openRunModel(choice, {
    keys,
    threatModel,
    scope,
    lookUps: { most: 0 },
    signal,
    onChange: () => {},
  });
  const settings = { ...defaultSettings, goal: "risky" as const };
  const starts = scenarios.map((scenario): EpisodeStart => ({ from: "scenario", scenario, sample: 0 }));
  const simulator = createBuiltinSimulator({ seed: 1, model: threatModel });
  const played = await estimateRun({
    starts,
    settings,
    samples: 1,
    simulator,
    // Only the agent's own turns go to the model.
    weigh: (task, answer) =>
      task.kind === "act"
        ? weighTask(task, answer, threatModel)
        : { inputTokens: 0, outputTokens: 0, calls: 0 },
    signal,
  });
  const estimate = { ...played, mostCalls: scenarios.length * settings.maxSteps };
  const [first] = starts;
  await requireConsent(
    {
      model,
      estimate,
      tools: new Set(scenarios.flatMap(({ tools }) => tools.map(({ id }) => id))).size,
      budget: model.budget,
      payload: async () => (first ? payloadText(first, settings, simulator, threatModel) : ""),
    },
    memento,
  );
  return simulatedAgent(`model ${model.models.default}`, model.executor);
}
