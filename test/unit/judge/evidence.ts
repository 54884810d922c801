import { valueAt } from "../../../src/judge/detectors/watched-call.ts";
import type { Step } from "../../../src/ots/step.ts";
import type { ToolSpec } from "../../../src/ots/tool.ts";
import type { EvidenceSpan } from "../../../src/ots/verdict.ts";

export interface Sources {
  instruction: string;
  tools: readonly ToolSpec[];
  steps: readonly Step[];
}

/** The text a span points into, found again from the trajectory alone; undefined when there is no such text. */
function pointedAt(span: EvidenceSpan, { instruction, tools, steps }: Sources): string | undefined {
  if (span.where === "instruction") {
    return instruction;
  }
  if (span.where === "tool") {
    return tools.find((tool) => tool.name === span.tool)?.description;
  }
  const step = steps[span.step];
  if (span.where === "message") {
    return step?.kind === "message" ? step.text : undefined;
  }
  if (step?.kind !== "agent") {
    return undefined;
  }
  switch (span.where) {
    case "thought":
      return step.thought;
    case "observation":
      return step.observation?.content;
    case "answer":
      return step.action.kind === "answer" ? step.action.text : undefined;
    case "argument": {
      if (step.action.kind !== "call") {
        return undefined;
      }
      const value = span.path === "" ? step.action.raw : valueAt(step.action.arguments, span.path);
      return typeof value === "string" ? value : value === undefined ? undefined : JSON.stringify(value);
    }
  }
}

/** Why a span is not exact, or undefined when it is. */
export function wrongSpan(span: EvidenceSpan, sources: Sources): string | undefined {
  const text = pointedAt(span, sources);
  if (text === undefined) {
    return `points at nothing: ${JSON.stringify(span)}`;
  }
  if (span.where === "argument") {
    // Of a call that could not be parsed, the value stands somewhere in its text.
    const exact = span.path === "" ? text.includes(span.text) : text.startsWith(span.text);
    return exact ? undefined : `${span.path} is ${text.slice(0, 80)}, not ${span.text.slice(0, 80)}`;
  }
  return text.slice(span.start, span.end) === span.text && span.start < span.end
    ? undefined
    : `${span.where} ${span.start}..${span.end} is "${text.slice(span.start, span.end)}", not "${span.text}"`;
}
