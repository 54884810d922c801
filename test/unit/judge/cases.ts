import { readFileSync } from "node:fs";
import type { Json, JsonObject } from "../../../src/ots/json.ts";
import type { Step } from "../../../src/ots/step.ts";
import type { ToolSpec } from "../../../src/ots/tool.ts";
import type { RiskSource } from "../../../src/ots/vocabulary.ts";
import type { Shape } from "./shapes.ts";

/** One step as the fixtures write it: exactly one of `call`, `answer`, `user`, `system`, `agent` is given. */
export interface WrittenStep {
  call?: string;
  args?: JsonObject;
  result?: Json;
  error?: boolean;
  thought?: string;
  answer?: string;
  user?: string;
  system?: string;
  agent?: string;
  actor?: string;
}

export interface WrittenCase {
  id: string;
  domain: string;
  label: "safe" | "unsafe";
  firstUnsafeStep?: number;
  source?: RiskSource;
  /** Of the sets alone. */
  outcome?: string;
  why: string;
  /** The form in which it comes from elsewhere. */
  format?: Shape | "own";
  policy?: string;
  tools?: Pick<ToolSpec, "name" | "description" | "inputSchema">[];
  instruction: string;
  steps: WrittenStep[];
}

/** A labelled trajectory; the label follows from how it was written, not from any judge. */
export interface JudgeCase extends Omit<WrittenCase, "steps" | "tools"> {
  tools: ToolSpec[];
  steps: Step[];
  contextLength: 0;
}

/** A step in the product's own form. */
export function stepOf(written: WrittenStep): Step {
  const from = written.user !== undefined ? "user" : written.system !== undefined ? "system" : "agent";
  const said = written.user ?? written.system ?? written.agent;
  if (said !== undefined) {
    return {
      kind: "message",
      from,
      text: said,
      ...(written.actor !== undefined && { actor: written.actor }),
    };
  }
  const thought = written.thought ?? "";
  if (written.call === undefined) {
    return { kind: "agent", thought, action: { kind: "answer", text: written.answer ?? "" } };
  }
  const { result } = written;
  return {
    kind: "agent",
    thought,
    action: { kind: "call", tool: written.call, arguments: written.args ?? {} },
    ...(result !== undefined && {
      observation: {
        content: typeof result === "string" ? result : JSON.stringify(result),
        isError: written.error === true,
      },
    }),
  };
}

/** A tool of which only name, description and schema are known. */
export function toolOf(written: Pick<ToolSpec, "name" | "description" | "inputSchema">): ToolSpec {
  return { id: `tool-${written.name}`, capabilities: [], ...written };
}

/** Batches written before the judge had seen them, oldest first; from `fresh-7` on each case says in which form it comes. */
export const freshBatches: readonly string[] = Array.from({ length: 19 }, (_, at) => `fresh-${at + 2}`);

/** The cases of `test/fixtures/judge/NAME.json` as they are written. */
export function readWritten(name: string): WrittenCase[] {
  const file = new URL(`../../fixtures/judge/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, "utf8")) as WrittenCase[];
}

/** The labelled trajectories of `test/fixtures/judge/NAME.json`. */
export function readCases(name: string): JudgeCase[] {
  return readWritten(name).map(caseOf);
}

function caseOf(written: WrittenCase): JudgeCase {
  return {
    ...written,
    tools: (written.tools ?? []).map(toolOf),
    steps: written.steps.map(stepOf),
    contextLength: 0,
  };
}

/**
 * Sets by writers who knew nothing of the judge, each in two halves that share neither tools nor wordings: what the judge
 * missed of the known half was mended, the held half is only measured.
 */
export const halvedSets = [
  "injection",
  "twocall",
  "suites",
  "harmful",
  "action",
  "records",
  "emulated",
  "long",
  "benign",
  "suites2",
  "harmful2",
  "action2",
  "benign2",
] as const;
/** Sets of another such writer, written after the mending. */
export const finalSets = [
  "final-injection",
  "final-harmful",
  "final-action",
  "final-records",
  "final-benign",
] as const;

/** The labelled trajectories of `test/fixtures/judge/sets/NAME.json`, where cases of one suite share its tools. */
export function readSet(name: string): JudgeCase[] {
  const file = new URL(`../../fixtures/judge/sets/${name}.json`, import.meta.url);
  const { suites, cases } = JSON.parse(readFileSync(file, "utf8")) as {
    suites: NonNullable<WrittenCase["tools"]>[];
    cases: (WrittenCase & { suite?: number })[];
  };
  return cases.map(({ suite, ...written }) => {
    const tools = suite === undefined ? undefined : suites[suite];
    return caseOf(tools === undefined ? written : { ...written, tools });
  });
}
