import type { Reflection } from "../ots/reflection.ts";
import type { RiskCell, Scenario } from "../ots/scenario.ts";
import type { AgentStep, Step } from "../ots/step.ts";
import type { Answer, SimulatorError, Task, TaskKind, TaskResult } from "../ots/task.ts";
import type { ToolSpec } from "../ots/tool.ts";
import type { Trajectory } from "../ots/trajectory.ts";
import type { EndState } from "../ots/vocabulary.ts";
import { endingOf } from "./ending.ts";
import { withNextTrigger, withNextVariant } from "./variants.ts";

/**
 * Where an episode begins: at an empty cell, at a scenario whose benign twin is wanted, at a stored scenario, or at a stored
 * trajectory with its unsafe step.
 */
export type EpisodeStart =
  | CellStart
  | TwinStart
  | { from: "scenario"; scenario: Scenario; sample: number }
  | { from: "trajectory"; scenario: Scenario; risky: Trajectory };

export interface CellStart {
  from: "cell";
  tools: readonly ToolSpec[];
  cell: RiskCell;
  trigger: string;
  /** Triggers of the same cell to try, in this order, when the simulator finds no case for `trigger`. */
  alternatives: readonly string[];
  sample: number;
  seed: number;
}

export interface TwinStart {
  from: "twin";
  tools: readonly ToolSpec[];
  of: Scenario;
  seed: number;
}

/** How far an episode goes: stop with the scenario, with the first unsafe step, or with the pair. */
export type Goal = "scenario" | "risky" | "pair";

export interface EpisodeSettings {
  goal: Goal;
  /** Agent steps after the scenario's own history before the simulation is given up. */
  maxSteps: number;
  /** Reflections tried on one unsafe step. */
  maxReflections: number;
  /** The agent's own policy text; empty when it has none. */
  policy: string;
  stance: "standard" | "adversarial";
}

export const defaultSettings: EpisodeSettings = {
  goal: "pair",
  maxSteps: 8,
  maxReflections: 3,
  policy: "",
  stance: "adversarial",
};

/** What became of an episode: an end state, or the stage it was asked to stop at. */
export type EpisodeState = EndState | "proposed" | "unsafe";

type Phase =
  | { at: "propose" }
  | { at: "act" }
  | { at: "judge"; step: AgentStep }
  | { at: "observe"; step: AgentStep }
  | { at: "reflect"; step: AgentStep }
  | { at: "judge-safe"; step: AgentStep; candidate: Reflection }
  | { at: "appraise"; step: AgentStep; candidate: Reflection }
  | { at: "done"; state: EpisodeState; reason: string };

/** The life of one scenario. Immutable: `advance` returns a new one. */
export interface Episode {
  readonly start: EpisodeStart;
  readonly settings: EpisodeSettings;
  readonly phase: Phase;
  readonly scenario?: Scenario;
  /** Instructions that a proposal should stay away from. */
  readonly avoid: readonly string[];
  /** Proposals turned down because they nearly repeat an existing scenario. */
  readonly repeats: number;
  /** τ so far: the scenario's history, then the agent's steps, the unsafe one last when there is one. */
  readonly steps: readonly Step[];
  /** Every reflection tried, with the verdict and appraisal it got; the accepted one last. */
  readonly reflections: readonly Reflection[];
}

export interface Advance {
  episode: Episode;
  /** Absent when the episode is done. */
  nextTask?: Task;
}

/** Sets an episode up and says what to ask first. `avoid` names instructions that a proposal should stay away from. */
export function startEpisode(
  start: EpisodeStart,
  settings: EpisodeSettings,
  avoid: readonly string[] = [],
): Advance {
  const blank = { start, settings, steps: [], reflections: [], avoid, repeats: 0 };
  switch (start.from) {
    case "cell":
    case "twin":
      return next({ ...blank, phase: { at: "propose" } });
    case "scenario":
      return next(begin({ ...blank, phase: { at: "propose" } }, start.scenario));
    case "trajectory": {
      const step = start.risky.steps.at(-1);
      const steps = start.risky.steps.slice(0, -1);
      const episode: Episode = { ...blank, scenario: start.scenario, steps, phase: { at: "act" } };
      return step?.kind === "agent" && step.verdict?.label === "unsafe"
        ? next(foundUnsafe(episode, step))
        : next(
            done(
              episode,
              "error",
              "the trajectory does not end in an unsafe step, so there is nothing to reflect on",
            ),
          );
    }
  }
}

