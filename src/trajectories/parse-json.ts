import type { Json } from "../ots/json.ts";
import type { Problem } from "../syntax/problem.ts";
import { parseJsonText } from "./arguments.ts";
import { limits } from "./limits.ts";

export type JsonProblem = Omit<Problem, "file">;

/** What a text holds: a value, and the first thing wrong with it when it had to be repaired or is no JSON at all. */
export interface ParsedJson {
  value: Json | undefined;
  problem?: JsonProblem;
}

/** JSON as it should be, or with the NaN and Infinity that Python writes; undefined when it is neither. */
export function parseStrict(text: string): Json | undefined {
  return parseJsonText(text) ?? (/NaN|Infinity/.test(text) ? parseJsonText(quoteNonFinite(text)) : undefined);
}

const nonFinite = /-?\b(?:NaN|Infinity)\b/y;

/** Puts NaN, Infinity and -Infinity outside strings between quotes: the value stays visible as its name. */
function quoteNonFinite(text: string): string {
  const interesting = /["NI-]/g;
  let result = "";
  let copied = 0;
  for (let found = interesting.exec(text); found !== null; found = interesting.exec(text)) {
    if (found[0] === '"') {
      interesting.lastIndex = endOfString(text, found.index);
      continue;
    }
    nonFinite.lastIndex = found.index;
    const word = nonFinite.exec(text)?.[0];
    if (word !== undefined) {
      result += `${text.slice(copied, found.index)}"${word}"`;
      copied = found.index + word.length;
      interesting.lastIndex = copied;
    }
  }
  return result + text.slice(copied);
}

/** The offset behind the string that begins at `quote`. */
function endOfString(text: string, quote: number): number {
  for (let end = text.indexOf('"', quote + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let backslashes = 0;
    while (text[end - 1 - backslashes] === "\\") {
      backslashes += 1;
    }
    if (backslashes % 2 === 0) {
      return end + 1;
    }
  }
  return text.length;
}

/**
 * Reads a text as JSON. A broken one gives the value as far as it can be read, with line, column and reason of the
 * first mistake. Never throws; what is too large to be gone through again gives only the mistake.
 */
export async function parseJson(text: string): Promise<ParsedJson> {
  const value = parseStrict(text);
  if (value !== undefined) {
    return { value };
  }
  if (text.length > limits.repairCharacters) {
    return { value: undefined, problem: mistakeIn(text) };
  }
  const { parseJson: parseWithPlaces } = await import("../syntax/json.ts");
  const document = parseWithPlaces("json", /NaN|Infinity/.test(text) ? quoteNonFinite(text) : text);
  const [first] = document.problems;
  const problem =
    first ?? (document.root === undefined ? { line: 1, message: "there is nothing here" } : undefined);
  try {
    const repaired = document.root?.toJson();
    return { value: repaired, ...(problem === undefined ? {} : { problem }) };
  } catch (error) {
    return { value: undefined, problem: problem ?? { line: 1, message: reasonOf(error) } };
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Where the engine's own parser stopped, in one-based lines and columns. */
function mistakeIn(text: string): JsonProblem {
  try {
    JSON.parse(text);
    return { line: 1, message: "not valid JSON" };
  } catch (error) {
    const position = Number(/position (\d+)/.exec(reasonOf(error))?.[1] ?? text.length);
    const before = text.slice(0, position);
    const lineStart = before.lastIndexOf("\n") + 1;
    const line = countLines(before);
    return { line, column: position - lineStart + 1, message: "not valid JSON from here on" };
  }
}

function countLines(text: string): number {
  let lines = 1;
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) {
    lines += 1;
  }
  return lines;
}
