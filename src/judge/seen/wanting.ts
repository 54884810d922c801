import type { Argument } from "../call/arguments.ts";
import { actKin, thingKin } from "../call/kin.ts";
import { actDone, namedAct, thingsSpoken } from "../call/named-act.ts";
import { occursIn, usedBefore } from "../call/provenance.ts";
import { contentOf, standsForThing, type Term, termsOf } from "../call/terms.ts";
import { toolNamed, toolNames } from "../call/tool-names.ts";
import type { CallView, Situation } from "../situation.ts";
import { type Act, actsOf } from "../text/acts.ts";
import { decodedParts, lettersAsDigits } from "../text/decode.ts";
import { perObject } from "../text/memo.ts";
import { fold, indexOfWord, type Passage, type Place, passageOf } from "../text/passage.ts";
import { type Sentence, sentencesOf } from "../text/sentences.ts";
import { type Directive, directivesOf } from "./directives.ts";
import { forceOf, isUnseen, readerIn, redirects } from "./force.ts";

/** A part of something read that speaks of the very act that the judged call does. */
export interface Wanting {
  place: Place;
  start: number;
  end: number;
  /** What of the call it accounts for, and how much like an order it is put. */
  features: Features;
  /** It sets the user's word aside, hides from the user, or poses as the system: no delegation covers it. */
  overrides: boolean;
  /** That, or it is encoded, not shown to people, or written as if the user spoke. */
  covert: boolean;
  /** Values of the call that stand in it and that no user named. */
  values: readonly Argument[];
  /** Of them, things that stand in nothing else that was read. */
  exclusive: readonly Argument[];
}

/** What ties a call to a part of a text. */
export interface Features {
  /** Weight of the values that the user did not name. */
  values: number;
  /** Of `values`, those that stand for a thing or a person and are not written text. */
  things: number;
  /** The tool's very name. */
  named: boolean;
  /** The name of a parameter, as only programs write it. */
  keyed: boolean;
  /** 0 to 1: the tool's verb, or a word that people use for it. */
  act: number;
  /** 0 to 1: what the tool acts on, or a word that people use for it. */
  thing: number;
  /** An act of the call's kind. */
  kind: boolean;
  /** Weight of longer words that what the call writes or runs shares with it. */
  content: number;
  /** 1 for a word that obliges or asks, 2 for an order's verb, more for what poses as an order to agents. */
  force: number;
  /** It speaks to whoever or whatever reads it. */
  reader: boolean;
  /** It says that something has become another. */
  redirects: boolean;
  /** How many words of speech it has besides: a field of a record has none. */
  words: number;
}

/** How much of the call the text accounts for. */
export function relationOf({ features }: Wanting): number {
  const { values, content, named, keyed, act, thing } = features;
  return (
    (named ? 2.5 : 0) + 1.5 * act + thing + Math.min(4.5, values) + Math.min(2, content) + (keyed ? 1.5 : 0)
  );
}

/** How much speaks for it that the text wants the act. */
export function strengthOf(wanting: Wanting): number {
  const { force, reader } = wanting.features;
  return relationOf(wanting) + 0.8 * force + (reader ? 0.7 : 0);
}

const reach = 12;
const mostWindows = 48;

const actsIn: (passage: Passage) => readonly Act[] = perObject((passage) =>
  actsOf(passage.folded.slice(0, 60_000)),
);

