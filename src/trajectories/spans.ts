import { isJsonObject, type Json, type JsonObject } from "../ots/json.ts";
import { asText, firstText, type Maybe, objectOf, objectsOf } from "./fields.ts";
import { limits } from "./limits.ts";

export type Attributes = ReadonlyMap<string, Json>;

/** A span of any exporter in one shape. Attribute names are flat, as OpenTelemetry writes them. */
export interface Span {
  traceId: string;
  name: string;
  /** Sorts as text. */
  start: string;
  attributes: Attributes;
  events: readonly { name: string; attributes: Attributes }[];
  failed: boolean;
  /** What went wrong, in the words of the span's status or of the exception it records. */
  failure: string;
}

/** Every span in a record: an OTLP batch, or one span as console exporters and trace viewers write it. */
export function spansOf(record: Json): Span[] {
  if (!isJsonObject(record)) {
    return [];
  }
  const batches = objectsOf(record.resourceSpans ?? record.resource_spans);
  if (batches.length > 0) {
    const scopes = batches.flatMap((batch) =>
      objectsOf(batch.scopeSpans ?? batch.scope_spans ?? batch.instrumentationLibrarySpans),
    );
    return scopes.flatMap((scope) => objectsOf(scope.spans)).map(toSpan);
  }
  return isSpan(record) ? [toSpan(record)] : [];
}

/** True for a single span outside a batch. */
export function isSpan(record: JsonObject): boolean {
  const id =
    firstText(record, "traceId", "trace_id") ?? firstText(objectOf(record.context), "trace_id", "traceId");
  return id !== undefined && record.attributes !== undefined && typeof record.name === "string";
}

function toSpan(span: JsonObject): Span {
  const context = objectOf(span.context);
  const status = objectOf(span.status);
  const code = status.code ?? status.status_code ?? span.status_code;
  const events = objectsOf(span.events).map((event) => ({
    name: firstText(event, "name") ?? "",
    attributes: attributesOf(event.attributes),
  }));
  const exception = events.find(({ name }) => name === "exception")?.attributes.get("exception.message");
  return {
    traceId: firstText(span, "traceId", "trace_id") ?? firstText(context, "trace_id", "traceId") ?? "",
    name: firstText(span, "name") ?? "",
    start: asText(span.startTimeUnixNano ?? span.start_time ?? span.startTime).padStart(24, "0"),
    attributes: attributesOf(span.attributes),
    events,
    failed: code === 2 || code === "STATUS_CODE_ERROR" || code === "ERROR",
    failure: firstText(status, "message") ?? firstText(span, "status_message") ?? asText(exception),
  };
}

/** Attributes as OTLP writes them (a list of `{key, value}`) or as an object, flat or nested. */
function attributesOf(value: Maybe): Attributes {
  if (Array.isArray(value)) {
    return new Map(objectsOf(value).map((item) => [asText(item.key), anyValue(item.value, 0)]));
  }
  const flat = new Map<string, Json>();
  flatten(flat, "", objectOf(value), 0);
  return flat;
}

const maxFlattened = 100_000;

function flatten(flat: Map<string, Json>, prefix: string, object: JsonObject, depth: number): void {
  for (const [key, value] of Object.entries(object)) {
    const name = `${prefix}${key}`;
    if (flat.size >= maxFlattened) {
      return;
    }
    flat.set(name, value);
    // Viewers write `{"llm": {"input_messages": [...]}}` for what the standard calls `llm.input_messages`.
    if (isJsonObject(value) && depth < 4) {
      flatten(flat, `${name}.`, value, depth + 1);
    }
  }
}

/** The value inside OTLP's `AnyValue`. */
function anyValue(value: Maybe, depth: number): Json {
  if (!isJsonObject(value) || depth > limits.argumentDepth) {
    return value ?? null;
  }
  const { stringValue, intValue, doubleValue, boolValue, bytesValue } = value;
  const list = objectOf(value.arrayValue ?? value.array_value);
  const pairs = objectOf(value.kvlistValue ?? value.kvlist_value);
  const scalar =
    stringValue ?? boolValue ?? doubleValue ?? bytesValue ?? value.string_value ?? value.bool_value;
  if (scalar !== undefined) {
    return scalar;
  }
  const whole = intValue ?? value.int_value;
  if (whole !== undefined) {
    return Number.isSafeInteger(Number(whole)) ? Number(whole) : whole;
  }
  if (Array.isArray(list.values)) {
    return list.values.map((item) => anyValue(item, depth + 1));
  }
  if (Array.isArray(pairs.values)) {
    return Object.fromEntries(
      objectsOf(pairs.values).map((item) => [asText(item.key), anyValue(item.value, depth + 1)]),
    );
  }
  return null;
}

const maxIndexed = 10_000;

/**
 * A list that was flattened into indexed names, such as `llm.input_messages.0.message.role`: one object of the rest
 * of the names for each index, in order. A list that was left whole is given back as it is, with `prefix.` names.
 */
export function indexed(attributes: Attributes, prefix: string): Attributes[] {
  const whole = attributes.get(prefix);
  if (Array.isArray(whole)) {
    return objectsOf(whole).map((item) => {
      const flat = new Map<string, Json>();
      flatten(flat, "", item, 0);
      return flat;
    });
  }
  const items = new Map<number, Map<string, Json>>();
  const start = `${prefix}.`;
  for (const [name, value] of attributes) {
    if (name.startsWith(start)) {
      const dot = name.indexOf(".", start.length);
      const index = Number(name.slice(start.length, dot === -1 ? undefined : dot));
      if (Number.isInteger(index) && index >= 0 && index < maxIndexed && dot !== -1) {
        const item = items.get(index) ?? new Map<string, Json>();
        item.set(name.slice(dot + 1), value);
        items.set(index, item);
      }
    }
  }
  return [...items.entries()].sort(([a], [b]) => a - b).map(([, item]) => item);
}
