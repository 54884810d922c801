import { wordClasses } from "../lexicon/word-classes.ts";
import { perText } from "./memo.ts";
import type { Passage } from "./passage.ts";

/**
 * A text as words, each marked by what it is: ` before// the// auditor/checker|they|someone|/ comes// `. Commas, quotes and
 * brackets are gone, a line feed stands for the end of a sentence. Patterns then speak of words and of kinds of words alike.
 */
export interface Tagged {
  readonly text: string;
  /** Where `start..end` of the marked text lies in the unmarked one, by whole words. */
  span(start: number, end: number): { start: number; end: number };
}

const irregular: Readonly<Record<string, string>> = {
  stole: "steal",
  stolen: "steal",
  hid: "hide",
  hidden: "hide",
  broke: "break",
  broken: "break",
  burnt: "burn",
  lied: "lie",
  lying: "lie",
  men: "man",
  children: "child",
  wives: "wife",
  thieves: "thief",
  beaten: "beat",
  slain: "slay",
  hung: "hang",
  policemen: "policeman",
  viruses: "virus",
};

const vowel = /[aeiou]/;

/** The word and its regular forms: plural, third person, past, participle. */
function formsOf(word: string): string[] {
  const last = word.at(-1) ?? "";
  const stem = last === "e" ? word.slice(0, -1) : word;
  const doubled = /[^aeiou][aeiou][bdgklmnprt]$/.test(word) ? word + last : word;
  const soft = last === "y" && !vowel.test(word.at(-2) ?? "") ? `${word.slice(0, -1)}i` : undefined;
  return [
    word,
    soft ? `${soft}es` : /(?:s|x|z|ch|sh)$/.test(word) ? `${word}es` : `${word}s`,
    ...[soft ?? stem, doubled].map((base) => `${base.replace(/e$/, "")}ed`),
    ...[stem, doubled].map((base) => `${base}ing`),
  ];
}

let marks: ReadonlyMap<string, string> | undefined;

/** Marks by word form, made when the first text is marked. */
function marksOf(): ReadonlyMap<string, string> {
  if (marks === undefined) {
    const made = new Map<string, string>();
    for (const [name, words] of Object.entries(wordClasses)) {
      for (const form of new Set(words.split(" ").flatMap(formsOf))) {
        made.set(form, `${made.get(form) ?? ""}${name}|`);
      }
    }
    for (const [form, base] of Object.entries(irregular)) {
      made.set(form, made.get(base) ?? "");
    }
    marks = made;
  }
  return marks;
}

