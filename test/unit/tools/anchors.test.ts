import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { builtinTables } from "../../../src/analysis/flow/tables.ts";
import { rules } from "../../../src/analysis/rules.ts";
import { anchorsOf } from "../../../src/tools/anchors.ts";
import { type Hint, occursIn } from "../../../src/tools/format.ts";
import { toolFormats } from "../../../src/tools/formats.ts";
import { createSearches } from "../../../src/tools/text-search.ts";
import { createVocabulary } from "../../../src/tools/vocabulary.ts";

const anchors = (pattern: RegExp) =>
  anchorsOf(pattern)
    ?.map(({ text, begins, ends }) => `${begins ? "<" : ""}${text}${ends ? ">" : ""}`)
    .join(" ");

test("an anchor is what no match can do without, with what bounds it", () => {
  expect(anchors(/\bos\s*\.\s*(?:system|popen)\b/)).toBe("system> popen>");
  expect(anchors(/\b(?:ejs|pug)\b/)).toBe("<ejs> <pug>");
  expect(anchors(/\bfs\b|\brimraf\b/)).toBe("<fs> <rimraf>");
  expect(anchors(/\bread_\w+/)).toBe("<read_");
  expect(anchors(/Agent\s*\(/)).toBe("Agent");
  expect(anchors(/@openai\/agents/)).toBe("<openai>");
  expect(anchors(/generate_?[cC]ontent/)).toBe("generate");
  expect(anchors(/(?<![.\w$])fetch\b(?!["'-])/)).toBe("<fetch>");
  expect(anchors(/["'](?:zx|bun)["']|\b(?:got|ky)\s*[.(]/)).toBe("<zx> <bun> <got> <ky>");
  expect(anchors(/\b(?:got|ky)\s*\w/)).toBeUndefined();
  expect(anchors(/[^"](?:zx|bun)["']?x/)).toBeUndefined();
  expect(anchors(/(?<![.-])fetch\(/)).toBe("fetch>");
  expect(anchors(/(?:abc)?def/)).toBe("def");
  expect(anchors(/abc+d/)).toBe("abc");
  expect(anchors(/colou?r/)).toBe("colo");
  expect(anchors(/\]\s*\(/)).toBeUndefined();
  expect(anchors(/ab|abc/)).toBeUndefined();
  expect(anchors(/\u0041bcd/)).toBeUndefined();
});

test("a vocabulary finds what a pattern for each run finds, in one pass", () => {
  const flags = [false, true];
  const vocabulary = createVocabulary();
  const runs = ["he", "she", "his", "hers", "HE", "a_1", "s"].flatMap((text) =>
    flags.flatMap((ignoresCase) =>
      flags.flatMap((begins) => flags.map((ends) => ({ text, ignoresCase, begins, ends }))),
    ),
  );
  const numbers = runs.map(vocabulary.add);
  const texts = ["", "ushers", "She", "his.hers", "HE", "xa_1 ", "a_1", "ünhe€he ", "s", "ſ", "shis\nHis"];
  for (const text of [...texts, texts.join(" ")]) {
    const occurs = vocabulary.search(text);
    runs.forEach(({ text: run, ignoresCase, begins, ends }, index) => {
      const pattern = new RegExp(`${begins ? "\\b" : ""}${run}${ends ? "\\b" : ""}`, ignoresCase ? "i" : "");
      expect([text, pattern, occurs(numbers[index] ?? -1)]).toEqual([text, pattern, pattern.test(text)]);
    });
  }
});

test("a run that comes up after a text was looked through is found in it all the same", () => {
  const vocabulary = createVocabulary();
  const occurs = vocabulary.search("late words");
  const word = { text: "words", ignoresCase: false, begins: true, ends: true };
  expect(occurs(vocabulary.add(word))).toBe(true);
  expect(occurs(vocabulary.add({ ...word, text: "word" }))).toBe(false);
});

/** Every hint there is. */
function allHints(): Hint[] {
  const ofRules = rules.flatMap(({ checks }) =>
    checks.flatMap((check) => [
      ...("hints" in check && Array.isArray(check.hints) ? (check.hints as Hint[]) : []),
      ...("needs" in check && check.needs !== undefined ? [check.needs] : []),
    ]),
  );
  const ofFormats = toolFormats.flatMap((format) => [
    ...format.hints,
    ...("needs" in format ? (format.needs ?? []) : []),
  ]);
  const ofFlows = (["python", "typescript"] as const).flatMap((language) =>
    builtinTables.hintsOf(language).flatMap(({ hints, needs = [] }) => [...hints, ...needs]),
  );
  return [...ofRules, ...ofFormats, ...ofFlows];
}

test("a search finds exactly the hints that the text holds, on every fixture", () => {
  const folder = join(import.meta.dirname, "..", "..", "fixtures");
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(?:[cm]?[jt]sx?|py|json|ya?ml|toml|md)$/.test(entry.name))
    .map(({ parentPath, name }) => join(parentPath, name));
  const hints = allHints();
  const search = createSearches();
  expect(files.length).toBeGreaterThan(300);
  expect(hints.length).toBeGreaterThan(300);
  for (const file of files) {
    const text = readFileSync(file, "latin1");
    const { holds } = search(text);
    const differing = hints.filter((hint) => holds(hint) !== occursIn(text, [hint]));
    expect([file, differing]).toEqual([file, []]);
  }
});
