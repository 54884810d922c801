import { isJsonObject, type Json, type JsonObject } from "../ots/json.ts";
import { aiSdkModelCall, aiSdkToolRun } from "./ai-sdk-spans.ts";
import { parseJsonText, unquoted } from "./arguments.ts";
import { offeredTools } from "./chat-messages.ts";
import { joinTexts } from "./content.ts";
import { asText, listOf, type Maybe, objectOf, objectsOf, textOf } from "./fields.ts";
import { type Attributes, indexed, type Span } from "./spans.ts";
import type { ModelCall, ToolRun } from "./trace-conversation.ts";

/** The model call a span records, by either convention; undefined when it holds no messages. */
export function modelCallOf(span: Span): ModelCall | undefined {
  const { attributes } = span;
  const input = [
    ...systemMessages(attributes),
    ...firstFilled(
      () => genAiMessages(attributes.get("gen_ai.input.messages") ?? attributes.get("gen_ai.prompt")),
      () => indexed(attributes, "llm.input_messages").map(openInferenceMessage),
      () => indexed(attributes, "gen_ai.prompt").map(traceloopMessage),
      () => eventMessages(span, (name) => /^gen_ai\.(system|user|assistant|tool)\.message$/.test(name)),
    ),
  ];
  const output = firstFilled(
    () => genAiMessages(attributes.get("gen_ai.output.messages") ?? attributes.get("gen_ai.completion")),
    () => indexed(attributes, "llm.output_messages").map(openInferenceMessage),
    () => indexed(attributes, "gen_ai.completion").map(traceloopMessage),
    () => eventMessages(span, (name) => name === "gen_ai.choice"),
  );
  if (input.length + output.length === 0) {
    return aiSdkModelCall(span);
  }
  const { names, definitions } = toolsOf(attributes);
  return { input, output, tools: names, toolDefinitions: definitions };
}

/** The tool run a span records; undefined when it records none. */
export function toolRunOf(span: Span): ToolRun | undefined {
  const { attributes, name, failed, failure } = span;
  const isTool =
    attributes.get("openinference.span.kind") === "TOOL" ||
    attributes.get("gen_ai.operation.name") === "execute_tool" ||
    attributes.has("gen_ai.tool.call.arguments") ||
    (attributes.has("gen_ai.tool.name") && name.startsWith("execute_tool"));
  if (!isTool) {
    return aiSdkToolRun(span);
  }
  const attribute = (...names: string[]) =>
    names.map((key) => attributes.get(key)).find((value) => value !== undefined);
  const output = asText(attribute("gen_ai.tool.call.result", "output.value", "tool.result"));
  return {
    id: textOf(attribute("gen_ai.tool.call.id", "tool_call.id", "tool.id")),
    tool: textOf(attribute("gen_ai.tool.name", "tool.name")) ?? name.replace(/^execute_tool /, ""),
    input: attribute(
      "gen_ai.tool.call.arguments",
      "tool_call.function.arguments",
      "tool.parameters",
      "input.value",
    ),
    output: output === "" ? failure : output,
    isError: failed || attributes.has("error.type"),
  };
}

function firstFilled(...ways: readonly (() => JsonObject[])[]): JsonObject[] {
  for (const way of ways) {
    const found = way();
    if (found.length > 0) {
      return found;
    }
  }
  return [];
}

function systemMessages(attributes: Attributes): JsonObject[] {
  const parts = unquoted(attributes.get("gen_ai.system_instructions"));
  return parts === undefined ? [] : [{ role: "system", content: parts }];
}

/** `[{role, parts: [{type, content}]}]`, whole or as JSON text; chat messages pass through. */
function genAiMessages(value: Maybe): JsonObject[] {
  return objectsOf(unquoted(value)).flatMap((message) =>
    Array.isArray(message.parts) ? messagesOfParts(message, objectsOf(message.parts)) : [message],
  );
}

function messagesOfParts(message: JsonObject, parts: readonly JsonObject[]): JsonObject[] {
  const responses = parts.filter((part) => part.type === "tool_call_response");
  const calls = parts.filter((part) => part.type === "tool_call");
  const said = parts.filter((part) => part.type !== "tool_call_response" && part.type !== "tool_call");
  const results = responses.map((part) => ({
    role: "tool",
    tool_call_id: part.id ?? null,
    content: part.response ?? part.result ?? part.content ?? null,
  }));
  const rest = said.length > 0 || calls.length > 0 || results.length === 0;
  return [...(rest ? [{ role: message.role ?? null, content: said, tool_calls: calls }] : []), ...results];
}

function openInferenceMessage(item: Attributes): JsonObject {
  const contents = indexed(item, "message.contents").map((part) => ({
    type: part.get("message_content.type") ?? "text",
    text: part.get("message_content.text") ?? null,
    url: part.get("message_content.image.image.url") ?? null,
  }));
  const calls = indexed(item, "message.tool_calls").map((call) => ({
    id: call.get("tool_call.id") ?? null,
    name: call.get("tool_call.function.name") ?? null,
    arguments: call.get("tool_call.function.arguments") ?? null,
  }));
  return {
    role: item.get("message.role") ?? null,
    content: item.get("message.content") ?? contents,
    tool_calls: calls,
    tool_call_id: item.get("message.tool_call_id") ?? null,
    name: item.get("message.name") ?? null,
  };
}

function traceloopMessage(item: Attributes): JsonObject {
  const calls = indexed(item, "tool_calls").map((call) => ({
    id: call.get("id") ?? null,
    name: call.get("name") ?? null,
    arguments: call.get("arguments") ?? null,
  }));
  return {
    role: item.get("role") ?? "assistant",
    content: unquoted(item.get("content")) ?? null,
    tool_calls: calls,
    tool_call_id: item.get("tool_call_id") ?? null,
  };
}

function eventMessages(span: Span, fits: (name: string) => boolean): JsonObject[] {
  return span.events
    .filter((event) => fits(event.name))
    .map((event) => {
      const body = objectOf(unquoted(event.attributes.get("body") ?? event.attributes.get("event.body")));
      const role = event.name === "gen_ai.choice" ? "assistant" : (event.name.split(".")[1] ?? "user");
      const inner = objectOf(unquoted(event.attributes.get("message") ?? body.message) ?? body);
      const content = event.attributes.get("content") ?? event.attributes.get("gen_ai.event.content");
      return {
        role,
        content: content ?? null,
        ...inner,
        tool_call_id: inner.tool_call_id ?? inner.id ?? null,
      };
    });
}

function toolsOf(attributes: Attributes): { names: string[]; definitions: Json[] } {
  const whole = attributes.get("gen_ai.tool.definitions") ?? attributes.get("llm.tools");
  const read = unquoted(whole);
  if (listOf(read).some((tool) => isJsonObject(tool) && "name" in objectOf(tool.function ?? tool))) {
    return offeredTools(read);
  }
  return offeredTools(
    indexed(attributes, "llm.tools").map((tool) => {
      const schema = tool.get("tool.json_schema") ?? tool.get("json_schema");
      return (typeof schema === "string" ? parseJsonText(schema) : schema) ?? null;
    }),
  );
}

/** A retrieval as a tool run, for traces that hold nothing else: what was asked and the documents that came. */
export function retrievalOf({ attributes, name, failed }: Span): ToolRun | undefined {
  const documents = indexed(attributes, "retrieval.documents").map((item) =>
    asText(item.get("document.content")),
  );
  return attributes.get("openinference.span.kind") !== "RETRIEVER"
    ? undefined
    : { tool: name, input: attributes.get("input.value"), output: joinTexts(documents), isError: failed };
}
