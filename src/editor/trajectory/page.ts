import type { Step } from "../../ots/step.ts";
import type { EvidenceSpan, Verdict } from "../../ots/verdict.ts";
import type { PageStep, PageText, PageVerdict, Side, TextRef } from "../../shared/protocol.ts";
import { type ScenarioRecords, textOf } from "./texts.ts";

/** Characters of one text that the page gets; the rest opens as a document. */
export const maxText = 8000;
const maxEvidence = 20;
const maxQuote = 300;

/** Words the page's model needs that are not data. */
export interface PageWords {
  verdict(label: Verdict["label"]): string;
  severity(severity: NonNullable<Verdict["severity"]>): string;
  /** Where a piece of evidence stands. */
  where(span: EvidenceSpan): string;
}

/** How both trajectories of a scenario are laid out: what they share, then each one's own steps. */
export interface PageSteps {
  shared: PageStep[];
  risky: PageStep[];
  safe?: PageStep[];
}

/**
 * The steps as the page shows them. Trajectories part at the safe one's `forkStep`; without a safe one, at the unsafe
 * step, which is the last one, so that it stands apart from what led to it.
 */
export function pageSteps(records: ScenarioRecords, words: PageWords): PageSteps {
  const { risky, safe } = records;
  if (!risky) {
    return { shared: [], risky: [] };
  }
  const firstUnsafe = risky.steps.findIndex(
    (step) => step.kind === "agent" && step.verdict?.label === "unsafe",
  );
  const fork = safe?.forkStep ?? (firstUnsafe < 0 ? risky.steps.length : firstUnsafe);
  const marks = evidenceByText(risky.steps);
  const lay = (side: Side, steps: readonly Step[], from: number, to: number) =>
    steps.slice(from, to).map((step, k) => pageStep(records, side, from + k, step, marks, words));
  const shared = lay("unsafe", risky.steps, 0, fork);
  const own = lay("unsafe", risky.steps, fork, risky.steps.length);
  return safe
    ? { shared, risky: own, safe: lay("safe", safe.steps, fork, safe.steps.length) }
    : { shared, risky: own };
}

type Marks = ReadonlyMap<string, readonly { start: number; end: number }[]>;

/** Evidence of unsafe steps, by the text it stands in: `instruction`, or kind and step, such as `observation 2`. */
function evidenceByText(steps: readonly Step[]): Marks {
  const marks = new Map<string, { start: number; end: number }[]>();
  for (const step of steps) {
    if (step.kind !== "agent" || step.verdict?.label !== "unsafe") {
      continue;
    }
    for (const span of step.verdict.evidence) {
      if (span.where !== "argument" && span.where !== "tool") {
        const key = span.where === "instruction" ? span.where : `${span.where} ${span.step}`;
        marks.set(key, [...(marks.get(key) ?? []), { start: span.start, end: span.end }]);
      }
    }
  }
  return marks;
}

/** The instruction with the words marked that the unsafe step's verdict rests on. */
export function pageInstruction({ scenario, risky }: ScenarioRecords): PageText {
  const marks = evidenceByText(risky?.steps ?? []);
  return pageText(scenario.instruction, { of: "instruction" }, marks.get("instruction"));
}

function pageStep(
  records: ScenarioRecords,
  side: Side,
  index: number,
  step: Step,
  marks: Marks,
  words: PageWords,
): PageStep {
  const text = (of: Exclude<TextRef["of"], "instruction">): PageText | undefined => {
    const ref: TextRef = { of, side, step: index };
    const full = textOf(records, ref);
    return full === undefined
      ? undefined
      : pageText(full, ref, side === "unsafe" ? marks.get(`${of} ${index}`) : []);
  };
  if (step.kind === "message") {
    const kind = step.from === "agent" ? "peer" : step.from;
    return { index, kind, ...given("actor", step.actor), ...given("message", text("message")) };
  }
  const args = text("arguments");
  const observation = text("observation");
  return {
    index,
    kind: "agent",
    ...given("actor", step.actor),
    ...given("thought", step.thought === "" ? undefined : text("thought")),
    ...given(
      "call",
      step.action.kind === "call" && args ? { tool: step.action.tool, arguments: args } : undefined,
    ),
    ...given("answer", text("answer")),
    ...given("observation", observation && { ...observation, isError: step.observation?.isError ?? false }),
    ...given("verdict", step.verdict && pageVerdict(step.verdict, text("rationale"), words)),
  };
}

function pageVerdict(verdict: Verdict, rationale: PageText | undefined, words: PageWords): PageVerdict {
  return {
    label: verdict.label,
    word: words.verdict(verdict.label),
    ...given("severity", verdict.severity && words.severity(verdict.severity)),
    rationale: rationale ?? { text: "", marks: [] },
    evidence: verdict.evidence.slice(0, maxEvidence).map((span) => ({
      where: words.where(span),
      text: span.text.length > maxQuote ? `${span.text.slice(0, maxQuote)}…` : span.text,
    })),
  };
}

/** The text as far as the page gets it, with the marks that lie in that part. */
export function pageText(
  full: string,
  ref: TextRef,
  marks: readonly { start: number; end: number }[] = [],
): PageText {
  const cut = full.length > maxText;
  // Never between the halves of a surrogate pair.
  const end = cut ? maxText - (isHighSurrogate(full.charCodeAt(maxText - 1)) ? 1 : 0) : full.length;
  return {
    text: full.slice(0, end),
    marks: joined(marks, end),
    ...(cut ? { rest: { length: full.length, ref } } : {}),
  };
}

/** Ascending and without overlaps; marks that point outside of the text are somebody's mistake and are left out. */
function joined(
  marks: readonly { start: number; end: number }[],
  length: number,
): { start: number; end: number }[] {
  const inside = marks.filter(({ start, end }) => start >= 0 && start < end && end <= length);
  const result: { start: number; end: number }[] = [];
  for (const mark of inside.toSorted((a, b) => a.start - b.start)) {
    const last = result.at(-1);
    if (last && mark.start <= last.end) {
      last.end = Math.max(last.end, mark.end);
    } else {
      result.push({ ...mark });
    }
  }
  return result;
}

function isHighSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff;
}

/** `{name: value}`, or nothing when there is no value. */
function given<Name extends string, Value>(name: Name, value: Value | undefined): { [K in Name]?: Value } {
  return value === undefined ? {} : ({ [name]: value } as { [K in Name]: Value });
}
