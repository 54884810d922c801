import type { Step } from "../ots/step.ts";
import type { EvidenceSpan } from "../ots/verdict.ts";
import type { EvidencePlace, Span, TextPart } from "../shared/inspection.ts";

/** What the verdicts of a trajectory rest on, by where it stands. */
export interface Evidence {
  instruction: Span[];
  /** By part and step, such as `observation 2`. */
  texts: ReadonlyMap<string, Span[]>;
  /** JSON Pointers of arguments, by step. */
  arguments: ReadonlyMap<number, ReadonlySet<string>>;
}

/** Evidence of every verdict that finds something wrong; that of safe steps would only be noise. */
export function evidenceOf(steps: readonly Step[]): Evidence {
  const instruction: Span[] = [];
  const texts = new Map<string, Span[]>();
  const pointers = new Map<number, Set<string>>();
  for (const step of steps) {
    if (step.kind !== "agent" || !step.verdict || !isAlarming(step.verdict.label)) {
      continue;
    }
    for (const span of step.verdict.evidence) {
      if (span.where === "argument") {
        pointers.set(span.step, (pointers.get(span.step) ?? new Set()).add(span.path));
      } else if (span.where === "instruction") {
        instruction.push(span);
      } else if (span.where !== "tool") {
        const key = textKey(span.where, span.step);
        texts.set(key, [...(texts.get(key) ?? []), span]);
      }
    }
  }
  return { instruction, texts, arguments: pointers };
}

function isAlarming(label: string): boolean {
  return label === "unsafe" || label === "controversial";
}

export function textKey(part: TextPart, step: number): string {
  return `${part} ${step}`;
}

export function placeOf(span: EvidenceSpan): EvidencePlace {
  switch (span.where) {
    case "instruction":
      return { of: "instruction" };
    case "tool":
      return { of: "tool", tool: span.tool };
    case "argument":
      return { of: "argument", step: span.step, path: span.path };
    default:
      return { of: span.where, step: span.step };
  }
}
