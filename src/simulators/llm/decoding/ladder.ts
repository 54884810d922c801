import { isJsonObject, type Json, type JsonObject } from "../../../ots/json.ts";
import type { ChatBody, ChatMessage, ChatReply } from "../chat.ts";
import type { Question } from "../prompts/prompt.ts";
import { extractObject } from "./extract.ts";
import type { Rung } from "./rungs.ts";

type Structure = Pick<ChatBody, "response_format" | "tools" | "tool_choice">;

/** What a rung adds to the body, and what it must say in words because nothing else would. */
export function askFor(question: Question, rung: Rung): { structure: Structure; words: string } {
  const { name, description, schema } = question;
  switch (rung) {
    case "strict-schema":
      return {
        structure: { response_format: { type: "json_schema", json_schema: { name, strict: true, schema } } },
        words: "",
      };
    case "plain-schema":
      return {
        structure: {
          response_format: { type: "json_schema", json_schema: { name, schema: commonSchema(schema) } },
        },
        words: "",
      };
    case "forced-tool":
      return {
        structure: {
          tools: [{ type: "function", function: { name, description, parameters: commonSchema(schema) } }],
          tool_choice: { type: "function", function: { name } },
        },
        words: `Give it by calling the function ${name}.`,
      };
    case "json-object":
      return { structure: { response_format: { type: "json_object" } }, words: schemaWords(question) };
    case "text":
      return { structure: {}, words: schemaWords(question) };
  }
}

/** The request in words: how to answer where the server does not see to it, and in every repair turn. */
export function schemaWords({ name, schema }: Question): string {
  return (
    "Answer with one JSON object that is valid by this JSON Schema, and with nothing before or after it:\n" +
    JSON.stringify({ title: name, ...schema })
  );
}

/** Messages with words added to the system prompt. */
export function withWords(messages: readonly ChatMessage[], words: string): ChatMessage[] {
  return messages.map((message, index) =>
    index === 0 && words !== "" ? { ...message, content: `${message.content}\n\n${words}` } : message,
  );
}

/** The answer in a reply, wherever the server put it: a forced call may come back as text all the same. */
export function answerIn(reply: ChatReply): JsonObject | undefined {
  const written = reply.toolArguments === undefined ? undefined : extractObject(reply.toolArguments);
  return written ?? extractObject(reply.text);
}

const everywhere = new Set(["type", "properties", "required", "items", "enum", "anyOf", "description"]);

/** The schema in the keywords that every backend for guided decoding knows. */
function commonSchema(schema: JsonObject): JsonObject {
  const kept = Object.entries(schema).flatMap(([key, value]): [string, Json][] => {
    if (!everywhere.has(key)) {
      return [];
    }
    if (key === "properties" && isJsonObject(value)) {
      return [
        [key, Object.fromEntries(Object.entries(value).map(([name, child]) => [name, subschema(child)]))],
      ];
    }
    return [[key, key === "anyOf" && Array.isArray(value) ? value.map(subschema) : subschema(value)]];
  });
  return Object.fromEntries(kept);
}

const subschema = (value: Json): Json => (isJsonObject(value) ? commonSchema(value) : value);
