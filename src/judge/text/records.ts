import { perObject } from "./memo.ts";
import type { Passage } from "./passage.ts";

/** One of several like parts of an observation: an element of an array, a line of a list. */
export interface TextRecord {
  start: number;
  end: number;
}

const analysedRecords = 60_000;
const most = 300;

/** Objects that are elements of an array, outermost arrays only. Works on JSON and on Python's own notation. */
function objectRecords(folded: string): TextRecord[] {
  const records: TextRecord[] = [];
  const stack: { open: string; at: number }[] = [];
  let quote = "";
  for (let at = 0; at < folded.length && records.length < most; at++) {
    const unit = folded.charAt(at);
    if (quote !== "") {
      if (unit === "\\") {
        at++;
      } else if (unit === quote) {
        quote = "";
      }
    } else if (unit === '"' || (unit === "'" && /[[{,: ]/.test(folded.charAt(at - 1)))) {
      quote = unit;
    } else if (unit === "{" || unit === "[") {
      stack.push({ open: unit, at });
      if (stack.length > 60) {
        return records;
      }
    } else if (unit === "}" || unit === "]") {
      const opened = stack.pop();
      const arrays = stack.filter((entry) => entry.open === "[").length;
      if (unit === "}" && opened && arrays === 1 && stack.at(-1)?.open === "[") {
        records.push({ start: opened.at, end: at + 1 });
      }
    }
  }
  return records;
}

/** Lines of a list; text that runs on is no list. */
function lineRecords(folded: string): TextRecord[] {
  const records: TextRecord[] = [];
  let start = 0;
  for (const line of folded.split("\n")) {
    const text = line.trim();
    const listed = /^(?:[-*•]|\d{1,3}[.):]|[\w-]{1,20}[:|])\s|^[^:]{1,60}:\s|\||\s[-–—]\s|,|\t/.test(text);
    if (text.length >= 3 && text.length <= 400 && listed) {
      records.push({ start, end: start + line.length });
    }
    start += line.length + 1;
    if (records.length >= most) {
      break;
    }
  }
  return records.length >= 2 ? records : [];
}

/** The records of an observation, 300 at most, from its first 60,000 units; empty for prose and single values. */
export const recordsOf: (passage: Passage) => readonly TextRecord[] = perObject((passage) => {
  const folded = passage.folded.slice(0, analysedRecords);
  const objects = /[[{]/.test(folded) ? objectRecords(folded) : [];
  return objects.length >= 2 ? objects : objects.length === 1 ? [] : lineRecords(folded);
});
