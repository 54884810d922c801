import type { Problem } from "../syntax/problem.ts";
import { type Line, RecordReader } from "./record-reader.ts";
import { humanVerdictKind, scenarioKind, trajectoryKind } from "./records.ts";

/** What is wrong with the lines of a file of the store. */
export interface LineCheck {
  problems: Problem[];
  /** One-based number of the first line that was not looked at; undefined when all were. */
  uncheckedFrom: number | undefined;
}

interface LineCheckLimits {
  /** UTF-16 code units of lines that are checked in full. */
  maxText: number;
  maxProblems: number;
}

/** As much as the store itself reads in full on opening. */
export const lineCheckLimits: LineCheckLimits = { maxText: 4 * 1024 * 1024, maxProblems: 100 };

const slice = 256 * 1024;

interface LineReader {
  read(bytes: Buffer, start: number, end: number): Line<unknown, unknown>;
}

function readerOf(fileName: string): LineReader | undefined {
  switch (fileName) {
    case scenarioKind.fileName:
      return new RecordReader(scenarioKind);
    case trajectoryKind.fileName:
      return new RecordReader(trajectoryKind);
    case humanVerdictKind.fileName:
      return new RecordReader(humanVerdictKind);
    default:
      return undefined;
  }
}

/**
 * Checks every line of a file of the store as the store would when it reads it, giving way to others in between.
 * @param file names the file in problems; its last part says which records it holds.
 * @param isComplete false when `text` is only the beginning of the file, which may end within a line.
 * @returns undefined when it is no file of the store.
 */
export async function checkLines(
  file: string,
  text: string,
  isComplete: boolean,
  { maxText, maxProblems }: LineCheckLimits = lineCheckLimits,
): Promise<LineCheck | undefined> {
  const reader = readerOf(file.slice(file.lastIndexOf("/") + 1));
  if (reader === undefined) {
    return undefined;
  }
  const problems: Problem[] = [];
  let rested = 0;
  let line = 1;
  for (let start = text.startsWith("\ufeff") ? 1 : 0; start < text.length; line++) {
    const newline = text.indexOf("\n", start);
    const end = newline === -1 ? text.length : newline;
    if (end > maxText || problems.length >= maxProblems || (newline === -1 && !isComplete)) {
      return { problems, uncheckedFrom: line };
    }
    const bytes = Buffer.from(text.slice(start, end).replace(/\r$/, ""));
    const read = reader.read(bytes, 0, bytes.length);
    if (read.kind === "invalid" || read.kind === "newer") {
      problems.push({ file, line, message: read.message });
    }
    start = end + 1;
    if (start - rested > slice) {
      rested = start;
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
  return { problems, uncheckedFrom: isComplete ? undefined : line };
}
