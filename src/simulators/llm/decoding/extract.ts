import { isJsonObject, type JsonObject } from "../../../ots/json.ts";

const longestText = 1_000_000;
/** Characters looked at before giving up: bounds the work on text full of stray braces. */
const mostWork = 8 * longestText;

/**
 * The JSON object in a model's text: the whole text when it is one, else the last balanced object in it. Reasoning in
 * `<think>` tags is taken out first; code fences and talk around the object do not matter. Undefined when there is none.
 */
export function extractObject(text: string): JsonObject | undefined {
  const spoken = withoutThinking(text.length > longestText ? text.slice(-longestText) : text).trim();
  return parseObject(spoken) ?? lastObject(spoken);
}

/** Reasoning models of several servers put their reasoning in the text, sometimes with the opening tag swallowed. */
export function withoutThinking(text: string): string {
  const closing = text.lastIndexOf("</think>");
  return closing >= 0 ? text.slice(closing + "</think>".length) : text.replace(/^\s*<think>[\s\S]*$/, "");
}

function lastObject(text: string): JsonObject | undefined {
  let last: JsonObject | undefined;
  let work = 0;
  for (let start = text.indexOf("{"); start >= 0 && work < mostWork; ) {
    const end = balancedEnd(text, start);
    work += (end ?? text.length) - start;
    const found = end === undefined ? undefined : parseObject(text.slice(start, end));
    last = found ?? last;
    start = text.indexOf("{", found && end !== undefined ? end : start + 1);
  }
  return last;
}

/** The index behind the brace that closes the one at `start`, braces inside strings left aside. */
function balancedEnd(text: string, start: number): number | undefined {
  let depth = 0;
  let inString = false;
  for (let i = start; i < text.length; i++) {
    const character = text[i];
    if (inString) {
      if (character === "\\") {
        i++;
      } else if (character === '"') {
        inString = false;
      }
    } else if (character === '"') {
      inString = true;
    } else if (character === "{") {
      depth++;
    } else if (character === "}" && --depth === 0) {
      return i + 1;
    }
  }
  return undefined;
}

function parseObject(text: string): JsonObject | undefined {
  if (!text.startsWith("{")) {
    return undefined;
  }
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
