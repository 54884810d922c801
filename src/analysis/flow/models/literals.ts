import type { GivenArgument, SinkUse } from "../engine.ts";
import type { Entry, Expression } from "../ir.ts";
import { constant, type Value } from "../value.ts";
import { use } from "./sink.ts";

/** `{"role": "system", "content": x}`: what stands there outranks the person. */
export function literalUses(fields: ReadonlyMap<string, Value>, entries: readonly Entry[]): SinkUse[] {
  const role = fields.get("role")?.text;
  const content = fields.get("content");
  const at = entries.find(({ key }) => key === "content")?.value;
  const isSystem = role === "system" || role === "developer";
  const given: GivenArgument | undefined =
    content === undefined || at === undefined ? undefined : { isSpread: false, value: content, at };
  const found = isSystem ? use("instructions", "system message", given, role) : undefined;
  return [found, definitionUse(fields, entries)].filter((one) => one !== undefined);
}

/** `{ name, description, inputSchema }`: the description of a tool. */
function definitionUse(fields: ReadonlyMap<string, Value>, entries: readonly Entry[]): SinkUse | undefined {
  const description = fields.get("description");
  const at = entries.find(({ key }) => key === "description")?.value;
  const isTool =
    fields.has("name") && ["inputSchema", "input_schema", "parameters"].some((key) => fields.has(key));
  return isTool && description !== undefined && at !== undefined
    ? use("description", "a tool's definition", { isSpread: false, value: description, at })
    : undefined;
}

/** Assigning to a property that a page shows as markup, or that a model reads as a tool's definition. */
export function assignmentUse(
  property: string,
  value: Value,
  at: Expression,
  isPython: boolean,
): SinkUse | undefined {
  const given: GivenArgument = { isSpread: false, value, at };
  if (!isPython && /^(innerHTML|outerHTML|srcdoc)$/.test(property)) {
    return use("html", property, given);
  }
  if (!isPython && property === "html" && at.kind !== "literal") {
    return use("html", "webview.html", given, "webview");
  }
  return /^(__doc__|description)$/.test(property) ? use("description", property, given) : undefined;
}

/** `tools[name](…)` with a name that somebody else gives. */
export function dispatchUse(object: Value, index: Value, at: Expression): SinkUse | undefined {
  const given: GivenArgument = { isSpread: false, value: index, at };
  if (object.references.some(({ kind }) => kind === "instance")) {
    return use("dispatch", "this", given, "object");
  }
  const isTable = object.fields !== undefined && object.fields !== constant.fields;
  return isTable ? use("dispatch", "an object of functions", given, "object") : undefined;
}

/** `globals()[name]`: whatever the program knows by a name, to be called now or later. */
export function namespaceUse(object: Value, index: Value, at: Expression): SinkUse | undefined {
  const given: GivenArgument = { isSpread: false, value: index, at };
  const path = object.references.find((one) => one.kind === "path");
  return path?.kind === "path" && /^\$(globals|locals|vars)\(\)$/.test(path.path)
    ? use("dispatch", path.path.slice(1), given, "module")
    : undefined;
}

/** `("system", x)`, the short form of a message. */
export function pairUse(values: readonly Value[], items: readonly { value: Expression }[]): SinkUse[] {
  const [role, content] = values;
  const at = items[1]?.value;
  const isSystem = values.length === 2 && (role?.text === "system" || role?.text === "developer");
  const found =
    isSystem && content !== undefined && at !== undefined
      ? use("instructions", "system message", { isSpread: false, value: content, at }, role?.text)
      : undefined;
  return found === undefined ? [] : [found];
}
