import { jsonObjectSchema } from "./json.ts";
import { verdictSchema } from "./verdict.ts";
import * as z from "./zod.ts";

/** What the agent does in one step: call a tool, or answer the user (which ends the trajectory when nothing follows). */
export const actionSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("call"),
    tool: z.string(),
    arguments: jsonObjectSchema,
    /** The call as it was written, kept when an imported format could not be parsed into arguments. */
    raw: z.string().optional(),
    callId: z.string().optional(),
  }),
  z.object({ kind: z.literal("answer"), text: z.string() }),
]);
export type Action = z.infer<typeof actionSchema>;
export type ToolCall = Extract<Action, { kind: "call" }>;

export const observationSchema = z.object({ content: z.string(), isError: z.boolean() });
export type Observation = z.infer<typeof observationSchema>;

/** One agent step: thought, action, and what came back (absent for an answer and for a call that was not run). */
export const agentStepSchema = z.object({
  kind: z.literal("agent"),
  /** Which agent, when there is more than one. */
  actor: z.string().optional(),
  thought: z.string(),
  action: actionSchema,
  observation: observationSchema.optional(),
  verdict: verdictSchema.optional(),
  /** Steps with the same number were issued in one model turn (parallel calls). */
  turn: z.int().optional(),
});
export type AgentStep = z.infer<typeof agentStepSchema>;

/** A message to the agent after the first instruction: a later user turn, a system notice, another agent. */
export const messageStepSchema = z.object({
  kind: z.literal("message"),
  from: z.enum(["user", "system", "agent"]),
  actor: z.string().optional(),
  text: z.string(),
});

export const stepSchema = z.discriminatedUnion("kind", [agentStepSchema, messageStepSchema]);
export type Step = z.infer<typeof stepSchema>;
