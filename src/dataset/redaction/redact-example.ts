import { isJsonObject, type Json } from "../../ots/json.ts";
import type { Reflection } from "../../ots/reflection.ts";
import { type Scenario, scenarioSchema } from "../../ots/scenario.ts";
import type { Action, Step } from "../../ots/step.ts";
import type { ToolSpec } from "../../ots/tool.ts";
import { type Trajectory, trajectorySchema } from "../../ots/trajectory.ts";
import type { EvidenceSpan, Verdict } from "../../ots/verdict.ts";
import type { Example } from "../example.ts";
import { createRedactor, type Redactor } from "./redactor.ts";

/** Counts over a whole export. */
export interface RedactionReport {
  /** Examples in which anything was replaced. */
  examples: number;
  /** Replacements by kind. */
  kinds: Map<string, number>;
}

/** Where an evidence span's text stands, in the original. */
type TextOf = (span: Exclude<EvidenceSpan, { where: "argument" }>) => string;

/**
 * A copy of the example without secrets and personal data; identifiers, tool names and schemas stay. Evidence still
 * points at the words it rests on. Adds to `report`.
 */
export function redactExample(example: Example, report: RedactionReport): Example {
  const redactor = createRedactor();
  // Twice: what is found to be a secret further down stands further up as well.
  redactWith(redactor, example);
  const redacted = redactWith(redactor, example);
  for (const [kind, count] of redactor.counts) {
    report.kinds.set(kind, (report.kinds.get(kind) ?? 0) + count);
  }
  report.examples += redactor.counts.size > 0 ? 1 : 0;
  return redacted;
}

function redactWith(redactor: Redactor, example: Example): Example {
  const { instruction, policy, prefix, tools } = example;
  const of = partsOf(redactor, tools);
  const basis = {
    instruction: redactor.redact(instruction).text,
    ...(policy === undefined ? {} : { policy: redactor.redact(policy).text }),
    prefix: of.steps(instruction, prefix),
    tools: tools.map(of.tool),
    scenario: of.scenario(example.scenario),
    trajectories: example.trajectories.map(of.trajectory),
  };
  const end = (step: Step) => of.step(step, textsOf(instruction, [...prefix, step], tools));
  if (example.kind === "single") {
    return { ...example, ...basis, step: end(example.step) };
  }
  const { unsafe, safe, reflection } = example;
  return {
    ...example,
    ...basis,
    unsafe: end(unsafe),
    safe: end(safe),
    reflection: of.reflection(reflection, textsOf(instruction, [...prefix, safe], tools)),
  };
}