/**
 * The pure heart of the pipeline: takes the answer to the task that was asked and says what comes next.
 * @throws Error when the answer belongs to another kind of task than the one awaited (a bug of the executor).
 */
export function advance(episode: Episode, answer: Answer): Advance {
  const { phase } = episode;
  switch (phase.at) {
    case "propose":
      return next(begin(episode, expect("propose", answer)));
    case "act": {
      const { thought, action } = expect("act", answer);
      return next({ ...episode, phase: { at: "judge", step: { kind: "agent", thought, action } } });
    }
    case "judge":
      return next(judged(episode, { ...phase.step, verdict: expect("judge", answer) }));
    case "observe":
      return next(observed(episode, { ...phase.step, observation: expect("observe", answer) }));
    case "reflect":
      return next({
        ...episode,
        phase: { ...phase, at: "judge-safe", candidate: expect("reflect", answer) },
      });
    case "judge-safe": {
      const candidate = { ...phase.candidate, verdict: expect("judge", answer) };
      // Declining is what a `refuse` reflection is for; from any other strategy it is not the safe action asked for.
      const accepted =
        candidate.verdict.label === "safe" ||
        (candidate.verdict.label === "refused" && candidate.strategy === "refuse");
      return next(
        accepted
          ? { ...episode, phase: { ...phase, at: "appraise", candidate } }
          : turnedDown(episode, phase.step, candidate),
      );
    }
    case "appraise": {
      const candidate = { ...phase.candidate, appraisal: expect("appraise", answer) };
      if (!candidate.appraisal.useful) {
        return next(turnedDown(episode, phase.step, candidate));
      }
      const reflections = [...episode.reflections, candidate];
      return next(done({ ...episode, steps: [...episode.steps, phase.step], reflections }, "pair", ""));
    }
    case "done":
      throw new Error("the episode is already done");
  }
}

/**
 * What follows when a task could not be answered: a proposal that finds no case goes on with the cell's next trigger, one
 * that repeats an existing scenario is asked for again, everything else ends the episode in the end state that says so.
 * `repeated` is the instruction of the existing scenario, for the next proposal to stay away from.
 */
export function fail(episode: Episode, error: SimulatorError, repeated?: string): Advance {
  const other =
    error.reason === "not-reached"
      ? withNextTrigger(episode)
      : error.reason === "near-duplicate"
        ? withNextVariant(episode, repeated)
        : undefined;
  return other ? next(other) : { episode: failed(episode, error) };
}

function failed(episode: Episode, error: SimulatorError): Episode {
  const { phase } = episode;
  const withStep = "step" in phase ? { ...episode, steps: [...episode.steps, phase.step] } : episode;
  const declined = error.reason === "refused" || error.reason === "filtered";
  switch (phase.at) {
    case "judge":
    case "judge-safe":
    case "appraise":
      return done(withStep, "judge-failed", error.message);
    case "reflect":
      return done(withStep, "reflection-failed", error.message);
    default:
      return done(
        withStep,
        error.reason === "not-reached" || error.reason === "near-duplicate"
          ? "not-reached"
          : declined
            ? "refused"
            : "error",
        error.message,
      );
  }
}

function begin(episode: Episode, scenario: Scenario): Episode {
  const begun: Episode = { ...episode, scenario, steps: scenario.context, phase: { at: "act" } };
  return episode.settings.goal === "scenario" ? done(begun, "proposed", "") : begun;
}

function judged(episode: Episode, step: AgentStep): Episode {
  const steps = [...episode.steps, step];
  switch (step.verdict?.label) {
    case "unsafe":
      return foundUnsafe(episode, step);
    case "refused":
      return done({ ...episode, steps }, "refused", step.verdict.rationale);
    case "judge-failed":
      return done({ ...episode, steps }, "judge-failed", step.verdict.rationale);
    default:
      return step.action.kind === "call"
        ? { ...episode, phase: { at: "observe", step } }
        : finished({ ...episode, steps });
  }
}

function foundUnsafe(episode: Episode, step: AgentStep): Episode {
  if (episode.scenario?.benign) {
    // Nothing is wrong by construction: a reflection on it would teach to hesitate.
    const reason = step.verdict?.rationale ?? "";
    return done({ ...episode, steps: [...episode.steps, step] }, "disputed", reason);
  }
  return episode.settings.goal === "pair"
    ? { ...episode, phase: { at: "reflect", step } }
    : done({ ...episode, steps: [...episode.steps, step] }, "unsafe", "");
}

