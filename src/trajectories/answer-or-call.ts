import { isJsonObject } from "../ots/json.ts";
import { parseStrict } from "./parse-json.ts";
import type { AssistantPart } from "./transcript.ts";

const callLine = /^(\S[^\n(]{0,199})\((\{[^\n]*\})\)$/;

/**
 * What an agent did, from a text that holds either its answer or a call as `name({…})` on the last line, after a thought. Only a call
 * whose arguments are a JSON object is one: prose is never taken for it.
 */
export function answerOrCall(text: string): AssistantPart[] {
  const lineEnd = text.lastIndexOf("\n");
  const [, tool, given] = callLine.exec(text.slice(lineEnd + 1)) ?? [];
  const input = given === undefined ? undefined : parseStrict(given);
  if (tool === undefined || !isJsonObject(input)) {
    return [{ kind: "text", text }];
  }
  const thought = text.slice(0, Math.max(0, lineEnd));
  return [
    ...(thought === "" ? [] : [{ kind: "thought" as const, text: thought }]),
    { kind: "call", tool, input },
  ];
}
