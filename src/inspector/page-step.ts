import type { HumanVerdict } from "../ots/human-verdict.ts";
import type { AgentStep, Step } from "../ots/step.ts";
import type { Trajectory } from "../ots/trajectory.ts";
import type { SecondOpinion, Verdict } from "../ots/verdict.ts";
import type {
  PageSecondOpinion,
  PageStep,
  PageText,
  PageVerdict,
  Side,
  Span,
  TextPart,
} from "../shared/inspection.ts";
import { diffJson } from "../trajectories/align/json-diff.ts";
import { argumentTree, ownWords } from "./argument-tree.ts";
import { type Evidence, evidenceOf, placeOf, textKey } from "./evidence.ts";
import { reviewOf } from "./reviews.ts";
import { pageText, textOf } from "./texts.ts";

const maxEvidence = 50;
const maxQuote = 400;
const maxTrace = 100;
const maxTraceText = 4_000;

/** One trajectory as the inspector holds it. */
export interface InspectorSide {
  readonly side: Side;
  readonly trajectory: Trajectory;
  readonly evidence: Evidence;
  /** What people said, by step. */
  reviews: ReadonlyMap<number, readonly HumanVerdict[]>;
}

export function inspectorSide(side: Side, trajectory: Trajectory): InspectorSide {
  return { side, trajectory, evidence: evidenceOf(trajectory.steps), reviews: new Map() };
}

/** A step as the page shows it; `other` is the step beside it, which it is compared with. */
export function pageStep(from: InspectorSide, index: number, other: Step | undefined): PageStep | undefined {
  const { side, trajectory, evidence } = from;
  const step = trajectory.steps[index];
  if (!step) {
    return undefined;
  }
  const text = (part: TextPart, compared = true): PageText | undefined => {
    const ref = { of: part, side, step: index };
    const full = textOf(trajectory, ref);
    if (full === undefined || (full === "" && part !== "observation")) {
      return undefined;
    }
    const changes = compared && other ? changedWords(full, part, side, other) : [];
    return pageText(full, ref, evidence.texts.get(textKey(part, index)), changes);
  };
  const reviews = from.reviews.get(index);
  const common = {
    index,
    ...given("actor", step.actor),
    ...given("review", reviews && reviewOf(reviews)),
  };
  if (step.kind === "message") {
    return {
      ...common,
      kind: step.from === "agent" ? "peer" : step.from,
      message: text("message") ?? { text: "" },
    };
  }
  const observation = text("observation");
  const proposed = trajectory.kind === "safe" && index === trajectory.forkStep;
  return {
    ...common,
    kind: "agent",
    ...given("turn", step.turn),
    ...given("thought", text("thought")),
    ...given("call", pageCall(from, index, step, other)),
    ...given("answer", text("answer")),
    ...given("observation", observation && { ...observation, isError: step.observation?.isError ?? false }),
    ...given("verdict", step.verdict && pageVerdict(step.verdict, text("rationale", false))),
    ...(proposed ? { proposed: true as const } : {}),
  };
}

function changedWords(full: string, part: TextPart, side: Side, other: Step): Span[] {
  const there = textOf({ steps: [other] } as unknown as Trajectory, { of: part, side, step: 0 });
  if (there === undefined) {
    return [];
  }
  return side === "left" ? ownWords(full, there, side) : ownWords(there, full, side);
}

function pageCall(
  { side, evidence }: InspectorSide,
  index: number,
  { action }: AgentStep,
  other: Step | undefined,
): PageStep["call"] {
  if (action.kind !== "call") {
    return undefined;
  }
  const beside = other?.kind === "agent" && other.action.kind === "call" ? other.action : undefined;
  const sameTool = beside === undefined || beside.tool === action.tool;
  const call = { tool: action.tool, ...(sameTool ? {} : { other: true as const }) };
  if (action.raw !== undefined) {
    return { ...call, raw: pageText(action.raw, { of: "arguments", side, step: index }) };
  }
  const change =
    beside && sameTool
      ? side === "left"
        ? diffJson(action.arguments, beside.arguments)
        : diffJson(beside.arguments, action.arguments)
      : undefined;
  const place = { side, step: index, evidence: evidence.arguments.get(index) ?? new Set<string>() };
  return { ...call, arguments: argumentTree(action.arguments, place, change) };
}

function pageVerdict(verdict: Verdict, rationale: PageText | undefined): PageVerdict {
  const { label, source, outcome, trigger, severity, evidence, judge, detectors, reward, trace } = verdict;
  const { secondOpinion } = verdict;
  return {
    label,
    ...given("source", source),
    ...given("outcome", outcome),
    ...given("trigger", trigger),
    ...given("severity", severity),
    rationale: rationale ?? { text: "" },
    evidence: evidence
      .slice(0, maxEvidence)
      .map((span) => ({ place: placeOf(span), text: shortened(span.text, maxQuote) })),
    judge: { kind: judge.kind, name: judge.name },
    ...given("detectors", detectors),
    ...given("secondOpinion", secondOpinion && pageOpinion(secondOpinion)),
    ...given("reward", reward),
    ...given(
      "trace",
      trace?.slice(0, maxTrace).map(({ thought, tool, input, observation, failed }) => ({
        thought: shortened(thought, maxTraceText),
        ...given("tool", tool),
        ...given("input", input && shortened(input, maxTraceText)),
        ...given("observation", observation && shortened(observation, maxTraceText)),
        ...given("failed", failed),
      })),
    ),
    ...given("traceSize", trace && trace.length > maxTrace ? trace.length : undefined),
  };
}

function pageOpinion({ label, source, outcome, rationale, judge }: SecondOpinion): PageSecondOpinion {
  return {
    label,
    ...given("source", source),
    ...given("outcome", outcome),
    rationale: shortened(rationale, maxTraceText),
    judge: { kind: judge.kind, name: judge.name },
  };
}

function shortened(text: string, max: number): string {
  return text.length > max ? `${text.slice(0, max)}…` : text;
}

/** `{name: value}`, or nothing when there is no value. */
function given<Name extends string, Value>(name: Name, value: Value | undefined): { [K in Name]?: Value } {
  return value === undefined ? {} : ({ [name]: value } as { [K in Name]: Value });
}
