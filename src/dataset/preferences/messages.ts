import { isJsonObject, type Json } from "../../ots/json.ts";
import type { Step } from "../../ots/step.ts";
import type { ToolSpec } from "../../ots/tool.ts";
import { unquoted } from "../../trajectories/arguments.ts";
import { addChatMessages, offeredTools } from "../../trajectories/chat-messages.ts";
import type { Maybe } from "../../trajectories/fields.ts";
import { createTranscript } from "../../trajectories/transcript.ts";

/** Messages as instruction, policy and steps. */
export function stepsOf(messages: readonly Json[]): { instruction: string; policy: string; steps: Step[] } {
  const transcript = createTranscript();
  addChatMessages(transcript, messages);
  const { instruction, policy, steps } = transcript.finish();
  return { instruction, policy: policy ?? "", steps: [...steps] };
}

/** A side: text, one message, or messages. */
export function sideOf(value: Maybe): Step[] | undefined {
  const read = unquoted(value);
  const messages =
    typeof read === "string"
      ? [{ role: "assistant", content: read }]
      : Array.isArray(read)
        ? read
        : isJsonObject(read)
          ? [read]
          : [];
  return messages.length === 0 ? undefined : stepsOf(messages.map(fromShareGpt)).steps;
}

/** `{from, value}` as a chat message. */
export function fromShareGpt(message: Json): Json {
  return isJsonObject(message) && message.role === undefined && typeof message.from === "string"
    ? { role: message.from, content: message.value ?? "" }
    : message;
}

/** Tool definitions of a record, as far as judging needs them. */
export function toolsOf(value: Maybe): ToolSpec[] {
  return offeredTools(value).definitions.flatMap((definition) => {
    const inner =
      isJsonObject(definition) && isJsonObject(definition.function) ? definition.function : definition;
    if (!isJsonObject(inner) || typeof inner.name !== "string") {
      return [];
    }
    const schema = [inner.parameters, inner.input_schema, inner.inputSchema].find(isJsonObject) ?? {
      type: "object",
    };
    return [
      {
        id: `tool-${inner.name}`,
        name: inner.name,
        description: typeof inner.description === "string" ? inner.description : "",
        inputSchema: schema,
        capabilities: [],
      },
    ];
  });
}
