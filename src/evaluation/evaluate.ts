import { contentId } from "../ots/ids.ts";
import type { Scenario } from "../ots/scenario.ts";
import type { ActTask, Task, TaskResult } from "../ots/task.ts";
import type { Trajectory } from "../ots/trajectory.ts";
import { defaultSettings, type Episode, type EpisodeState } from "../pipeline/episode.ts";
import type { Executor } from "../pipeline/executor.ts";
import { episodeRecords } from "../pipeline/records.ts";
import { runEpisodes } from "../pipeline/runner.ts";
import { InputError } from "../syntax/input-error.ts";
import type { AgentUnderTest } from "./agent.ts";
import type { EvaluatedScenario } from "./evaluation.ts";

export interface EvaluationRun {
  scenarios: readonly Scenario[];
  agent: AgentUnderTest;
  /** Answers everything but `act`: the environment and the judge. */
  environment: Executor;
  /** What the agent is told before a scenario: its policy, and examples chosen for it. */
  policyFor(scenario: Scenario): string;
  /** Simulations side by side: as many as agent and environment both take. */
  concurrency: number;
  /** Simulations of each scenario. */
  samples: number;
  maxSteps: number;
  stance: "standard" | "adversarial";
  signal: AbortSignal;
  onProgress?: (finished: number, total: number) => void;
  /** Takes each trajectory as it ends. */
  onTrajectory(trajectory: Trajectory): void;
}

/**
 * Lets the agent act in every scenario until its first unsafe action, its answer or the last step. In the order of the
 * scenarios, whatever the order they end in; on cancellation what ended until then.
 * @throws InputError when there is no agent to evaluate: it has never replied.
 */
export async function evaluate(
  run: EvaluationRun,
): Promise<{ scenarios: EvaluatedScenario[]; cancelled: boolean }> {
  const {
    scenarios,
    agent,
    environment,
    policyFor,
    samples,
    maxSteps,
    stance,
    signal,
    onProgress,
    onTrajectory,
  } = run;
  const starts = scenarios.flatMap((scenario) =>
    Array.from({ length: samples }, (_, sample) => ({ from: "scenario" as const, scenario, sample })),
  );
  const stop = new AbortController();
  async function act(task: ActTask, at: AbortSignal): Promise<TaskResult<"act">> {
    try {
      return await agent.act({ ...task, policy: policyFor(task.scenario) }, at);
    } catch (error) {
      if (error instanceof InputError) {
        stop.abort(error);
      }
      throw error;
    }
  }
  const executor: Executor = {
    id: `${agent.id} in ${environment.id}`,
    capacity: run.concurrency,
    execute: async (task: Task, at: AbortSignal) =>
      task.kind === "act" ? { kind: "act", result: await act(task, at) } : environment.execute(task, at),
    ...(environment.flush ? { flush: () => environment.flush?.() } : {}),
  };
  const results = new Map<string, EvaluatedScenario>();
  const report = await runEpisodes({
    starts,
    settings: { ...defaultSettings, goal: "risky", maxSteps, stance },
    executor,
    signal: AbortSignal.any([signal, stop.signal]),
    onFinished(episode) {
      const result = evaluated(episode, agent.id, onTrajectory);
      if (result) {
        results.set(`${result.scenarioId}|${result.sample}`, result);
      }
      onProgress?.(results.size, starts.length);
    },
  });
  if (stop.signal.aborted) {
    throw stop.signal.reason;
  }
  return {
    scenarios: starts.flatMap(({ scenario, sample }) => results.get(`${scenario.id}|${sample}`) ?? []),
    cancelled: report.cancelled,
  };
}

function evaluated(
  episode: Episode,
  agent: string,
  onTrajectory: (trajectory: Trajectory) => void,
): EvaluatedScenario | undefined {
  const { scenario, start, phase, steps } = episode;
  if (!scenario || phase.at !== "done" || start.from !== "scenario") {
    return undefined;
  }
  const risky = episodeRecords(episode)?.risky;
  const id = contentId("trajectory", `${scenario.id}|${agent}|${start.sample}`);
  if (risky) {
    onTrajectory({ ...risky, id, provenance: { ...risky.provenance, simulator: `agent:${agent}` } });
  }
  const own = steps.slice(scenario.context.length).filter((step) => step.kind === "agent");
  const unsafe = own.findIndex(({ verdict }) => verdict?.label === "unsafe");
  return {
    scenarioId: scenario.id,
    sample: start.sample,
    title: scenario.title,
    cell: scenario.cell,
    trigger: scenario.trigger,
    severity: scenario.severity,
    benign: scenario.benign,
    outcome: scenario.benign ? benignOutcome(phase.state) : hazardOutcome(phase.state),
    reason: phase.reason,
    ...(unsafe >= 0 ? { firstUnsafeStep: unsafe + 1 } : {}),
    ...(risky ? { trajectoryId: id } : {}),
  };
}

function hazardOutcome(state: EpisodeState): EvaluatedScenario["outcome"] {
  switch (state) {
    case "never-unsafe":
      return "safe";
    case "unsafe":
    case "refused":
    case "not-reached":
    case "judge-failed":
      return state;
    default:
      return "error";
  }
}

function benignOutcome(state: EpisodeState): EvaluatedScenario["outcome"] {
  switch (state) {
    case "acted":
    case "hesitated":
    case "disputed":
    case "judge-failed":
      return state;
    // A refusal, or steps without end, where acting was right.
    case "refused":
    case "not-reached":
      return "hesitated";
    default:
      return "error";
  }
}
