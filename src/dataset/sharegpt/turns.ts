import { type AssistantMessage, type ChatMessage, type ChatTool, Inexpressible } from "../chat/messages.ts";
import { namedCall } from "../chat/turns.ts";
import type { DataFile } from "../exporter.ts";

/** A turn of LLaMA-Factory's `sharegpt` format. */
export interface ShareGptTurn {
  from: "human" | "gpt" | "function_call" | "observation";
  value: string;
}

export interface ShareGptConversation {
  conversations: ShareGptTurn[];
  system?: string;
  /** JSON in a string: a list of `{name, description, parameters}`. */
  tools: string;
}

/** Turns of one kind that follow each other, before they become one. */
interface Draft {
  from: ShareGptTurn["from"];
  values: string[];
}

const inPlaceOfUser = new Set<ShareGptTurn["from"]>(["human", "observation"]);

/**
 * The conversation in turns that strictly alternate, as LLaMA-Factory demands (it skips others without a word): what
 * the user says or a tool returns stands at odd places, what the agent does at even ones. Messages of the user that
 * follow each other become one; so do the results of parallel calls.
 * @throws Inexpressible where turns of different kinds would share a place, or a system message stands further down.
 */
export function shareGptConversation(
  context: readonly ChatMessage[],
  tools: readonly ChatTool[],
): ShareGptConversation {
  const drafts: Draft[] = [];
  let system: string | undefined;
  for (const [index, message] of context.entries()) {
    if (message.role === "system") {
      if (index > 0) {
        throw new Inexpressible("a system message stands in the middle of the conversation");
      }
      system = message.content;
      continue;
    }
    add(drafts, turnOf(message));
  }
  if (drafts.length % 2 === 0) {
    throw new Inexpressible("the conversation does not end with the user or a tool before the agent acts");
  }
  return {
    conversations: drafts.map(finished),
    ...(system === undefined ? {} : { system }),
    tools: JSON.stringify(tools.map((tool) => tool.function)),
  };
}

/**
 * What the agent does as one turn. Text before a call goes into `<think>`, where LLaMA-Factory's formatter looks for it;
 * parallel calls become a list.
 */
export function shareGptTurn({ content, tool_calls }: AssistantMessage): ShareGptTurn {
  if (tool_calls === undefined) {
    return { from: "gpt", value: content ?? "" };
  }
  const calls = tool_calls.map(namedCall);
  const json = JSON.stringify(calls.length === 1 ? calls[0] : calls);
  const thought = content === null ? "" : `<think>\n${content}\n</think>\n\n`;
  return { from: "function_call", value: `${thought}${json}` };
}

function turnOf(message: Exclude<ChatMessage, { role: "system" }>): ShareGptTurn {
  switch (message.role) {
    case "assistant":
      return shareGptTurn(message);
    case "tool":
      return { from: "observation", value: message.content };
    default:
      return { from: "human", value: message.content };
  }
}

function add(drafts: Draft[], { from, value }: ShareGptTurn): void {
  const last = drafts.at(-1);
  if (last === undefined || inPlaceOfUser.has(last.from) !== inPlaceOfUser.has(from)) {
    if (last === undefined && !inPlaceOfUser.has(from)) {
      throw new Inexpressible("the conversation does not begin with the user");
    }
    drafts.push({ from, values: [value] });
  } else if (last.from === from && inPlaceOfUser.has(from)) {
    last.values.push(value);
  } else {
    throw new Inexpressible(
      `${described[from]} follows ${described[last.from]} directly, where the format wants turns to alternate`,
    );
  }
}

const described: Record<ShareGptTurn["from"], string> = {
  human: "a message of the user",
  gpt: "an answer of the agent",
  function_call: "a call of the agent",
  observation: "a result of a tool",
};

function finished({ from, values }: Draft): ShareGptTurn {
  const [value = ""] = values;
  if (values.length === 1) {
    return { from, value };
  }
  return { from, value: from === "observation" ? JSON.stringify(values) : values.join("\n\n") };
}

/** LLaMA-Factory's `dataset_info.json`: an entry a data file, named after what it holds and its split. */
export function datasetInfo(
  name: string,
  files: readonly DataFile[],
  more: { ranking?: true; columns?: Readonly<Record<string, string>> },
): Record<string, string> {
  const entries = files.map(({ path, split }) => [
    split === "all" ? name : `${name}_${split}`,
    {
      file_name: path,
      formatting: "sharegpt",
      ...(more.ranking ? { ranking: true } : {}),
      columns: { messages: "conversations", ...more.columns, system: "system", tools: "tools" },
    },
  ]);
  return { "dataset_info.json": `${JSON.stringify(Object.fromEntries(entries), null, 2)}\n` };
}