function partsOf(redactor: Redactor, tools: readonly ToolSpec[]) {
  const text = (value: string) => redactor.redact(value).text;
  const values = <T extends Json>(value: T): T =>
    mapTexts(value, (one, name) => redactor.redact(one, name).text) as T;
  // What the vocabulary does not name: details of an import, members that other programs wrote. It may hold anything.
  const unnamed = (record: object, schema: { shape: object }) =>
    Object.fromEntries(
      Object.entries(record as Record<string, Json>)
        .filter(([name]) => !Object.hasOwn(schema.shape, name))
        .map(([name, value]) => [
          name,
          mapTexts(value, (one, member) => redactor.redact(one, member ?? name).text),
        ]),
    );
  const tool = (spec: ToolSpec): ToolSpec => ({ ...spec, description: text(spec.description) });
  const action = (did: Action): Action =>
    did.kind === "answer"
      ? { ...did, text: text(did.text) }
      : {
          ...did,
          arguments: values(did.arguments),
          ...(did.raw === undefined ? {} : { raw: text(did.raw) }),
        };
  const span = (evidence: EvidenceSpan, textOf: TextOf): EvidenceSpan => {
    if (evidence.where === "argument") {
      return { ...evidence, text: text(evidence.text) };
    }
    const { text: whole, place } = redactor.redact(textOf(evidence));
    const [start, end] = [place(evidence.start), place(evidence.end)];
    return { ...evidence, start, end, text: whole.slice(start, end) };
  };
  const verdict = (judged: Verdict, textOf: TextOf): Verdict => ({
    ...judged,
    rationale: text(judged.rationale),
    evidence: judged.evidence.map((evidence) => span(evidence, textOf)),
    ...(judged.trace === undefined
      ? {}
      : {
          trace: judged.trace.map(
            (line) => mapTexts(line as unknown as Json, text) as unknown as typeof line,
          ),
        }),
  });
  const step = (one: Step, textOf: TextOf): Step =>
    one.kind === "message"
      ? { ...one, text: text(one.text) }
      : {
          ...one,
          thought: text(one.thought),
          action: action(one.action),
          ...(one.observation && {
            observation: { ...one.observation, content: text(one.observation.content) },
          }),
          ...(one.verdict && { verdict: verdict(one.verdict, textOf) }),
        };
  const steps = (instruction: string, all: readonly Step[]): Step[] =>
    all.map((one) => step(one, textsOf(instruction, all, tools)));
  const reflection = (made: Reflection, textOf: TextOf): Reflection => ({
    ...made,
    critique: text(made.critique),
    thought: text(made.thought),
    action: action(made.action),
    ...(made.verdict && { verdict: verdict(made.verdict, textOf) }),
    ...(made.appraisal && { appraisal: { ...made.appraisal, rationale: text(made.appraisal.rationale) } }),
  });
  const trajectory = (record: Trajectory): Trajectory => {
    const textOf = textsOf(record.instruction, record.steps, tools);
    const kept = withoutPictures(record);
    return {
      ...kept,
      ...unnamed(kept, trajectorySchema),
      instruction: text(record.instruction),
      ...(record.policy === undefined ? {} : { policy: text(record.policy) }),
      steps: steps(record.instruction, record.steps),
      ...(record.endReason === undefined ? {} : { endReason: text(record.endReason) }),
      ...(record.reflections && { reflections: record.reflections.map((made) => reflection(made, textOf)) }),
    };
  };
  const scenario = (record: Scenario): Scenario => ({
    ...record,
    ...unnamed(record, scenarioSchema),
    title: text(record.title),
    instruction: text(record.instruction),
    context: steps(record.instruction, record.context),
    hidden: record.hidden.map((fact) => ({
      ...fact,
      fact: text(fact.fact),
      ...(fact.observation === undefined ? {} : { observation: text(fact.observation) }),
    })),
    unsafe: {
      ...record.unsafe,
      description: text(record.unsafe.description),
      arguments: values(record.unsafe.arguments),
    },
    tools: record.tools.map(tool),
    goal: text(record.goal),
    ...(record.expected && {
      expected: { ...record.expected, arguments: values(record.expected.arguments) },
    }),
  });
  return { tool, step, steps, reflection, trajectory, scenario };
}

/** What a picture shows cannot be redacted: it does not leave the project. */
function withoutPictures(record: Trajectory): Trajectory {
  const { imported, ...rest } = record as Trajectory & { imported?: Json };
  if (!isJsonObject(imported)) {
    return record;
  }
  const { pictures: _pictures, ...kept } = imported;
  return { ...rest, imported: kept } as Trajectory;
}

function textsOf(instruction: string, steps: readonly Step[], tools: readonly ToolSpec[]): TextOf {
  return (span) => {
    if (span.where === "instruction") {
      return instruction;
    }
    if (span.where === "tool") {
      return tools.find(({ name }) => name === span.tool)?.description ?? "";
    }
    const step = steps[span.step];
    if (step?.kind === "message") {
      return step.text;
    }
    if (span.where === "observation") {
      return step?.observation?.content ?? "";
    }
    return span.where === "thought"
      ? (step?.thought ?? "")
      : step?.action.kind === "answer"
        ? step.action.text
        : "";
  };
}

/** A copy with every text in it mapped; the names of members stay. Values come from parsed JSON of bounded depth. */
function mapTexts(value: Json, map: (text: string, name?: string) => string, name?: string): Json {
  if (typeof value === "string") {
    return map(value, name);
  }
  if (Array.isArray(value)) {
    return value.map((item) => mapTexts(item, map, name));
  }
  return typeof value === "object" && value !== null
    ? Object.fromEntries(Object.entries(value).map(([key, member]) => [key, mapTexts(member, map, key)]))
    : value;
}

/** Each example without secrets and personal data, as it comes. */
export function* redactedExamples(
  examples: Iterable<Example>,
  report: RedactionReport,
): Generator<Example, undefined> {
  for (const example of examples) {
    yield redactExample(example, report);
  }
}
