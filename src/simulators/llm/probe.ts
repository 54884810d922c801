import type { JsonObject } from "../../ots/json.ts";
import { SimulatorError } from "../../ots/task.ts";
import * as z from "../../ots/zod.ts";
import type { ChatBody, ChatTransport } from "./chat.ts";
import { answerIn, askFor } from "./decoding/ladder.ts";
import type { Rung } from "./decoding/rungs.ts";
import { rungs } from "./decoding/rungs.ts";
import { aboutLength } from "./decoding/traits.ts";
import { BadRequest, RunStop } from "./failures.ts";
import type { Question } from "./prompts/prompt.ts";

/** What a trial request showed. */
export type ProbeResult =
  | {
      kind: "works";
      /** The best way in which it gave a structured answer. */
      rung: Rung;
      /** The model's own name for itself. */
      model: string;
      milliseconds: number;
    }
  /** It answers, but gave no usable structure in any way. */
  | { kind: "no-structure"; said: string }
  | { kind: "failed"; message: string };

const { $schema: _, ...schema } = z.toJSONSchema(
  z.object({ capital: z.string(), country: z.string() }),
) as JsonObject;

const question: Question = {
  kind: "act",
  name: "capital_city",
  description: "A country and its capital.",
  schema,
  messages: [
    { role: "system", content: "Answer in the form that is asked for." },
    { role: "user", content: "What is the capital of France?" },
  ],
  read: () => ({ problems: [], remarks: [] }),
};

/**
 * Sends one harmless request, in ever simpler forms until one works: shows whether the way to the model is right, and how
 * well it takes structure. Nothing of the project is in it.
 */
export async function probe(
  transport: ChatTransport,
  model: string,
  signal: AbortSignal,
  from: Rung = rungs[0],
): Promise<ProbeResult> {
  const began = performance.now();
  let said = "";
  for (const rung of rungs.slice(rungs.indexOf(from))) {
    const { structure, words } = askFor(question, rung);
    const [system, user] = question.messages;
    const text = [system?.content, words, user?.content].filter(Boolean).join("\n\n");
    const body: ChatBody = { model, messages: [{ role: "user", content: text }], ...structure };
    try {
      const reply = await transport.send(body, { kind: "act", id: `probe-${rung}` }, signal);
      const answer = answerIn(reply);
      if (typeof answer?.capital === "string") {
        const milliseconds = performance.now() - began;
        return { kind: "works", rung, model: reply.model ?? model, milliseconds };
      }
      said = reply.refusal ?? reply.text;
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof BadRequest) || aboutLength(error)) {
        return { kind: "failed", message: messageOf(error) };
      }
      said = error.message;
    }
  }
  return { kind: "no-structure", said: said.slice(0, 300) };
}

function messageOf(error: unknown): string {
  if (error instanceof RunStop || error instanceof SimulatorError) {
    return error.message;
  }
  return error instanceof Error ? error.message : String(error);
}
