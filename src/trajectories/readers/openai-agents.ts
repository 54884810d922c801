import { isJsonObject, type Json, type JsonObject } from "../../ots/json.ts";
import { joinTexts } from "../content.ts";
import { asText, firstText, has, listOf, type Maybe, objectOf, objectsOf, textOf } from "../fields.ts";
import type { Reading, RecordReader } from "../reader.ts";
import { conversationsOfTrace, type ModelCall, type ToolRun } from "../trace-conversation.ts";

function traceId(record: Json): string | undefined {
  if (!isJsonObject(record)) {
    return undefined;
  }
  return record.object === "trace" ? firstText(record, "id") : firstText(record, "trace_id");
}

/** Traces of the OpenAI Agents SDK: one `trace` line and its `trace.span` lines. */
export const openaiAgentsReader: RecordReader = {
  kind: "records",
  id: "openai-agents",
  title: "OpenAI Agents SDK traces",
  hints: ["trace.span", "span_data", "trace_id", "workflow_name", "started_at", "span"],
  sniff(record) {
    if (!isJsonObject(record)) {
      return 0;
    }
    if (record.object === "trace.span" || (isJsonObject(record.span_data) && has(record, "trace_id"))) {
      return 0.98;
    }
    return record.object === "trace" ? (has(record, "workflow_name") ? 0.95 : 0.6) : 0;
  },
  group: (record) => traceId(record) ?? "",
  *read(records): Iterable<Reading> {
    const objects = records.filter(isJsonObject);
    const head = objects.find((record) => record.object === "trace") ?? {};
    const inline = objectsOf(head.spans);
    const spans = [...objects.filter((record) => isJsonObject(record.span_data)), ...inline].sort(byStart);
    const data = spans.map((span) => ({ span, data: objectOf(span.span_data) }));
    const tools = data.flatMap(({ data: { tools: offered } }) => namesOf(offered));
    const models = data
      .filter((entry) => entry.data.type === "generation")
      .map((entry) => modelCall(entry.data, tools));
    const runs = data.filter((entry) => entry.data.type === "function").map(toolRun);
    const filled = models.filter((call) => call.input.length + call.output.length > 0);
    if (filled.length + runs.length === 0) {
      yield { problem: "no span of this trace holds messages or function calls" };
      return;
    }
    const conversations = conversationsOfTrace({
      title: textOf(head.workflow_name),
      models: filled,
      runs,
      notes: notesOf(data.map((entry) => entry.data)),
    });
    for (const conversation of conversations) {
      yield { conversation };
    }
  },
};

function byStart(a: JsonObject, b: JsonObject): number {
  const [first, second] = [asText(a.started_at), asText(b.started_at)];
  return first === second ? 0 : first < second ? -1 : 1;
}

function namesOf(offered: Maybe): string[] {
  return listOf(offered).filter((name) => typeof name === "string");
}

function modelCall(data: JsonObject, tools: readonly string[]): ModelCall {
  return {
    input: objectsOf(data.input),
    output: objectsOf(data.output).map(messageOf),
    tools,
    toolDefinitions: [],
  };
}

/** Outputs come as messages, as chat choices or as whole chat completions. */
function messageOf(item: JsonObject): JsonObject {
  const choice = objectsOf(item.choices)[0] ?? item;
  return isJsonObject(choice.message) ? choice.message : item;
}

function toolRun({ span, data }: { span: JsonObject; data: JsonObject }): ToolRun {
  const failed = has(span, "error");
  const error = objectOf(span.error);
  const told = isJsonObject(error.data) ? firstText(error.data, "error") : undefined;
  const reason = joinTexts([asText(error.message ?? span.error), told ?? ""]);
  return {
    tool: textOf(data.name) ?? "unnamed",
    input: data.input,
    output: has(data, "output") ? asText(data.output) : reason,
    isError: failed,
  };
}

function notesOf(data: readonly JsonObject[]): string[] {
  const notes: string[] = [];
  for (const entry of data) {
    if (entry.type === "handoff") {
      notes.push(`Handoff from ${asText(entry.from_agent)} to ${asText(entry.to_agent)}.`);
    } else if (entry.type === "guardrail" && entry.triggered === true) {
      notes.push(`Guardrail ${asText(entry.name)} was triggered.`);
    } else if (entry.type === "agent") {
      notes.push(`Agent: ${asText(entry.name)}.`);
    } else if (entry.type === "response") {
      notes.push("Model answers are only referred to by id; their content is not in the file.");
    }
  }
  return notes;
}
