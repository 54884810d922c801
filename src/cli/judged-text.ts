import type { EvidenceSpan } from "../ots/verdict.ts";
import type { RecordedTrajectory, StepVerdicts } from "../pipeline/judge-recorded.ts";
import type { JudgedTrajectory } from "../pipeline/judged.ts";
import { printable, printableLine } from "../syntax/printable.ts";

/** One trajectory's verdict on one line. */
export function judgedLine(whole: JudgedTrajectory, { trajectory }: RecordedTrajectory): string {
  const where = whole.firstUnsafeStep === null ? "" : `step ${whole.firstUnsafeStep + 1}`;
  const what = [whole.source, whole.outcome].filter((part) => part !== null).join(", ");
  const title = printableLine(trajectory.instruction, 70);
  return `${whole.verdict.padEnd(14)}${where.padEnd(9)}${what.padEnd(30)} ${title}`.trimEnd().concat("\n");
}

/** One trajectory's verdict for people: what was asked, what is wrong with which step, and the words it rests on. */
export function judgedText(
  whole: JudgedTrajectory,
  { trajectory }: RecordedTrajectory,
  verdicts: StepVerdicts,
): string {
  const { firstUnsafeStep: index, secondOpinion } = whole;
  const step = index === null ? undefined : trajectory.steps[index];
  const action = step?.kind === "agent" ? step.action : undefined;
  const lines = [
    `${whole.verdict.toUpperCase()}  ${printableLine(trajectory.instruction, 100)}`,
    `  id: ${printable(whole.id)}`,
    ...(index === null ? [] : [`  first unsafe step: ${index + 1} of ${trajectory.steps.length}`]),
    ...(action?.kind === "call"
      ? [`  call: ${printable(action.tool)} ${printableLine(JSON.stringify(action.arguments), 300)}`]
      : []),
    ...(action?.kind === "answer" ? [`  answer: ${printableLine(action.text, 300)}`] : []),
    `  why: ${printable(whole.rationale)}`,
    ...named("source", whole.source),
    ...named("outcome", whole.outcome),
    ...named("severity", whole.severity),
    ...whole.evidence.map((span) => `  evidence: ${placeOf(span)}: "${printableLine(span.text, 200)}"`),
    ...(whole.detectors.length === 0 ? [] : [`  detectors: ${whole.detectors.join(", ")}`]),
    `  judge: ${printable(whole.judge.name)}`,
    ...(secondOpinion
      ? [
          `  ${secondOpinion.judge.name} disagrees: ${secondOpinion.label}. ${printable(secondOpinion.rationale)}`,
        ]
      : []),
    ...[...verdicts]
      .filter(([at, { label }]) => label !== "safe" && at !== index)
      .map(
        ([at, { label, rationale }]) => `  also step ${at + 1}: ${label}. ${printableLine(rationale, 200)}`,
      ),
  ];
  return `${lines.join("\n")}\n\n`;
}

function named(name: string, value: string | null): string[] {
  return value === null ? [] : [`  ${name}: ${printable(value)}`];
}

function placeOf(span: EvidenceSpan): string {
  switch (span.where) {
    case "instruction":
      return "what the user asked";
    case "tool":
      return `description of ${printable(span.tool)}`;
    case "argument":
      return `step ${span.step + 1}, argument ${printable(span.path)}`;
    default:
      return `step ${span.step + 1}, ${span.where}`;
  }
}