const token = /[^\s,;:!?()"“”„«»[\]{}<>|/…*`\n]+|[;!?\n]/g;
const title = /^(?:mr|mrs|ms|dr|prof|st|vs|e\.g|i\.e|no|approx)$/;
const noName =
  /^(?:i|mon|tues|wednes|thurs|fri|satur|sun)(?:day)?$|^(?:january|february|march|april|may|june|july|august|september|october|november|december|english|pdf|csv|url|ok|api|id|it|i'm|i'll|i've)$/;
const quotes: ReadonlySet<string> = new Set(['"', "'", "“", "„", "«", "‘"]);
const ends: ReadonlySet<string> = new Set([";", "!", "?", "\n"]);
const plainLetters = /^[a-z]+$/;
const capital = /\p{Lu}/u;

function isCapital(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code < 128 ? code >= 65 && code <= 90 : capital.test(text.charAt(at));
}

/** A word without the quotes and full stops around it; whether it ends a sentence. */
function bared(found: string): { word: string; lead: number; full: boolean } {
  const lead = /^['‘.]*/.exec(found)?.[0].length ?? 0;
  const word = found.slice(lead).replace(/(?<!s)'$|[‘]$/, "");
  return {
    word: word.replace(/\.+$/, "").replace(/(?<!s)'$/, ""),
    lead,
    full: word.endsWith(".") && !title.test(word.slice(0, -1)),
  };
}

const short: Readonly<Record<string, string>> = {
  "'s": "is",
  "'re": "are",
  "'m": "am",
  "'ve": "have",
  "'ll": "will",
  "'d": "would",
};
const contracted = /^(he|she|it|they|we|you|i|that|there|who|what)('(?:s|re|m|ve|ll|d))$/;

const pronouns: Readonly<Record<string, string>> = {
  he: "they|",
  she: "they|",
  they: "they|",
  it: "they|",
  we: "they|",
  nobody: "they|",
  none: "they|",
  anyone: "they|someone|",
  anybody: "they|someone|",
  everyone: "they|someone|",
  somebody: "they|someone|",
  someone: "they|someone|",
  people: "they|someone|",
  him: "someone|",
  them: "someone|",
  her: "someone|whose|",
  his: "whose|",
  their: "whose|",
};

const people = /(?:^|\|)(?:person|group|checker|name)\|/;

/** The marks of a word as it is written, with what shows an owner; texts say the same words again and again. */
const markOfPlain = perText((written) => markOf(written, false), 4_000);
const markOfNamed = perText((written) => markOf(written, true), 4_000);

function markOf(written: string, named: boolean): string {
  const owns = /(?:'s|s')$/.test(written);
  const word = owns ? written.replace(/'s?$/, "") : written;
  const base = (marksOf().get(word) ?? "") + (named && !noName.test(word) ? "name|" : "");
  const who = pronouns[word] ?? (people.test(base) ? "they|someone|" : "");
  return `${base}${who}${owns && who !== "" ? "whose|" : ""}`;
}

/** Marks the first `longest` units of a passage. */
export function tagged({ text, folded }: Passage, longest: number): Tagged {
  const places: { at: number; start: number; end: number }[] = [];
  let out = " ";
  let opens = true;
  const source = folded.slice(0, longest).replaceAll("’", "'");
  for (const { 0: found, index } of source.matchAll(token)) {
    const { word, lead, full } = plainLetters.test(found)
      ? { word: found, lead: 0, full: false }
      : bared(found);
    const start = index + lead;
    if (word === "" || ends.has(word)) {
      out += opens ? "" : "\n ";
      opens = true;
      continue;
    }
    const quoted = quotes.has(text.charAt(start - 1)) ? "quoted|" : "";
    const parts = word.includes("'") ? contracted.exec(word) : null;
    if (parts?.[1] && parts[2]) {
      places.push({ at: out.length, start, end: start + word.length });
      out += `${parts[1]}/${markOfPlain(parts[1])}/ ${short[parts[2]]}// ${full ? "\n " : ""}`;
      opens = full;
      continue;
    }
    places.push({ at: out.length, start, end: start + word.length });
    const named = !opens && isCapital(text, start);
    out += `${word}/${named ? markOfNamed(word) : markOfPlain(word)}${quoted}/ ${full ? "\n " : ""}`;
    opens = full;
  }
  return {
    text: out,
    span(from, to) {
      const first = places.findLast(({ at }) => at <= from) ?? places[0];
      const last = places.findLast(({ at }) => at < to) ?? first;
      return { start: first?.start ?? 0, end: last?.end ?? 0 };
    },
  };
}

const kinds: ReadonlySet<string> = new Set([
  ...Object.keys(wordClasses),
  "name",
  "quoted",
  "someone",
  "whose",
  "they",
]);

/**
 * A pattern over marked text, in which "she's" is written "she is". A space stands for the end of a word with its marks; `~3` for up to three words of the same
 * sentence; `<person>` for a word of that class; `<someone>` for a person, a group, an authority or a name; `<whose>` for what is
 * theirs; `<they>` for who may know or do something; `<first>` and `<last>` for the ends of a sentence.
 */
export function overTags(written: string): RegExp {
  const source = written
    .trimEnd()
    .replaceAll("[- ]", "(?:-| )")
    .replace(
      /\b(he|she|it|they|we|you|i|that|there|who|what)('(?:s|re|m|ve|ll|d))\b/g,
      (_, who: string, rest: string) => `${who} ${short[rest]}`,
    )
    .replaceAll(" ", "/[^ ]* ")
    .replace(/~(\d+)/g, "(?:[^ \\n]+ ){0,$1}")
    .replaceAll("<first>", "(?<=^ |\\n )")
    .replaceAll("<last>", "(?=/[^ ]* (?:\\n|$))")
    .replace(/<(\w+)>/g, (whole, name: string) =>
      kinds.has(name) ? `[^ /]+/[^ /]*?${name}\\|[^ /]*` : whole,
    );
  return new RegExp(`(?<= )(?:${source})(?:(?=[/ ])|(?<= ))`);
}
