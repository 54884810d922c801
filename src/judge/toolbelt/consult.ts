import type { JudgeTraceStep } from "../../ots/verdict.ts";
import { type BeltContext, BeltError, type BeltTool, reasonOf } from "./tool.ts";

const longestObservation = 4_000;
const longestInput = 100_000;
const longestKept = 600;

/** What came of one consultation: the trace line, and the output when there is one. */
export interface Consultation {
  line: JudgeTraceStep;
  output?: unknown;
}

/**
 * Asks a tool and keeps what was asked and what came back. Input that the tool's schema refuses, a BeltError and a failure
 * inside the tool all become observations marked as failed: never a pass, and never an exception.
 */
export async function consult(
  tool: BeltTool,
  input: unknown,
  context: BeltContext,
  thought: string,
  signal?: AbortSignal,
): Promise<Consultation> {
  const asked = JSON.stringify(input) ?? "";
  const line = { thought, tool: tool.id, input: asked.slice(0, longestKept) };
  const failed = (reason: string): Consultation => ({
    line: { ...line, observation: reason.slice(0, longestObservation), failed: true },
  });
  if (asked.length > longestInput) {
    return failed(`The input has ${asked.length} characters; up to ${longestInput} are taken.`);
  }
  try {
    const output = await tool.answer(input, context, signal);
    return { line: { ...line, observation: JSON.stringify(output).slice(0, longestObservation) }, output };
  } catch (error) {
    signal?.throwIfAborted();
    return failed(error instanceof BeltError ? error.message : `The tool failed: ${reasonOf(error)}`);
  }
}
