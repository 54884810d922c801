import { isJsonObject, type Json } from "../ots/json.ts";
import { parseJsonText } from "./arguments.ts";
import { pythonLiteralAt } from "./python-literal.ts";
import type { AssistantPart } from "./transcript.ts";

const namePattern = /^\s*(?:Action\s*:\s*)?([A-Za-z_][\w.-]*)\s*/;
const inputMarker = /^(?:[:(,]|\r?\n)?\s*(?:Action\s*Input\s*:?|Input\s*:|Arguments\s*:)?\s*/;

/**
 * A call in free text, in the styles that agents' logs use: `Name{'k': 1}`, `Name: {"k": 1}`, `Name({...})`,
 * `Name\nAction Input: {...}`. What cannot be read is kept as it was written, under the name it begins with.
 */
export function callInText(text: string): Extract<AssistantPart, { kind: "call" }> {
  const name = namePattern.exec(text);
  const tool = name?.[1];
  if (name === null || tool === undefined) {
    return { kind: "call", tool: "unnamed", input: text };
  }
  const rest = text.slice(name[0].length);
  const start = inputMarker.exec(rest)?.[0].length ?? 0;
  const body = rest.slice(start).trimEnd();
  if (body === "" || body === ")") {
    return { kind: "call", tool, input: {} };
  }
  return { kind: "call", tool, input: inputIn(body) ?? text };
}

function inputIn(body: string): Json | undefined {
  const json = parseJsonText(body) ?? parseJsonText(body.replace(/\)\s*$/, ""));
  if (isJsonObject(json)) {
    return json;
  }
  const literal = pythonLiteralAt(body, 0);
  return isJsonObject(literal?.value) && /^[\s)]*$/.test(body.slice(literal.end)) ? literal.value : undefined;
}
