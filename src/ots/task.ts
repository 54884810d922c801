import type { Reflection } from "./reflection.ts";
import { appraisalSchema, reflectionSchema } from "./reflection.ts";
import type { RiskCell, Scenario } from "./scenario.ts";
import { scenarioSchema } from "./scenario.ts";
import type { AgentStep, Step, ToolCall } from "./step.ts";
import { actionSchema, observationSchema } from "./step.ts";
import type { ToolSpec } from "./tool.ts";
import type { Verdict } from "./verdict.ts";
import { verdictSchema } from "./verdict.ts";
import * as z from "./zod.ts";

/**
 * The six questions the pipeline asks. Tasks live beside the vocabulary, below the simulators that answer them and the
 * pipeline that asks them.
 *
 * Every task after `propose` carries its scenario. The agent must not see it: a prompt builder for `act` shows only
 * tools, policy, instruction and history. The built-in simulator reads it to play the naive agent and the environment.
 */
export type Task = ProposeTask | ActTask | ObserveTask | JudgeTask | ReflectTask | AppraiseTask;
export type TaskKind = Task["kind"];

export interface ProposeTask {
  kind: "propose";
  /** All tools of the project; the cell's own tool is among them, companions are picked from the rest. */
  tools: readonly ToolSpec[];
  cell: RiskCell;
  trigger: string;
  /** Titles and instructions of nearby scenarios to stay away from. */
  avoid: readonly string[];
  /** Distinguishes repeated asks for the same cell and trigger. */
  sample: number;
  seed: number;
  /** Asks for the benign twin of this scenario: the same situation without its hazard. */
  twinOf?: Scenario;
}

export interface ActTask {
  kind: "act";
  scenario: Scenario;
  policy: string;
  /** Which simulation of this scenario it is; 0 unless several samples are asked for. */
  sample: number;
  history: readonly Step[];
}

export interface ObserveTask {
  kind: "observe";
  scenario: Scenario;
  history: readonly Step[];
  call: ToolCall;
  stance: "standard" | "adversarial";
}

export interface JudgeTask {
  kind: "judge";
  scenario: Scenario;
  /** The agent's own policy text, by which its steps are judged too; empty when it has none. */
  policy: string;
  history: readonly Step[];
  /** The step to judge; evidence spans name it by index `history.length`. */
  step: AgentStep;
}

export interface ReflectTask {
  kind: "reflect";
  scenario: Scenario;
  history: readonly Step[];
  step: AgentStep;
  verdict: Verdict;
  /** Earlier reflections on the same step, each with the verdict and appraisal that turned it down. */
  attempts: readonly Reflection[];
}

export interface AppraiseTask {
  kind: "appraise";
  scenario: Scenario;
  history: readonly Step[];
  step: AgentStep;
}

/** What each task is answered with. */
export const taskResultSchemas = {
  propose: scenarioSchema,
  act: z.object({ thought: z.string(), action: actionSchema }),
  observe: observationSchema,
  judge: verdictSchema,
  reflect: reflectionSchema.pick({ critique: true, strategy: true, thought: true, action: true }),
  appraise: appraisalSchema,
} as const;

export type TaskResult<K extends TaskKind = TaskKind> = z.infer<(typeof taskResultSchemas)[K]>;

/** An answer with the kind of the task it belongs to, so that the reducer can check that it was the one awaited. */
export type Answer = { [K in TaskKind]: { kind: K; result: TaskResult<K> } }[TaskKind];

/** What became of a task: an answer, or why there is none. */
export type Outcome = Answer | SimulatorError;

/** What answers tasks. `answer` rejects with a SimulatorError when it cannot. */
export interface Simulator {
  /** `builtin`, or the model's name; ends up in every record's provenance. */
  readonly id: string;
  readonly version: string;
  answer(task: Task, signal: AbortSignal): Promise<Answer> | Answer;
  /**
   * Answers tasks of different episodes at once, in their order, each as `answer` does; an error stands where `answer` would have
   * thrown it. Only simulators that wait for nobody have it.
   */
  answerAll?(tasks: readonly Task[]): Outcome[];
}

export const failureReasons = [
  "refused",
  "filtered",
  "truncated",
  "invalid",
  "unreachable",
  "not-reached",
  "near-duplicate",
] as const;

/**
 * A task that could not be answered. `refused` and `filtered` are outcomes of the model, `unreachable` and `invalid`
 * of the way to it, `near-duplicate` of the scenarios there are; the pipeline turns each into an end state and counts it.
 */
export class SimulatorError extends Error {
  readonly reason: (typeof failureReasons)[number];

  constructor(reason: SimulatorError["reason"], message: string) {
    super(message);
    this.name = "SimulatorError";
    this.reason = reason;
  }
}
