import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import type { SourceRange } from "../../../src/ots/tool.ts";
import { createLineIndex } from "../../../src/syntax/line-index.ts";

const folder = join(import.meta.dirname, "..", "..", "fixtures", "rules");

/** One case of a rule: a file, or the files of a small workspace. */
export interface RuleCase {
  name: string;
  files: { file: string; text: string; marked: SourceRange[] }[];
}

/** `⟦` and `⟧` stand around what must be found; the rule is run on the text without them. */
export function unmark(text: string): { text: string; marked: SourceRange[] } {
  const starts: number[] = [];
  const spans: [number, number][] = [];
  let plain = "";
  for (const character of text) {
    if (character === "⟦") {
      starts.push(plain.length);
    } else if (character === "⟧") {
      spans.push([starts.pop() ?? 0, plain.length]);
    } else {
      plain += character;
    }
  }
  const lines = createLineIndex(plain);
  const byStart = spans.sort((a, b) => a[0] - b[0]);
  return { text: plain, marked: byStart.map(([start, end]) => lines.rangeAt(start, end - start)) };
}

function filesUnder(path: string): string[] {
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** The cases of a rule of one kind; none when the folder is missing. */
export function ruleCases(rule: string, kind: "bad" | "good" | "fixed" | "hostile"): RuleCase[] {
  const top = join(folder, rule, kind);
  const names =
    statSync(top, { throwIfNoEntry: false })?.isDirectory() === true ? readdirSync(top).sort() : [];
  return names.map((name) => {
    const path = join(top, name);
    const isWorkspace = statSync(path).isDirectory();
    const paths = isWorkspace ? filesUnder(path) : [path];
    return {
      name,
      files: paths.map((one) => ({
        file: isWorkspace ? relative(path, one).replaceAll("\\", "/") : name,
        ...unmark(readFileSync(one, "utf8")),
      })),
    };
  });
}