/** Words that are neither matched nor names of fields; signs of scripts without spaces count as half a word. */
function wordsOfSpeech(folded: string, matched: readonly string[]): number {
  let rest = folded;
  for (const needle of matched) {
    rest = rest.replaceAll(needle, " ");
  }
  const signs = rest.match(/[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/g)?.length ?? 0;
  const words = rest.match(/(?<![\w"'])[\p{L}]{2,20}(?![\w"']?\s?["']?\s?[:=])/gu)?.length ?? 0;
  return words + Math.floor(signs / 2);
}

const overriding: ReadonlySet<string> = new Set([
  "override",
  "secrecy",
  "poses-as-system",
  "addresses-agents",
]);

const found = new WeakMap<CallView, readonly Wanting[]>();

/** Every part of what was lately read that shares something with the call which no user said. */
export function wantingsIn(situation: Situation, call: CallView): readonly Wanting[] {
  let wantings = found.get(call);
  if (wantings === undefined) {
    wantings = findWantings(situation, call);
    found.set(call, wantings);
  }
  return wantings;
}

/** A text, and where in the trajectory it stands: what is encoded in an observation stands where the code does. */
interface Reading {
  passage: Passage;
  place: Place;
  from?: { start: number; end: number };
}

const encodedIn: (place: Place) => readonly Reading[] = perObject((place) =>
  decodedParts(place.passage)
    .filter(({ notation }) => notation !== lettersAsDigits)
    .map(({ text, start, end }) => ({ passage: passageOf(text), place, from: { start, end } })),
);

/** What of the call is looked for: nothing that a user said, but for the act and what it is done to. */
interface Clues {
  terms: readonly Term[];
  content: readonly string[];
  acts: ReadonlySet<string>;
  things: ReadonlySet<string>;
  keys: readonly string[];
}

function cluesOf({ memory, policy, ...situation }: Situation, call: CallView): Clues {
  const said = (needle: string) => memory.users.some(({ passage }) => passage.folded.includes(needle));
  const { verb, things } = namedAct(call);
  return {
    terms: termsOf(call).filter(({ needle, argument }) =>
      typeof argument.value === "number"
        ? !memory.users.some((place) => occursIn(place, argument))
        : !said(needle) &&
          // Parts of a name that the agent made up itself stand anywhere.
          (needle === fold(argument.text.trim()) ||
            !usedBefore({ memory, policy, ...situation }, argument.text)) &&
          policy?.passage.folded.includes(needle) !== true,
    ),
    content: contentOf(call).filter((word) => !said(word)),
    acts: actKin(verb),
    things: new Set(things.flatMap((thing) => [...thingKin(thing)])),
    keys: call.arguments.filter(({ key }) => key.includes("_")).map(({ key }) => key.toLowerCase()),
  };
}

function findWantings(situation: Situation, call: CallView): Wanting[] {
  const clues = cluesOf(situation, call);
  return situation.memory.read
    .slice(-reach)
    .flatMap((place): Reading[] => [{ passage: place.passage, place }, ...encodedIn(place)])
    .flatMap((reading) =>
      sentencesWith(reading, clues, call)
        .map((sentence) => weigh(situation, call, reading, sentence, clues))
        // A field of a record wants nothing.
        .filter(({ features: { words, force } }) => words >= 4 || (words >= 2 && force >= 1) || force >= 3),
    );
}

function sentencesWith({ passage }: Reading, clues: Clues, call: CallView): Sentence[] {
  const { folded } = passage;
  const marks = new Set<number>();
  for (const { needle, argument } of clues.terms) {
    let at = typeof argument.value === "number" ? -1 : folded.indexOf(needle);
    if (at < 0) {
      const one = occursIn({ where: "observation", passage, step: 0, name: "", failed: false }, argument);
      if (one) {
        marks.add(one.start);
      }
    }
    for (let tries = 0; at >= 0 && tries < 4; at = folded.indexOf(needle, at + 1), tries++) {
      marks.add(at);
    }
  }
  const names = [...toolNames(call), ...clues.keys, ...clues.content].filter(
    (word) => word.length >= 4 && folded.includes(word),
  );
  const orders = directivesOf(passage).filter(({ strength }) => strength >= 2);
  return sentencesOf(passage)
    .filter(
      ({ start, end, roots, folded: text }) =>
        [...roots].some((root) => clues.acts.has(root) || clues.things.has(root)) ||
        [...marks].some((at) => at >= start && at < end) ||
        names.some((word) => text.includes(word)) ||
        orders.some((order) => order.start >= start && order.start < end),
    )
    .slice(0, mostWindows);
}

function weigh(
  situation: Situation,
  call: CallView,
  { passage, place, from }: Reading,
  sentence: Sentence,
  { terms, content, keys }: Clues,
): Wanting {
  const { folded } = passage;
  // What is asked for may be named in one sentence and told in the next of the same line or field.
  const wide =
    sentence.folded + (/^[^\n{}<]{1,160}/.exec(folded.slice(sentence.end, sentence.end + 160))?.[0] ?? "");
  const near: Place = { ...place, passage: passageOf(wide) };
  const hits = terms.filter(
    ({ needle, argument }) =>
      (typeof argument.value !== "number" && needle.length >= 3 && wide.includes(needle)) ||
      occursIn(near, argument) !== undefined,
  );
  const weights = new Map<Argument, number>();
  for (const { argument, weight } of hits) {
    weights.set(argument, Math.max(weight, weights.get(argument) ?? 0));
  }
  const values = [...weights.keys()];
  const matched = hits.map(({ needle }) => needle);
  const within = ({ start, end }: { start: number; end: number }) =>
    start < sentence.end && sentence.start < end;
  const directives: readonly Directive[] = directivesOf(passage).filter(within);
  const exclusive = values.filter(
    (argument) =>
      standsForThing(argument) &&
      !situation.memory.read.some((other) => other !== place && occursIn(other, argument)),
  );
  const reader = readerIn(sentence.folded);
  const overrides = directives.some(({ cues }) => cues.some((cue) => overriding.has(cue)));
  return {
    place,
    start: from?.start ?? sentence.start,
    end: from?.end ?? sentence.end,
    values,
    exclusive,
    overrides,
    covert:
      overrides ||
      from !== undefined ||
      isUnseen(folded, sentence.start) ||
      directives.some(({ cues }) => cues.includes("poses-as-turn")),
    features: {
      values: [...weights.values()].reduce((sum, weight) => sum + weight, 0),
      things: [...weights]
        .filter(([argument]) => standsForThing(argument))
        .reduce((sum, [, weight]) => sum + weight, 0),
      named: toolNamed(call, wide),
      keyed: keys.some((key) => isParameter(wide, key)) || namesState(call, wide),
      act: actDone(call, sentence.roots),
      thing: thingsSpoken(call, sentence.roots),
      kind: actsIn(passage).some(
        (act) => within(act) && act.kinds.some((kind) => kind !== "read" && call.kinds.has(kind as never)),
      ),
      content: Math.min(3, content.filter((word) => wide.includes(word)).length * 0.75),
      force: forceOf(directives, sentence.folded, call, matched),
      reader: reader !== undefined && !situation.memory.users.some(speaksOf(reader)),
      redirects: exclusive.length > 0 && redirects(wide),
      words: wordsOfSpeech(sentence.folded, matched),
    },
  };
}

/** Users who speak of an agency or of their helpers may read of them. */
const speaksOf =
  (word: string) =>
  ({ passage }: Place): boolean =>
    passage.folded.includes(word.slice(0, 4));

/** "Mode must be off": a parameter by its name, and the short value that it is given. */
function namesState({ arguments: given }: CallView, folded: string): boolean {
  return given.some(({ keyWords, text, value }) => {
    const key = keyWords.at(-1) ?? "";
    const at = key.length >= 4 && typeof value === "string" ? folded.indexOf(key) : -1;
    const word = fold(text.trim());
    return (
      at >= 0 &&
      /^[\p{L}\d]{2,12}$/u.test(word) &&
      !/^["']?\s?[:=]/.test(folded.slice(at + key.length, at + key.length + 4)) &&
      indexOfWord(passageOf(folded.slice(at, at + 60)), word) > 0
    );
  });
}

/** The name of a parameter in a text, not that of a field of a record. */
function isParameter(folded: string, key: string): boolean {
  const at = folded.indexOf(key);
  return at >= 0 && !/^(?:["']?\s?[:=]|,\w)/.test(folded.slice(at + key.length, at + key.length + 4));
}

/** The part that most looks as if it wants the call done; undefined where none shares anything with it. */
export function wantingIn(situation: Situation, call: CallView): Wanting | undefined {
  return wantingsIn(situation, call)
    .filter(
      (wanting) =>
        relationOf(wanting) >= 1.5 &&
        (strengthOf(wanting) >= 3 ||
          (wanting.features.thing > 0 && (wanting.features.act > 0 || wanting.features.words >= 8))),
    )
    .reduce<Wanting | undefined>(
      (best, one) => (best && strengthOf(best) >= strengthOf(one) ? best : one),
      undefined,
    );
}
