import { isJsonObject } from "../../ots/json.ts";
import { asText } from "../fields.ts";
import type { Conversation, Reading, RecordReader } from "../reader.ts";
import { modelCallOf, retrievalOf, toolRunOf } from "../span-messages.ts";
import { isSpan, type Span, spansOf } from "../spans.ts";
import { conversationsOfTrace, withoutBeginnings } from "../trace-conversation.ts";

const telling = /^(gen_ai|ai|llm|openinference|tool_call|traceloop)\./;

/** OpenTelemetry traces with the GenAI or OpenInference conventions. Gives one conversation for each trace and agent. */
export const otlpReader: RecordReader = {
  kind: "records",
  id: "otlp",
  title: "OpenTelemetry traces (GenAI, OpenInference)",
  hints: ["resourceSpans", "scopeSpans", "traceId", "spanId", "attributes", "startTimeUnixNano"],
  sniff(record) {
    if (!isJsonObject(record)) {
      return 0;
    }
    if (Array.isArray(record.resourceSpans) || Array.isArray(record.resource_spans)) {
      return 0.95;
    }
    if (!isSpan(record)) {
      return 0;
    }
    const names = [...(spansOf(record)[0]?.attributes.keys() ?? [])];
    return names.some((name) => telling.test(name)) ? 0.9 : 0.5;
  },
  group: () => "traces",
  *read(records): Iterable<Reading> {
    const traces = new Map<string, { spans: Span[]; record: number }>();
    records.forEach((value, record) => {
      for (const span of spansOf(value)) {
        const known = traces.get(span.traceId);
        if (known) {
          known.spans.push(span);
        } else {
          traces.set(span.traceId, { spans: [span], record });
        }
      }
    });
    const found = [...traces.values()].flatMap(({ spans, record }) => {
      spans.sort((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : 0));
      return readTrace(spans).map((conversation) => ({ conversation, record }));
    });
    yield* withoutBeginnings(found);
    if (found.length === 0) {
      yield { problem: "no span holds messages or tool calls; was content capturing switched on?" };
    }
  },
};

function readTrace(spans: readonly Span[]): Conversation[] {
  const models = spans.map(modelCallOf).filter((call) => call !== undefined);
  // A model call's messages already hold what was looked up for it.
  const runs = spans
    .map((span) => toolRunOf(span) ?? (models.length === 0 ? retrievalOf(span) : undefined))
    .filter((run) => run !== undefined);
  if (models.length + runs.length === 0) {
    return [];
  }
  const root = spans.find((span) => toolRunOf(span) === undefined);
  const agent = spans
    .map((span) => span.attributes.get("gen_ai.agent.name"))
    .find((name) => name !== undefined);
  return conversationsOfTrace({
    title: agent === undefined ? undefined : asText(agent),
    models,
    runs,
    asked: root === undefined ? undefined : asText(root.attributes.get("input.value")),
    answered: root === undefined ? undefined : asText(root.attributes.get("output.value")),
  });
}
