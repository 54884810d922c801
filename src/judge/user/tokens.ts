import { matchesOf } from "../text/matches.ts";
import { perObject } from "../text/memo.ts";
import type { Passage, Place } from "../text/passage.ts";

/** Words of a request that can single something out. */
export interface Token {
  word: string;
  /** Written like a name: a capital inside the sentence, or in quotes. */
  name: boolean;
}

const common: ReadonlySet<string> = new Set(
  (
    "the and for are was with from that this those these you your our their his her its has have had not but can could would should will please " +
    "send delete remove pay transfer cancel update change create give make let get find show tell book order move add set turn mail email message text call " +
    "all any every each both some one two who what when where which how why into onto about over under after before then than also just only now today " +
    "tomorrow yesterday yes need want like know file files folder account user customer item list name number date time new old my me him them it us we " +
    "der die das und ein eine den dem für mit von auf les des une pour los las una por con"
  ).split(" "),
);
/** "I'm Jonas": what users are called singles out nothing that they speak of. */
const introduces =
  /(?:\bi['’]?m|\bi am|\bthis is|\bmy name(?: is|['’]s)|\bich bin|\bhier ist|\bje suis|\bsoy) $/i;
const pattern = /[\p{L}\p{N}][\p{L}\p{N}.@_'’-]*/gu;

const quotes: ReadonlySet<string> = new Set(['"', "'", "“", "‘", "`"]);

function isCapital(word: string): boolean {
  const code = word.charCodeAt(0);
  return code < 128 ? code >= 65 && code <= 90 : /^\p{Lu}/u.test(word);
}

function opensSentence(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - 8), at);
  return (
    at === 0 ||
    (/[.!?:\n]\s*$/.test(before.slice(-3)) && !/\b(?:mrs?|ms|dr|prof|st|frau|herr)\.\s*$/i.test(before))
  );
}

/** "I'm Jonas", but not "this is Jonas's". */
const isOwnName = (text: string, at: number, word: string) =>
  introduces.test(text.slice(Math.max(0, at - 14), at)) && !/['’]s$/.test(word);

const tokensOf: (passage: Passage) => readonly Token[] = perObject((passage) => {
  const tokens = new Map<string, Token>();
  const text = passage.text.slice(0, 8_000);
  for (const match of matchesOf(text, pattern)) {
    const raw = match[0].replace(/['’]s$/, "").replace(/[.'’-]+$/, "");
    const word = raw.toLowerCase();
    if (word.length < 2 || common.has(word)) {
      continue;
    }
    const name =
      quotes.has(text.charAt(match.index - 1)) ||
      (isCapital(raw) &&
        !isOwnName(text, match.index, match[0]) &&
        (!opensSentence(text, match.index) ||
          /^\s\p{Lu}/u.test(text.slice(match.index + raw.length, match.index + raw.length + 2))));
    tokens.set(word, { word, name: name || tokens.get(word)?.name === true });
    if (tokens.size >= 200) {
      break;
    }
  }
  return [...tokens.values()];
});

/** Tokens of all user texts together. */
export function userTokens(users: readonly Place[]): readonly Token[] {
  return users.length === 1 && users[0]
    ? tokensOf(users[0].passage)
    : users.flatMap(({ passage }) => tokensOf(passage));
}
