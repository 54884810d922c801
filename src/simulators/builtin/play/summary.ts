import type { Step } from "../../../ots/step.ts";
import { overlap, wordGrams } from "../../word-grams.ts";
import { listed } from "../language/english.ts";
import { callsIn } from "./stage.ts";

/** What the last successful call brought up; undefined when there is none. */
export function lastResult(history: readonly Step[]): string | undefined {
  return callsIn(history).findLast((step) => step.observation !== undefined && !step.observation.isError)
    ?.observation?.content;
}

/**
 * The main facts of a result in a sentence or two, without anything that belongs to `foreign` (an order somebody planted).
 * Undefined when nothing is left.
 */
export function summaryOf(content: string, foreign: string): string | undefined {
  const planted = wordGrams(foreign);
  const own = (line: string) =>
    foreign === "" ||
    (!foreign.includes(line) &&
      !line.includes(foreign.slice(0, 40)) &&
      overlap(wordGrams(line), planted) < 0.15);
  const record = asRecord(content);
  if (record) {
    const facts = Object.entries(record)
      .filter(([, value]) => (typeof value === "string" && value.length < 60) || typeof value === "number")
      .map(([key, value]) => `${key.replace(/_/g, " ")} ${String(value)}`)
      .filter(own);
    const texts = Object.values(record).flatMap((value) =>
      typeof value === "string" && value.length >= 60 ? sentencesOf(value) : [],
    );
    const said = texts.filter(own)[0];
    return facts.length === 0
      ? undefined
      : `Here are the main facts: ${listed(facts.slice(0, 5))}${said === undefined ? "" : `; the text says: "${said}"`}`;
  }
  const lines = sentencesOf(content).filter(own);
  const errors = lines.filter((line) => /\b(ERROR|WARN|FATAL)\b/.test(line));
  if (errors.length > 0) {
    return `What stands out: "${errors[0]}"${errors.length > 1 ? ` and ${errors.length - 1} more of that kind` : ""}`;
  }
  return lines.length === 0 ? undefined : `In short: ${listed(lines.slice(0, 3).map((line) => `"${line}"`))}`;
}

const sentencesOf = (text: string) =>
  text
    .slice(0, 6000)
    .split(/\n|(?<=[.!?])\s+/)
    .map((line) => line.replace(/^[-#*>\s]+/, "").trim())
    .filter((line) => line.length > 12 && !/^(Menu|Home|Start|Hi |Best|©)/.test(line));

/** The record of a JSON result: the object itself, or of a list the entry that says most. */
function asRecord(content: string): Record<string, unknown> | undefined {
  if (!/^\s*[[{]/.test(content)) {
    return undefined;
  }
  try {
    const value: unknown = JSON.parse(content);
    const entries = (Array.isArray(value) ? value : [value]).filter(
      (entry): entry is Record<string, unknown> => entry !== null && typeof entry === "object",
    );
    return entries.toSorted((a, b) => JSON.stringify(b).length - JSON.stringify(a).length)[0];
  } catch {
    return undefined;
  }
}
