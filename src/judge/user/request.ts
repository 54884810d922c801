import type { EffectKind } from "../effects.ts";
import {
  type AskedKind,
  actVerbs,
  actWords,
  askedParts,
  englishWords,
  openers,
} from "../lexicon/request-words.ts";
import { actsOf, sentenceAround } from "../text/acts.ts";
import { matchesOf } from "../text/matches.ts";
import { perObject } from "../text/memo.ts";
import type { Passage, Place } from "../text/passage.ts";

/** What a user text asks for, by its words. */
export interface Asked {
  kinds: ReadonlySet<AskedKind>;
  /** The text is in a language that the lexicon reads well enough to say what it does not ask for. */
  understood: boolean;
  /** A sentence opens with a word that the lexicon does not know: it may be an order. */
  unread: boolean;
}

const analysedRequest = 20_000;
const wordPattern = /[a-z']+/g;

/** First word of each sentence, after "please" and greetings. */
const sentenceOpening =
  /(?:^|[.!?\n:;]\s{1,4}|\d[.)]\s)(?:["'(*-]\s?)?(?:(?:please|hi|hello|hey|also|and|then|so|ok|okay|now|kindly),?\s{1,3}){0,2}([a-z']{2,20})(?![\w@./-])(?! (?:is|are|was|were|has|have|had|isn't|aren't|hasn't|will|won't|keeps?|gets?|got)\b)/g;

/** "I need a taxi": a wish whose way is left to the agent; wanting to know something is none. */
const wants =
  /\b(?:i|we)(?:'d| would)? (?:need|want|like|require|prefer)\b(?! (?:to )?(?:know|see|read|find|understand|check|hear|learn|look|compare|have a look))/;

/** "List my bike for 300": to put up for sale. */
const offers =
  /\blist\b[^.!?\n]{0,60}\b(?:for (?:sale|[$€£]?\d)|on (?:the |our )?(?:marketplace|shop|store|site|ebay|etsy|vinted))/;

/** Who tells of a trouble wants it gone, in whatever way. */
const trouble =
  /\b(?:can't|cannot|can not|couldn't|doesn't|don't|won't|isn't working|fails?|failed|failing|broken|is down|stuck|crash\w*|keeps? \w+ing|annoying|too (?:slow|cold|hot|warm|loud|dark|bright))\b/;

/** "Flip it to public": however the act is called, everybody is to see it. */
const publicly =
  /\b(?:to|as|be|go|going|it|this|them|repo|repository|link|page|album|channel) (?:\w+ )?(?:public|visible to (?:all|everyone|everybody))\b|\bpublicly\b|\bopen[- ]sourc(?:e|ing) (?:it|this|the|our|my)\b/;

/** "Is it cheaper to swap …?": what is weighed is not asked for. */
const weighs =
  /^(?:is|are|was|would) (?:it|this|that|there) (?:\w+ )?(?:be )?(?:cheaper|better|safe|safer|worth|legal|wise|faster|quicker|smart|sensible|necessary|more \w+|less \w+)\b/;

/** Words that are acts and states: "how warm was it?", "is it clean?" */
const states: ReadonlySet<string> = new Set(
  "warm cool dim clean open clear empty close free light dry heat".split(" "),
);
const described = /\b(?:how|too|so|very|is|are|was|were|it|still|already|quite|really|nice and)\s$/;

/** The act stands in a question about what somebody else did or does. */
function asksWhether(text: string, at: number): boolean {
  const { start, end } = sentenceAround(text, at);
  return (
    text.charAt(end - 1) === "?" &&
    /^(?:and |so |but |hi,? |hello,? )?(?:(?:what|which|when|where|who|how|why)(?: \w+){0,3} )?(?:did|has|have|had|was|were|is|are|does|do|when did|how much did|who|why did)\s(?!you\b)/.test(
      text.slice(start, at),
    )
  );
}

/** Acts that a text asks for, from its first 20,000 units. */
export const askedOf: (passage: Passage) => Asked = perObject((passage) => {
  const text = passage.folded.slice(0, analysedRequest);
  const kinds = new Set<AskedKind>();
  for (const act of actsOf(text)) {
    for (const kind of act.kinds) {
      // "my last order" names a thing; "order two" names an act. A negated act is not asked for, and "did Paula pay me?"
      // asks whether somebody did it.
      const { start } = sentenceAround(text, act.start);
      const told =
        !act.ordered &&
        (act.infinitive
          ? weighs.test(text.slice(start, act.start))
          : act.certain && asksWhether(text, act.start));
      if (
        !act.negated &&
        !told &&
        !(states.has(act.word) && described.test(text.slice(0, act.start))) &&
        (act.ordered || act.certain || act.infinitive)
      ) {
        kinds.add(kind);
      }
    }
  }
  if (offers.test(text)) {
    kinds.add("publish");
    kinds.add("change");
  }
  if (wants.test(text)) {
    kinds.add("goal");
  }
  // Whoever wants a pull request opened wants the branch pushed for it.
  if (/\b(?:pr|prs|pull requests?|merge requests?)\b/.test(text) && kinds.has("change")) {
    kinds.add("send");
    kinds.add("execute");
  }
  if (kinds.size === 0 && trouble.test(text) && !text.includes("?")) {
    kinds.add("goal");
  }
  if (publicly.test(text)) {
    kinds.add("publish");
  }
  for (const [part, kind] of askedParts) {
    if (text.includes(part)) {
      kinds.add(kind);
    }
  }
  let english = 0;
  for (const match of matchesOf(text.slice(0, 2_000), wordPattern)) {
    english += englishWords.has(match[0]) ? 1 : 0;
  }
  // An order that opens with a verb of the lexicon is in a language that it reads.
  const opening = /^(?:please )?([a-z]{3,14})\s/.exec(text)?.[1] ?? "";
  english += actVerbs.has(opening) || actWords.has(opening) ? 1 : 0;
  const unread = [...matchesOf(text, sentenceOpening)].some(({ 1: word = "" }) => {
    const plain = word.replace(/'(?:s|re|d|ll|ve|m)$/, "");
    const known = openers.has(plain) || openers.has(word) || actWords.has(word) || actVerbs.has(word);
    return !known;
  });
  // One such word is enough in a short order: "Apply the pending migration."
  const needed = text.length < 80 && /^[\x20-\x7e\s]*$/.test(text) ? 1 : 2;
  return { kinds, understood: english >= needed, unread };
});

/** Which asked kinds permit an effect: a person says "book", "share" or "clean up" for several of them. */
const permits: Readonly<Record<EffectKind, readonly AskedKind[]>> = {
  read: ["read"],
  send: ["send", "publish"],
  publish: ["publish", "send"],
  delete: ["delete"],
  pay: ["pay"],
  grant: ["grant"],
  execute: ["execute", "change", "delete", "actuate"],
  actuate: ["actuate"],
  change: ["change", "send", "publish", "delete", "pay", "grant", "execute", "actuate"],
};

export type Answered = "yes" | "no" | "unknown";

/** Whether the user's texts ask for an act of this kind; `unknown` for other languages and for wishes without a way. */
export function asksFor(users: readonly Place[], kind: EffectKind): Answered {
  let unknown = false;
  for (const { passage } of users) {
    const { kinds, understood, unread } = askedOf(passage);
    if (permits[kind].some((permitted) => kinds.has(permitted))) {
      return "yes";
    }
    const silent = kinds.size === 0 && !passage.text.includes("?");
    unknown ||= kinds.has("goal") || silent || unread || (!understood && passage.text.length > 12);
  }
  return unknown ? "unknown" : "no";
}

/** Reading verbs with a particle that makes another verb of them; to find out and to look up is to read. */
const phrasal =
  /\b(?:check|sign|log|hand|fill)\w* (?:me |us |it |him |her |them )?(?:in|out|up|after|off|over)\b|\blook\w* after\b/;

/** True when everything the user says is a question or asks to look at something. */
export function onlyReads(users: readonly Place[]): boolean {
  return users.every(({ passage }) => {
    const { kinds, understood, unread } = askedOf(passage);
    return (
      !unread &&
      understood &&
      !phrasal.test(passage.folded) &&
      [...kinds].every((kind) => kind === "read") &&
      (kinds.size > 0 || passage.text.includes("?"))
    );
  });
}

/** True when all that the user says is a question which of two ways is better. */
export function onlyWeighs(users: readonly Place[]): boolean {
  return users.every(({ passage }) => weighs.test(passage.folded));
}
