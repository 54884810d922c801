import { type AskedKind, actVerbs, actWords, beforeVerb } from "../lexicon/request-words.ts";
import { perText } from "./memo.ts";
import { endOfWord, nextWord } from "./words.ts";

/** A word of a text that names an act. */
export interface Act {
  word: string;
  kinds: readonly AskedKind[];
  start: number;
  end: number;
  /** It stands where an order has its verb. */
  ordered: boolean;
  /** It follows a "to" that obliges nobody: "I'd like to send". */
  infinitive: boolean;
  /** "not", "never" or the like stands before it. */
  negated: boolean;
  /** The word is a verb of an act wherever it stands. */
  certain: boolean;
}

const startOfOrder = /(?:[.!?:;,\n"'“‘(*•>\]–—`]|\d\.|\s-)\s{0,6}$/;
/** "2) set …" */
const listed = /^\)\s{1,3}$/;
const negations: ReadonlySet<string> = new Set(
  "not never don't dont no without nicht kein ne pas no nunca non".split(" "),
);
const obliging: ReadonlySet<string> = new Set(
  "need needs have has must required asked told sure want you".split(" "),
);

/** Verbs that mean an answer to the user, or a message to somebody else, by what follows. */
const spoken: ReadonlySet<string> = new Set(["tell", "let", "show", "ask", "remind"]);

const byPassive: ReadonlySet<string> = new Set([
  "be",
  "being",
  "get",
  "gets",
  "getting",
  "it",
  "them",
  "him",
  "her",
  "this",
  "that",
]);
const irregular: Readonly<Record<string, string>> = {
  sent: "send",
  paid: "pay",
  bought: "buy",
  sold: "sell",
  put: "put",
  written: "write",
  given: "give",
};

/** "Could it be shared", "get it booked": the acts of a participle's verb. */
function passiveOf(word: string): readonly AskedKind[] | undefined {
  const bases =
    irregular[word] !== undefined
      ? [irregular[word]]
      : word.endsWith("ed")
        ? [word.slice(0, -2), word.slice(0, -1), word.slice(0, -3)]
        : [];
  for (const base of bases) {
    const kinds = actVerbs.get(base) ?? actWords.get(base);
    if (kinds !== undefined) {
      return kinds;
    }
  }
  return undefined;
}

/** "Would you mind transferring 50": the acts of a gerund's verb. */
function gerundOf(word: string): readonly AskedKind[] | undefined {
  if (!word.endsWith("ing")) {
    return undefined;
  }
  const stem = word.slice(0, -3);
  for (const base of [stem, `${stem}e`, stem.slice(0, -1)]) {
    const kinds = actVerbs.get(base) ?? actWords.get(base);
    if (kinds !== undefined) {
      return kinds;
    }
  }
  return undefined;
}

/** Acts named in a folded text, in order. Linear in the text. */
export const actsOf: (folded: string) => readonly Act[] = perText(findActs);

function findActs(folded: string): Act[] {
  const acts: Act[] = [];
  let previous = "";
  let beforePrevious = "";
  let end = 0;
  const key = /["']?\s{0,2}[:=]/y;
  const toSpeaker = /\s{1,3}(?:me|us)\b/y;
  for (let start = nextWord(folded, 0); start < folded.length; start = nextWord(folded, end)) {
    const stop = endOfWord(folded, start);
    const written = folded.slice(start, stop);
    const word = written.includes("’") ? written.replaceAll("’", "'") : written;
    const passive = byPassive.has(previous)
      ? passiveOf(word)
      : previous === "mind"
        ? gerundOf(word)
        : undefined;
    const certain = passive ?? actWords.get(word);
    const verbal = actVerbs.get(word);
    key.lastIndex = stop;
    // "Count of rows", "copy of the letter": before "of" stands a noun.
    const isNoun = folded.startsWith(" of ", stop) && word !== "dispose";
    // `"email": …` and `order: …` are names of fields.
    if ((certain !== undefined || verbal !== undefined) && !isNoun && !key.test(folded)) {
      const gap = folded.slice(end, start);
      const opens =
        end === 0 || startOfOrder.test(gap) || (listed.test(gap) && /^(?:\d{1,2}|[a-h])$/.test(previous));
      const infinitive = previous === "to" && !opens;
      const follows = !opens && beforeVerb.has(previous) && (!infinitive || obliging.has(beforePrevious));
      const all =
        certain === undefined ? (verbal ?? []) : verbal === undefined ? certain : [...certain, ...verbal];
      toSpeaker.lastIndex = stop;
      acts.push({
        word,
        // "Tell me" asks to be told; "tell Ann" asks to send.
        kinds: !spoken.has(word) ? all : toSpeaker.test(folded) ? ["read"] : ["send"],
        start,
        end: start + word.length,
        ordered: opens || follows,
        infinitive,
        negated: !opens && (negations.has(previous) || (previous === "to" && negations.has(beforePrevious))),
        certain: certain !== undefined,
      });
    }
    beforePrevious = previous;
    previous = word;
    end = stop;
  }
  return acts;
}

/** Start and end of the sentence around `at`: up to 600 units each way, ended by `.!?;` before a space, or a new line. */
export function sentenceAround(folded: string, at: number): { start: number; end: number } {
  let start = at;
  while (start > 0 && at - start < 600 && !endsSentence(folded, start - 1)) {
    start--;
  }
  let end = at;
  while (end < folded.length && end - at < 600 && !endsSentence(folded, end)) {
    end++;
  }
  while (start < end && /\s/.test(folded.charAt(start))) {
    start++;
  }
  return { start, end: Math.min(folded.length, end + 1) };
}

/** Whether a sentence, a line or the value of a field ends with the unit at `at`. */
export function endsSentence(folded: string, at: number): boolean {
  const code = folded.charCodeAt(at);
  if (code === 10 || code === 0x3002) {
    return true;
  }
  // The value of one field ends before the name of the next.
  if (code === 44) {
    return folded.charCodeAt(at - 1) === 34 && /^\s?"/.test(folded.slice(at + 1, at + 3));
  }
  // . ! ? ;
  if (code !== 46 && code !== 33 && code !== 63 && code !== 59) {
    return false;
  }
  const next = folded.charCodeAt(at + 1);
  return Number.isNaN(next) || next <= 32 || next === 34 || next === 39 || next === 60;
}
