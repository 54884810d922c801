import { isJsonObject, type Json, type JsonObject } from "../../ots/json.ts";
import { addChatMessage, chatAssistantParts, chatRole } from "../chat-messages.ts";
import { contentText } from "../content.ts";
import { asText, firstText, has, listOf, objectOf, objectsOf, textOf } from "../fields.ts";
import type { Mark, Reading, RecordReader } from "../reader.ts";
import { type AssistantPart, createTranscript, type Transcript } from "../transcript.ts";

function isMini(record: JsonObject): boolean {
  return textOf(record.trajectory_format)?.startsWith("mini-swe-agent") === true;
}

/** `.traj` files of SWE-agent and mini-swe-agent. Actions are shell commands: calls of `shell`. */
export const sweAgentReader: RecordReader = {
  kind: "records",
  id: "swe-agent",
  title: "SWE-agent trajectory",
  hints: ["trajectory", "history", "replay_config", "exit_status", "trajectory_format", "model_stats"],
  sniff(record) {
    if (!isJsonObject(record)) {
      return 0;
    }
    if (isMini(record)) {
      return 0.98;
    }
    const [step] = objectsOf(record.trajectory);
    if (step && "action" in step && "observation" in step) {
      return 0.95;
    }
    const extras = ["info", "replay_config", "environment"].filter((key) => key in record).length;
    return Array.isArray(record.history) && extras > 0 ? 0.8 : extras * 0.1;
  },
  *read(records): Iterable<Reading> {
    const record = objectOf(records[0]);
    const transcript = createTranscript();
    if (isMini(record)) {
      addMiniMessages(transcript, listOf(record.messages));
    } else if (objectsOf(record.trajectory).length > 0) {
      addOpening(transcript, record);
      for (const step of objectsOf(record.trajectory)) {
        addStep(transcript, step);
      }
    } else if (listOf(record.history).length > 0) {
      addHistory(transcript, listOf(record.history));
    } else {
      yield {
        problem: 'there are no steps under "trajectory" and no messages under "history" or "messages"',
      };
      return;
    }
    yield { conversation: transcript.finish({ marks: marksOf(objectOf(record.info)) }) };
  },
};

/** What stands before the agent's first word, from the history or from what the first step was asked with. */
function addOpening(transcript: Transcript, record: JsonObject): void {
  const [first] = objectsOf(record.trajectory);
  const query = listOf(first?.query ?? first?.messages);
  const messages = objectsOf(query.length > 0 ? query : listOf(record.history));
  for (const message of messages) {
    const role = chatRole(message.role);
    if (role !== "system" && role !== "user") {
      if (message.is_demo === true) {
        continue;
      }
      break;
    }
    if (message.is_demo !== true) {
      addChatMessage(transcript, message);
    }
  }
}

function addStep(transcript: Transcript, step: JsonObject): void {
  const action = textOf(step.action)?.trim() ?? "";
  const thought = firstText(step, "thought") ?? "";
  if (action === "") {
    transcript.assistant([{ kind: "text", text: thought === "" ? asText(step.response) : thought }]);
    const told = contentText(step.observation);
    if (told !== "") {
      transcript.notice("system", told, "environment");
    }
    return;
  }
  transcript.assistant([
    ...(thought === "" ? [] : [{ kind: "thought", text: thought } as const]),
    { kind: "call", tool: "shell", input: { command: action } },
  ]);
  if (has(step, "observation")) {
    transcript.result({ tool: "shell", content: contentText(step.observation) });
  }
}

/** A history alone, as demonstrations have it: a command stands beside the words, its output in the message that follows. */
function addHistory(transcript: Transcript, messages: readonly Json[]): void {
  let awaiting = false;
  for (const message of objectsOf(messages)) {
    const command = textOf(message.action)?.trim();
    if (
      chatRole(message.role) === "assistant" &&
      command !== undefined &&
      listOf(message.tool_calls).length === 0
    ) {
      const said = firstText(message, "thought") ?? contentText(message.content);
      transcript.assistant([
        { kind: "thought", text: said },
        { kind: "call", tool: "shell", input: { command } },
      ]);
      awaiting = true;
    } else if (awaiting && chatRole(message.role) === "user") {
      transcript.result({ tool: "shell", content: contentText(message.content) });
      awaiting = false;
    } else {
      addChatMessage(transcript, message);
    }
  }
}

/** mini-swe-agent: chat messages; a command stands in `extra.actions`, its output in the message that follows. */
function addMiniMessages(transcript: Transcript, messages: readonly Json[]): void {
  let awaiting = 0;
  for (const message of objectsOf(messages)) {
    const type = textOf(message.type);
    const commands = commandsOf(message);
    if (type === "function_call_output") {
      transcript.result({ id: textOf(message.call_id), content: asText(message.output) });
    } else if (chatRole(message.role) === "assistant" && commands.length > 0) {
      transcript.assistant([...chatAssistantParts({ ...message, tool_calls: null }), ...commands]);
      awaiting = commands.length;
    } else if (chatRole(message.role) === "user" && awaiting > 0) {
      const returncode = objectOf(message.extra).returncode;
      transcript.result({
        tool: "shell",
        content: contentText(message.content),
        isError: typeof returncode === "number" && returncode !== 0,
      });
      awaiting -= 1;
    } else if (message.role === "exit") {
      transcript.notice("system", contentText(message.content), "exit");
    } else {
      addChatMessage(transcript, message);
    }
  }
}

function commandsOf(message: JsonObject): AssistantPart[] {
  return listOf(objectOf(message.extra).actions).flatMap((action): AssistantPart[] => {
    const command = typeof action === "string" ? action : firstText(objectOf(action), "command", "action");
    const id = isJsonObject(action) ? firstText(action, "tool_call_id", "id") : undefined;
    return command === undefined ? [] : [{ kind: "call", tool: "shell", input: { command }, id }];
  });
}

function marksOf(info: JsonObject): Mark[] {
  return ["exit_status", "submission"].flatMap((name) =>
    has(info, name) && info[name] !== "" ? [{ name, value: asText(info[name]) }] : [],
  );
}
