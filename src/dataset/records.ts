import { type HumanVerdict, humanVerdictSchema } from "../ots/human-verdict.ts";
import { isJsonObject } from "../ots/json.ts";
import { type Scenario, scenarioSchema } from "../ots/scenario.ts";
import { type Trajectory, trajectorySchema } from "../ots/trajectory.ts";
import { endStates, riskSources, severities } from "../ots/vocabulary.ts";
import type * as z from "../ots/zod.ts";

/** What every line of the store has. */
export interface StoredRecord {
  schemaVersion: number;
  id: string;
}

/**
 * A kind of record: the file it is kept in, how it is checked, and what the store keeps of it in memory. A new kind is
 * one such value and a line in the store.
 */
export interface RecordKind<T extends StoredRecord, K extends keyof T & string> {
  /** For messages, such as `scenario`. */
  name: string;
  fileName: string;
  schema: z.ZodType<T>;
  /** Members kept in memory, `id` first. They are written at the front of a line, where a person finds them. */
  summary: readonly K[];
  /** Those of them whose values recur in many records, and are shared in memory. */
  recurring: readonly K[];
  /** The quick check of the members in memory that stands for the full one while a file is opened. */
  isSummary(members: Readonly<Record<string, unknown>>): boolean;
}

/** What the index keeps of a scenario: enough for trees, counts, plans and coverage. */
export type ScenarioSummary = Pick<
  Scenario,
  "id" | "cell" | "trigger" | "title" | "severity" | "benign" | "twinOf"
>;
export type TrajectorySummary = Pick<
  Trajectory,
  "id" | "kind" | "scenarioId" | "derivedFrom" | "forkStep" | "endState"
>;
export type HumanVerdictSummary = Pick<HumanVerdict, "id" | "trajectoryId" | "step" | "judgement">;

export const scenarioKind: RecordKind<Scenario, keyof ScenarioSummary & string> = {
  name: "scenario",
  fileName: "scenarios.jsonl",
  schema: scenarioSchema,
  summary: ["id", "cell", "trigger", "title", "severity", "benign", "twinOf"],
  recurring: ["cell", "trigger", "severity", "benign"],
  isSummary: ({ id, cell, trigger, title, severity, benign, twinOf }) =>
    isString(id) &&
    isJsonObject(cell) &&
    isString(cell.toolId) &&
    isString(cell.toolName) &&
    isString(cell.outcome) &&
    isOneOf(riskSources, cell.source) &&
    isString(trigger) &&
    isString(title) &&
    isOneOf(severities, severity) &&
    typeof benign === "boolean" &&
    (twinOf === undefined || isString(twinOf)),
};

export const trajectoryKind: RecordKind<Trajectory, keyof TrajectorySummary & string> = {
  name: "trajectory",
  fileName: "trajectories.jsonl",
  schema: trajectorySchema,
  summary: ["id", "kind", "scenarioId", "derivedFrom", "forkStep", "endState"],
  recurring: ["kind", "forkStep", "endState"],
  isSummary: ({ id, kind, scenarioId, derivedFrom, forkStep, endState }) =>
    isString(id) &&
    isOneOf(["risky", "safe", "imported"], kind) &&
    (scenarioId === undefined || isString(scenarioId)) &&
    (derivedFrom === undefined || isString(derivedFrom)) &&
    (forkStep === undefined || isIndex(forkStep)) &&
    (endState === undefined || isOneOf(endStates, endState)),
};

export const humanVerdictKind: RecordKind<HumanVerdict, keyof HumanVerdictSummary & string> = {
  name: "human verdict",
  fileName: "verdicts.jsonl",
  schema: humanVerdictSchema,
  summary: ["id", "trajectoryId", "step", "judgement"],
  recurring: ["step", "judgement"],
  isSummary: ({ id, trajectoryId, step, judgement }) =>
    isString(id) && isString(trajectoryId) && isIndex(step) && isString(judgement),
};

function isString(value: unknown): value is string {
  return typeof value === "string";
}

function isIndex(value: unknown): boolean {
  return Number.isInteger(value) && Number(value) >= 0;
}

function isOneOf(words: readonly string[], value: unknown): boolean {
  return isString(value) && words.includes(value);
}
