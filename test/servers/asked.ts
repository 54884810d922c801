import type { IncomingHttpHeaders } from "node:http";
import type { ChatBody, ChatMessage } from "../../src/simulators/llm/chat.ts";
import type { Rung } from "../../src/simulators/llm/decoding/rungs.ts";

/** One request as the scripted server got it. */
export interface Asked {
  /** How many came before it. */
  index: number;
  headers: IncomingHttpHeaders;
  body: ChatBody;
  /** Name of the structure asked for, such as `verdict`: which role the model is to play. */
  role: string;
  rung: Rung;
  /** How many repair turns it carries. */
  repair: boolean;
}

export function askedOf(index: number, headers: IncomingHttpHeaders, body: ChatBody): Asked {
  const rung = rungOf(body);
  return { index, headers, body, role: roleOf(body), rung, repair: isRepair(body) };
}

function rungOf({ response_format: format, tools }: ChatBody): Rung {
  if (format?.type === "json_schema") {
    return format.json_schema.strict ? "strict-schema" : "plain-schema";
  }
  return tools ? "forced-tool" : format ? "json-object" : "text";
}

function roleOf({ response_format: format, tools, messages }: ChatBody): string {
  if (format?.type === "json_schema") {
    return format.json_schema.name;
  }
  const titled = /"title":"(\w+)","type":"object"/.exec(messages.map(({ content }) => content).join("\n"));
  return tools?.[0]?.function.name ?? titled?.[1] ?? "";
}

function isRepair({ messages }: ChatBody): boolean {
  return messages.at(-1)?.content.startsWith("That answer cannot be used") ?? false;
}

export interface Block {
  label: string;
  content: string;
}

/** The fenced blocks of a text, in order. */
export function blocksOf(text: string): Block[] {
  return [...text.matchAll(/^\[(.+) \| begin (\S{12})\]\n([\s\S]*?)\n\[end \2\]$/gm)].map(
    ([, label = "", , content = ""]) => ({ label, content }),
  );
}

/** What the request asks, without the repair turn it may carry: equal questions get equal answers. */
export function questionMessages({ body, repair }: Pick<Asked, "body" | "repair">): readonly ChatMessage[] {
  return repair ? body.messages.slice(0, -2) : body.messages;
}

export function questionText(asked: Pick<Asked, "body" | "repair">): string {
  return questionMessages(asked)
    .map(({ content }) => content)
    .join("\n\n");
}
