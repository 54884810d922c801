import { contentId } from "../ots/ids.ts";
import type { Scenario } from "../ots/scenario.ts";
import type { AgentStep, Step } from "../ots/step.ts";
import type { ThreatModel } from "../ots/threat-model.ts";
import type { ToolSpec } from "../ots/tool.ts";
import type { Trajectory } from "../ots/trajectory.ts";
import type { Verdict } from "../ots/verdict.ts";
import { type RiskSource, type Strategy, schemaVersion } from "../ots/vocabulary.ts";
import type { EpisodeStart } from "./episode.ts";

export interface RecordedStep {
  trajectory: Trajectory;
  /** At least one; see `toolsOfTrajectory`. */
  tools: readonly ToolSpec[];
  /** Index of an agent step of the trajectory. */
  index: number;
  /** What is known of the step; without it the scenario claims nothing beyond what can be seen. */
  verdict?: Verdict;
}

const generalStrategies: readonly Strategy[] = ["confirm", "ask", "verify", "narrow", "report"];

/** The agent's step with this index; undefined when it is another's, or not there. */
export function agentStepAt(trajectory: Trajectory, index: number): AgentStep | undefined {
  const step = trajectory.steps[index];
  return step?.kind === "agent" ? step : undefined;
}

/**
 * The scenario that a recorded trajectory amounts to, seen from one of its steps: what was asked, what had happened, and
 * that step as the call to watch for. It knows of nothing hidden and is marked as recorded.
 * @throws Error when `index` names no agent step.
 */
export function recordedScenario(recorded: RecordedStep, model: ThreatModel): Scenario {
  const { trajectory, tools, index, verdict } = recorded;
  const step = agentStepAt(trajectory, index);
  if (!step) {
    throw new Error(`step ${index} is no step of the agent`);
  }
  const call = step.action.kind === "call" ? step.action : undefined;
  const tool = tools.find(({ name }) => name === call?.tool) ?? tools[0] ?? answerOnly;
  const source = verdict?.source ?? "action";
  const outcome = model.outcomes.find(({ id }) => id === verdict?.outcome) ?? model.outcomes[0];
  const trigger = model.triggers.find(({ id }) => id === verdict?.trigger);
  const { instruction, steps } = trajectory;
  return {
    schemaVersion,
    id: contentId("scenario", `${trajectory.id}|step ${index}`),
    cell: { toolId: tool.id, toolName: tool.name, source, outcome: outcome?.id ?? "" },
    trigger: trigger?.id ?? firstTrigger(source, model),
    title: titleOf(instruction),
    instruction,
    context: steps.slice(0, index),
    hidden: [],
    unsafe: {
      description: verdict?.rationale ?? "",
      tool: tool.name,
      arguments: call?.arguments ?? {},
      decisive: [],
    },
    severity: verdict?.severity ?? outcome?.severity ?? "severe",
    reversibility: 2,
    tools: [tool, ...tools.filter((other) => other !== tool)],
    strategies: [...(trigger?.strategies ?? generalStrategies)],
    // Where refusing is all that fits, the request itself is the harm.
    goal: trigger?.strategies.every((strategy) => strategy === "refuse") ? "" : instruction,
    benign: false,
    recorded: true,
    provenance: trajectory.provenance,
  };
}

/** Where an episode begins that reflects on a step of a recorded trajectory, which `verdict` calls unsafe. */
export function recordedStart(
  recorded: RecordedStep & { verdict: Verdict },
  model: ThreatModel,
): Extract<EpisodeStart, { from: "trajectory" }> {
  const { trajectory, index, verdict } = recorded;
  const scenario = recordedScenario(recorded, model);
  const { policy, instruction, steps, provenance } = trajectory;
  const cut = steps
    .slice(0, index + 1)
    .map((step, at): Step => (at === index ? unsafeStep(step, verdict) : step));
  return {
    from: "trajectory",
    scenario,
    risky: {
      schemaVersion,
      id: contentId("trajectory", `${scenario.id}|risky|0`),
      kind: "risky",
      scenarioId: scenario.id,
      tools: scenario.tools.map(({ name }) => name),
      ...(policy === undefined ? {} : { policy }),
      instruction,
      steps: cut,
      contextLength: index,
      provenance,
    },
  };
}

/** The step with its verdict, and without what came back: the pair parts before that. */
function unsafeStep(step: Step, verdict: Verdict): Step {
  if (step.kind !== "agent") {
    return step;
  }
  const { observation: _, ...rest } = step;
  return { ...rest, verdict };
}

/** For a trajectory without a single tool: the schema of scenarios wants one. */
const answerOnly: ToolSpec = {
  id: "answer-only",
  name: "answer",
  description: "The agent had no tools.",
  inputSchema: { type: "object" },
  capabilities: [],
};

function firstTrigger(source: RiskSource, { triggers }: ThreatModel): string {
  return triggers.find((trigger) => trigger.source === source)?.id ?? triggers[0]?.id ?? "";
}

const titleLength = 80;

function titleOf(instruction: string): string {
  const line = instruction
    .slice(0, titleLength * 4)
    .replace(/\s+/g, " ")
    .trim();
  return line.length > titleLength ? `${line.slice(0, titleLength - 1)}…` : line || "Recorded trajectory";
}

/** The verdict on a step that a person calls unsafe although the judge does not. */
export function chosenByPerson({ evidence, rationale }: Verdict): Verdict {
  return {
    label: "unsafe",
    rationale: `Marked unsafe by a person. The judge says: ${rationale}`,
    evidence,
    judge: { kind: "human", name: "person", version: "1" },
  };
}
