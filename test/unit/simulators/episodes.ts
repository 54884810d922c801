import type { Scenario } from "../../../src/ots/scenario.ts";
import type { Step } from "../../../src/ots/step.ts";
import {
  type Answer,
  type ProposeTask,
  type Simulator,
  SimulatorError,
  type Task,
  type TaskResult,
} from "../../../src/ots/task.ts";
import { builtinThreatModel } from "../../../src/ots/threat-model.ts";
import {
  advance,
  defaultSettings,
  type Episode,
  type EpisodeStart,
  fail,
  startEpisode,
} from "../../../src/pipeline/episode.ts";
import { createBuiltinSimulator } from "../../../src/simulators/builtin/simulator.ts";
import { projects, type Slot, slotsOf } from "./tools.ts";

export const simulator = createBuiltinSimulator({ seed: 1, model: builtinThreatModel });
const never = new AbortController().signal;

/** The answer to one task; the built-in simulator answers at once. */
export function answer<T extends Task>(task: T, by: Simulator = simulator): TaskResult<T["kind"]> {
  return (by.answer(task, never) as Answer).result as TaskResult<T["kind"]>;
}

export function proposal(slot: Slot, sample = 0, seed = 7, avoid: readonly string[] = []): ProposeTask {
  return { kind: "propose", tools: slot.tools, cell: slot.cell, trigger: slot.trigger, avoid, sample, seed };
}

export const allSlots: readonly Slot[] = projects().flatMap(slotsOf);

/** Slots of tools that some arguments are valid for. */
export const usableSlots = allSlots.filter(({ tool }) => tool.name !== "impossible");

/** The scenario for a slot; undefined where the cell truly cannot be filled. */
export function proposed(slot: Slot, sample = 0, seed = 7): Scenario | undefined {
  try {
    return answer(proposal(slot, sample, seed));
  } catch (error) {
    if (error instanceof SimulatorError && error.reason === "not-reached") {
      return undefined;
    }
    throw error;
  }
}

/** The first slot with this tool and trigger, and this outcome when one is named. */
export function slot(tool: string, trigger: string, outcome?: string): Slot {
  const found = allSlots.find(
    (candidate) =>
      candidate.tool.name === tool &&
      candidate.trigger === trigger &&
      (outcome === undefined || candidate.cell.outcome === outcome),
  );
  if (!found) {
    throw new Error(`no applicable cell for ${tool} and ${trigger}`);
  }
  return found;
}

export function scenarioOf(tool: string, trigger: string, sample = 0, outcome?: string): Scenario {
  return answer(proposal(slot(tool, trigger, outcome), sample));
}

/** The benign twin of a slot's scenario. */
export function twinOf(scenario: Scenario, of: Slot): Scenario {
  return answer({ ...proposal(of), twinOf: scenario });
}

/** Plays one episode to its end with the built-in simulator. */
export function played(start: Slot, sample = 0, seed = 11): Episode {
  const { tools, cell, trigger } = start;
  return playedFrom({ from: "cell", tools, cell, trigger, alternatives: [], sample, seed });
}

export function playedFrom(start: EpisodeStart): Episode {
  let { episode, nextTask } = startEpisode(start, defaultSettings);
  while (nextTask) {
    try {
      ({ episode, nextTask } = advance(episode, simulator.answer(nextTask, never) as Answer));
    } catch (error) {
      if (!(error instanceof SimulatorError)) {
        throw error;
      }
      ({ episode, nextTask } = fail(episode, error) as { episode: Episode; nextTask?: Task });
    }
  }
  return episode;
}

/** Everything an agent could have seen before it acts: instruction, messages, observations, tool descriptions. */
export function seen(scenario: Scenario, steps: readonly Step[] = scenario.context): string {
  const observed = steps.map((step) =>
    step.kind === "message" ? step.text : (step.observation?.content ?? ""),
  );
  const prepared = scenario.hidden.map((fact) => fact.observation ?? "");
  return [...observed, ...prepared, ...scenario.tools.map((tool) => tool.description)].join("\n");
}
