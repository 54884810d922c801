import { jsonObjectSchema } from "../ots/json.ts";
import * as z from "../ots/zod.ts";
import { lineProblem } from "./line-problem.ts";

// The Agent Trajectory Interchange Format, version 1.7, as its RFC and the validator of Harbor describe it.

const call = z.object({
  tool_call_id: z.string().min(1),
  function_name: z.string().min(1),
  arguments: jsonObjectSchema,
});
const result = z.object({ source_call_id: z.string().nullable().optional(), content: z.string().optional() });
const step = z.object({
  step_id: z.int().min(1),
  source: z.enum(["system", "user", "agent"]),
  message: z.string(),
  reasoning_content: z.string().optional(),
  tool_calls: z.array(call).optional(),
  observation: z.object({ results: z.array(result) }).optional(),
  extra: jsonObjectSchema.optional(),
});
const document = z.object({
  schema_version: z.literal("ATIF-v1.7"),
  session_id: z.string().min(1),
  trajectory_id: z.string().min(1).optional(),
  agent: z.object({
    name: z.string().min(1),
    version: z.string().min(1),
    model_name: z.string().optional(),
    tool_definitions: z.array(jsonObjectSchema).optional(),
  }),
  steps: z.array(step).min(1),
  final_metrics: z.object({ total_steps: z.int().nonnegative() }).optional(),
  extra: jsonObjectSchema.optional(),
});

/** What is wrong with a line of ATIF; undefined when nothing is. */
export function atifProblem(line: string): string | undefined {
  return lineProblem(line, document, ({ steps, final_metrics }) => {
    const misnumbered = steps.findIndex(({ step_id }, index) => step_id !== index + 1);
    if (misnumbered >= 0) {
      return `step ${misnumbered + 1} has the number ${steps[misnumbered]?.step_id}`;
    }
    if (final_metrics && final_metrics.total_steps !== steps.length) {
      return "the number of steps is not the one that is stated";
    }
    const used = new Set<string>();
    for (const { source, tool_calls = [], observation, step_id } of steps) {
      if (source !== "agent" && tool_calls.length > 0) {
        return `step ${step_id} is not the agent's and calls a tool`;
      }
      const ids = tool_calls.map(({ tool_call_id }) => tool_call_id);
      if (ids.some((id) => used.has(id)) || new Set(ids).size < ids.length) {
        return `step ${step_id} uses the id of another call`;
      }
      for (const id of ids) {
        used.add(id);
      }
      const stray = observation?.results.find(
        ({ source_call_id: id }) => typeof id === "string" && !ids.includes(id),
      );
      if (stray) {
        return `step ${step_id} has a result of ${stray.source_call_id}, which it does not call`;
      }
    }
    return undefined;
  });
}
