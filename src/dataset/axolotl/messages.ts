import type { AssistantMessage, ChatMessage, ChatTool } from "../chat/messages.ts";
import { toolNames } from "../chat/turns.ts";
import type { DataFile } from "../exporter.ts";

/** Messages with the names of tools beside results and a `train` flag, true on the last one alone. */
export function axolotlMessages(context: readonly ChatMessage[], end: AssistantMessage): object[] {
  const names = toolNames(context);
  const named = context.map((message) =>
    message.role === "tool" ? { ...message, name: names.get(message.tool_call_id) ?? "" } : message,
  );
  return [...named.map((message) => ({ ...message, train: false })), { ...end, train: true }];
}

/**
 * Tools with their parameters as JSON text, and arguments stay text as well: as objects they would have to agree in type
 * across the whole file, because Axolotl loads it as an Arrow table. It parses both.
 */
export function axolotlTools(tools: readonly ChatTool[]): object[] {
  return tools.map(({ type, function: { parameters, ...rest } }) => ({
    type,
    function: { ...rest, parameters: JSON.stringify(parameters) },
  }));
}

/** The `datasets:` part of an Axolotl configuration, for the files that were written. */
export function axolotlConfig(files: readonly DataFile[]): Record<string, string> {
  const training = files.filter(({ split }) => split === "train" || split === "all");
  const testing = files.filter(({ split }) => split === "validation");
  const entry = ({ path }: DataFile) =>
    [
      `  - path: ${JSON.stringify(path)}`,
      "    ds_type: json",
      "    type: chat_template",
      "    field_messages: messages",
      "    field_tools: tools",
      "    message_field_training: train",
      "    roles_to_train: []",
      "    train_on_eos: turn",
      "",
    ].join("\n");
  const section = (name: string, of: readonly DataFile[]) =>
    of.length === 0 ? "" : `${name}:\n${of.map(entry).join("")}`;
  return { "axolotl.yaml": section("datasets", training) + section("test_datasets", testing) };
}
