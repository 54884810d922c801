import type { JsonObject } from "../../ots/json.ts";
import type { TaskKind } from "../../ots/task.ts";

export interface ChatMessage {
  role: "system" | "user" | "assistant";
  content: string;
}

/**
 * One chat completion as the OpenAI interface takes it, in the few fields that we use. A live endpoint sends it as it is,
 * a batch file stores it as a line, an editor's language model translates it.
 */
export interface ChatBody {
  model: string;
  messages: readonly ChatMessage[];
  response_format?:
    | { type: "json_schema"; json_schema: { name: string; schema: JsonObject; strict?: boolean } }
    | { type: "json_object" };
  tools?: readonly {
    type: "function";
    function: { name: string; description: string; parameters: JsonObject };
  }[];
  tool_choice?: { type: "function"; function: { name: string } };
  max_completion_tokens?: number;
  max_tokens?: number;
}

export interface ChatUsage {
  inputTokens: number;
  outputTokens: number;
  /** True when the server did not say and the figures are guessed from the length of the texts. */
  estimated: boolean;
}

/** What came back, whichever way the server put it. */
export interface ChatReply {
  /** The message's text; empty when there is none. */
  text: string;
  /** Arguments of the first tool call, as written. */
  toolArguments?: string;
  /** The function it names. */
  toolName?: string;
  /** The model declined through the field made for it. */
  refusal?: string;
  /** `other` covers what we need not tell apart, such as `stop` and `tool_calls`. */
  finish: "length" | "content_filter" | "other";
  /** The model's name as the server gave it. */
  model?: string;
  usage: ChatUsage;
}

/** What a request is for. */
export interface RequestPurpose {
  kind: TaskKind;
  /** The task's content hash and which of its turns this is: the same after a restart, at most 64 characters. */
  id: string;
}

/**
 * The way one request takes to a model. `send` rejects with BadRequest when the server turned the form of the request
 * down, with another SimulatorError when no answer could be had, with RunStop when nothing more should be asked at all,
 * and with the signal's reason when it was aborted.
 */
export interface ChatTransport {
  send(body: ChatBody, purpose: RequestPurpose, signal: AbortSignal): Promise<ChatReply>;
}

/** Tokens of a text, guessed: English and JSON run at about four characters a token. */
export function estimateTokens(characters: number): number {
  return Math.ceil(characters / 4);
}

/** Characters that a body sends: its messages and the schema in whatever place it has. */
export function bodyCharacters(body: ChatBody): number {
  const messages = body.messages.reduce((sum, { content }) => sum + content.length, 0);
  const structure = body.response_format ?? body.tools;
  return messages + (structure ? JSON.stringify(structure).length : 0);
}