function observed(episode: Episode, step: AgentStep): Episode {
  const after: Episode = { ...episode, steps: [...episode.steps, step], phase: { at: "act" } };
  const taken = after.steps.length - scenarioOf(after).context.length;
  return taken < after.settings.maxSteps
    ? after
    : done(
        after,
        "not-reached",
        `the agent took ${taken} steps without an unsafe action and without finishing`,
      );
}

function finished(episode: Episode): Episode {
  const { state, reason } = endingOf(scenarioOf(episode), episode.steps);
  return done(episode, state, reason);
}

function turnedDown(episode: Episode, step: AgentStep, candidate: Reflection): Episode {
  const reflections = [...episode.reflections, candidate];
  if (candidate.verdict?.label === "judge-failed") {
    return done(
      { ...episode, reflections, steps: [...episode.steps, step] },
      "judge-failed",
      candidate.verdict.rationale,
    );
  }
  return reflections.length < episode.settings.maxReflections
    ? { ...episode, reflections, phase: { at: "reflect", step } }
    : done(
        { ...episode, reflections, steps: [...episode.steps, step] },
        "reflection-failed",
        whyTurnedDown(candidate),
      );
}

function whyTurnedDown({ verdict, appraisal }: Reflection): string {
  return appraisal && !appraisal.useful
    ? `not useful: ${appraisal.rationale}`
    : `not safe: ${verdict?.rationale ?? ""}`;
}

function done(episode: Episode, state: EpisodeState, reason: string): Episode {
  return { ...episode, phase: { at: "done", state, reason } };
}

function next(episode: Episode): Advance {
  const nextTask = taskOf(episode);
  return nextTask ? { episode, nextTask } : { episode };
}

function taskOf(episode: Episode): Task | undefined {
  const { phase, start, settings, avoid, steps: history } = episode;
  if (phase.at === "done") {
    return undefined;
  }
  if (phase.at === "propose") {
    return proposal(start, avoid);
  }
  const scenario = scenarioOf(episode);
  switch (phase.at) {
    case "act":
      return {
        kind: "act",
        scenario,
        policy: settings.policy,
        history,
        sample: start.from === "scenario" ? start.sample : 0,
      };
    case "judge":
      return { kind: "judge", scenario, policy: settings.policy, history, step: phase.step };
    case "observe": {
      const call = phase.step.action;
      if (call.kind !== "call") {
        throw new Error("only a call is observed");
      }
      return { kind: "observe", scenario, history, call, stance: settings.stance };
    }
    case "reflect": {
      const { verdict, ...step } = phase.step;
      if (!verdict) {
        throw new Error("only a judged step is reflected on");
      }
      return { kind: "reflect", scenario, history, step, verdict, attempts: episode.reflections };
    }
    case "judge-safe":
      return { kind: "judge", scenario, policy: settings.policy, history, step: safeStep(phase.candidate) };
    case "appraise":
      return { kind: "appraise", scenario, history, step: safeStep(phase.candidate) };
  }
}

function proposal(start: EpisodeStart, avoid: readonly string[]): Task {
  switch (start.from) {
    case "cell": {
      const { tools, cell, trigger, sample, seed } = start;
      return { kind: "propose", tools, cell, trigger, avoid, sample, seed };
    }
    case "twin": {
      const { tools, of: twinOf, seed } = start;
      const { cell, trigger } = twinOf;
      return { kind: "propose", tools, cell, trigger, avoid, sample: 0, seed, twinOf };
    }
    default:
      throw new Error("an episode that starts from a record has its scenario");
  }
}

/** The step a reflection proposes in place of the unsafe one. */
export function safeStep(reflection: Reflection): AgentStep {
  const { thought, action, verdict } = reflection;
  return verdict ? { kind: "agent", thought, action, verdict } : { kind: "agent", thought, action };
}

function scenarioOf(episode: Episode): Scenario {
  if (!episode.scenario) {
    throw new Error("the episode has no scenario yet");
  }
  return episode.scenario;
}

function expect<K extends TaskKind>(kind: K, answer: Answer): TaskResult<K> {
  if (answer.kind !== kind) {
    throw new Error(`awaited the answer to ${kind}, got one to ${answer.kind}`);
  }
  return answer.result as TaskResult<K>;
}
