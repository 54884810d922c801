import type { Json, JsonObject } from "../../ots/json.ts";
import type { AgentStep, Step } from "../../ots/step.ts";
import type { Trajectory } from "../../ots/trajectory.ts";
import { openAiTools } from "../tool-definitions.ts";
import type { TrajectoryWriter } from "../writer.ts";

/** OpenAI chat messages with tool calls; verdicts, errors and where it came from have no place there. */
export const openaiChatWriter: TrajectoryWriter = {
  id: "openai-chat",
  title: "OpenAI chat messages",
  extension: "jsonl",
  lossless: false,
  text: (trajectory, indent) => JSON.stringify(toChat(trajectory), null, indent),
};

function toChat(trajectory: Trajectory): JsonObject {
  const messages: JsonObject[] = trajectory.policy ? [{ role: "system", content: trajectory.policy }] : [];
  messages.push({ role: "user", content: trajectory.instruction });
  let turn: { number: number; message: JsonObject; calls: Json[]; results: JsonObject[] } | undefined;
  const close = () => {
    messages.push(...(turn?.results ?? []));
    turn = undefined;
  };
  trajectory.steps.forEach((step, index) => {
    const call = callOf(step, index);
    if (call === undefined || turn === undefined || step.kind !== "agent" || step.turn !== turn.number) {
      close();
    } else {
      turn.calls.push(call);
      turn.results.push(...resultsOf(step, index));
      return;
    }
    if (step.kind === "message") {
      messages.push(messageOf(step));
    } else if (call === undefined) {
      messages.push(answerOf(step));
    } else {
      const calls: Json[] = [call];
      const message = { role: "assistant", content: step.thought || null, tool_calls: calls };
      messages.push(message);
      turn = { number: step.turn ?? -1, message, calls, results: resultsOf(step, index) };
      if (step.turn === undefined) {
        close();
      }
    }
  });
  close();
  const tools = openAiTools(trajectory);
  return { messages, ...(tools.length === 0 ? {} : { tools }) };
}

function messageOf(step: Extract<Step, { kind: "message" }>): JsonObject {
  return {
    role: step.from === "system" ? "system" : "user",
    ...(step.from !== "system" && step.actor !== undefined ? { name: step.actor } : {}),
    content: step.text,
  };
}

function answerOf({ thought, action }: AgentStep): JsonObject {
  return {
    role: "assistant",
    content: action.kind === "answer" ? action.text : "",
    ...(thought === "" ? {} : { reasoning_content: thought }),
  };
}

/** Ids follow from the place, because ids of imported calls may repeat. */
function callId(index: number): string {
  return `call_${index + 1}`;
}

function callOf(step: Step, index: number): JsonObject | undefined {
  if (step.kind !== "agent" || step.action.kind !== "call") {
    return undefined;
  }
  const { tool, arguments: values, raw } = step.action;
  const text = raw !== undefined && Object.keys(values).length === 0 ? raw : JSON.stringify(values);
  return { id: callId(index), type: "function", function: { name: tool, arguments: text } };
}

function resultsOf({ observation }: AgentStep, index: number): JsonObject[] {
  return observation === undefined
    ? []
    : [{ role: "tool", tool_call_id: callId(index), content: observation.content }];
}
