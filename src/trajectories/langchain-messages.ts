import { isJsonObject, type JsonObject } from "../ots/json.ts";
import { chatRole } from "./chat-messages.ts";
import { firstText, listOf, type Maybe, objectOf, objectsOf, textOf } from "./fields.ts";

const classRoles: readonly [RegExp, string][] = [
  [/^SystemMessage/, "system"],
  [/^HumanMessage/, "user"],
  [/^AIMessage/, "assistant"],
  [/^(Tool|Function)Message/, "tool"],
];

/**
 * A LangChain message in any of its spellings (serialised constructor, `{type, data}`, `{type, content}`, role-based,
 * `[role, text]`) as a chat message; undefined when it is none.
 */
export function langChainMessage(value: Maybe): JsonObject | undefined {
  if (Array.isArray(value)) {
    const [role, content] = value;
    return value.length === 2 && chatRole(role) !== undefined
      ? { role: role ?? null, content: content ?? null }
      : undefined;
  }
  if (!isJsonObject(value)) {
    return undefined;
  }
  if (value.lc !== undefined || (Array.isArray(value.id) && isJsonObject(value.kwargs))) {
    const name = textOf(listOf(value.id).at(-1)) ?? "";
    const role = classRoles.find(([pattern]) => pattern.test(name))?.[1];
    return fields(objectOf(value.kwargs), role);
  }
  if (isJsonObject(value.data) && value.type !== undefined) {
    return fields(value.data, textOf(value.type));
  }
  return fields(value, firstText(value, "role", "type"));
}

function fields(message: JsonObject, role: string | undefined): JsonObject | undefined {
  const known = chatRole(role ?? message.type ?? null);
  if (known === undefined && message.content === undefined) {
    return undefined;
  }
  const extra = objectOf(message.additional_kwargs);
  const calls = objectsOf(message.tool_calls);
  return {
    ...message,
    role: known ?? role ?? null,
    tool_calls: calls.length > 0 ? calls : (extra.tool_calls ?? null),
    function_call: message.function_call ?? extra.function_call ?? null,
    reasoning_content: message.reasoning_content ?? extra.reasoning_content ?? null,
  };
}

/** The messages under the usual names of a chain's or model's inputs and outputs, as chat messages. */
export function langChainMessages(value: Maybe): JsonObject[] {
  if (!isJsonObject(value)) {
    return asMessages(value);
  }
  const { generations, choices } = value;
  if (Array.isArray(generations)) {
    const first = listOf(generations[0])[0] ?? generations[0];
    const generation = objectOf(first);
    return asMessages([generation.message ?? { role: "assistant", content: generation.text ?? null }]);
  }
  if (Array.isArray(choices)) {
    return asMessages([objectOf(choices[0]).message ?? null]);
  }
  for (const key of ["messages", "message", "output", "input", "outputs", "chat_history"]) {
    const inner = value[key];
    const found = asMessages(isJsonObject(inner) ? [inner] : inner);
    if (found.length > 0) {
      return found;
    }
  }
  return asMessages([value]);
}

function asMessages(value: Maybe): JsonObject[] {
  const list = listOf(value);
  // Model inputs come as a batch of one.
  const nested = list.length === 1 && Array.isArray(list[0]) && langChainMessage(list[0]) === undefined;
  const messages = nested ? listOf(list[0]) : list;
  return messages.map(langChainMessage).filter((message) => message !== undefined);
}
