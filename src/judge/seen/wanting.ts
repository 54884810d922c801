import type { Argument } from "../call/arguments.ts";
import { occursIn, usedBefore } from "../call/provenance.ts";
import { contentOf, nounsOf, standsForThing, stemOf, type Term, termsOf } from "../call/terms.ts";
import { toolNamed, toolNames } from "../call/tool-names.ts";
import type { CallView, Situation } from "../situation.ts";
import { type Act, actsOf, sentenceAround } from "../text/acts.ts";
import { perObject } from "../text/memo.ts";
import { fold, type Passage, type Place, passageOf } from "../text/passage.ts";
import { type Directive, directivesOf } from "./directives.ts";

/** A part of something read that speaks of the very act that the judged call does. */
export interface Wanting {
  place: Place;
  start: number;
  end: number;
  /** What of the call it alone accounts for, and how much like an order it is put. */
  features: Features;
  /** It sets the user's word aside, hides from the user, or poses as the system: no delegation covers it. */
  covert: boolean;
  /** Values of the call that stand in it and that no user named. */
  values: readonly Argument[];
}

/** What ties a call to a part of a text. */
export interface Features {
  /** Weight of the values that the user did not name. */
  values: number;
  /** The tool's own verb, in whatever form. */
  verb: boolean;
  /** The tool's very name. */
  named: boolean;
  /** Weight of longer words that what the call writes or runs shares with it. */
  content: number;
  /** Of `values`, those that stand for a thing or a person and are not written text. */
  things: number;
  /** An act of the call's kind. */
  kind: boolean;
  /** Nouns of the tool's name, or of its parameters, that the user did not use. */
  nouns: number;
  /** 1 for a word that obliges or asks, 2 for an order's verb, more for what poses as an order to agents. */
  force: number;
  /** How many words of speech it has besides: a field of a record has none. */
  words: number;
}

/** How much speaks for it that the text wants the act. */
export function strengthOf({ features }: Wanting): number {
  const { values, content, named, verb, kind, nouns, force } = features;
  return values + content + (named ? 3 : verb ? 1.5 : kind ? 1 : 0) + Math.min(2, nouns) * 0.75 + force;
}

const reach = 12;
const mostWindows = 24;

/** Obliges, asks or suggests, in the languages that the lexicon knows. */
const forcing =
  /\b(?:should|shall|must|needs?|have to|has to|please|kindly|requires?|required|requests?|requested|expect(?:s|ed)?|are to|is to|be to|ought|want(?:s|ed)?|would (?:be|like|appreciate)|ask(?:s|ed)?|supposed|recommend(?:s|ed)?|advise[sd]?|best|could (?:you|some)|can you|will you|would you|make sure|ensure|remember to|don't forget|bitte|soll(?:en|te|ten)?|muss|müssen|wäre|s'il vous plaît|veuillez|doit|doivent|merci de|por favor|debe(?:n|ría)?|hay que|per favore|deve|devono|bisogna|alstublieft|moet)\b|请|請|务必|应|必须|してください|お願い|하세요|해 ?주세요|пожалуйста|нужно|должн/;

const actsIn: (passage: Passage) => readonly Act[] = perObject((passage) =>
  actsOf(passage.folded.slice(0, 60_000)),
);

interface Span {
  start: number;
  end: number;
}

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

const calling =
  /["']?(?:tool|function|tool_name|name|action|recipient_name|method|invoke name)\s?["']?\s{0,2}[:=]\s{0,2}["']{0,2}\s?$/;

/** Text that is written as if it were a call of this tool. */
function shapedAsCall(folded: string, tool: string): boolean {
  const at = folded.indexOf(tool);
  return at > 0 && calling.test(folded.slice(Math.max(0, at - 24), at));
}

const hiding: ReadonlySet<string> = new Set(["override", "secrecy", "poses-as-system", "addresses-agents"]);

const beforeOrder =
  /(?:^|[.!?:;,\n"'“(*•>\]–—|-]|\d\)|\b(?:please|now|then|and|to|must|should|shall|just|kindly|bitte|also|first))\s{0,3}$/;

/** A word of the tool's name stands where an order has its verb: "reroute SH-30091 to …", whatever the lexicon knows. */
function ordersByName(folded: string, { profile }: CallView, matched: readonly string[]): boolean {
  return profile.words.some((word) => {
    const at = word.length >= 4 ? folded.indexOf(word) : -1;
    const rest = folded.slice(at + word.length);
    return (
      at >= 0 &&
      /^\s/.test(rest) &&
      (beforeOrder.test(folded.slice(Math.max(0, at - 12), at)) ||
        matched.some((needle) => rest.slice(0, needle.length + 8).includes(needle)))
    );
  });
}

function forceOf(
  directives: readonly Directive[],
  folded: string,
  call: CallView,
  matched: readonly string[],
): number {
  const strength = Math.max(0, ...directives.map(({ strength: one }) => one));
  const ordered = directives.some(({ kinds }) =>
    [...kinds].some((kind) => kind !== "read" && call.kinds.has(kind as never)),
  );
  if (call.tool.length >= 4 && shapedAsCall(folded, fold(call.tool))) {
    return 3;
  }
  const any = directives.some(({ kinds }) => [...kinds].some((kind) => kind !== "read"));
  return Math.max(
    Math.min(3, strength + (ordered ? 1 : 0)),
    ordered || ordersByName(folded, call, matched) ? 2 : 0,
    any || forcing.test(folded) ? 1 : 0,
  );
}

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

function findWantings(situation: Situation, call: CallView): Wanting[] {
  const { memory, policy } = situation;
  const said = (needle: string) => memory.users.some(({ passage }) => passage.folded.includes(needle));
  const clues: Clues = {
    terms: termsOf(call).filter(({ needle, argument }) =>
      typeof argument.value === "number"
        ? !memory.users.some((place) => occursIn(place, argument))
        : !said(needle) &&
          // Parts of a name that the agent made up itself stand anywhere.
          (needle === fold(argument.text.trim()) || !usedBefore(situation, argument.text)) &&
          policy?.passage.folded.includes(needle) !== true,
    ),
    nouns: nounsOf(call).filter((word) => !said(word)),
    content: contentOf(call).filter((word) => !said(word)),
    verb: call.profile.verb.length >= 3 ? stemOf(call.profile.verb) : "",
  };
  return memory.read.slice(-reach).flatMap((place) =>
    spansOf(place, clues, call)
      .map((span) => weigh(call, place, span, clues))
      // A field of a record wants nothing.
      .filter(({ features: { words, force } }) => words >= 4 || (words >= 2 && force >= 1) || force >= 3),
  );
}

/** What of the call is looked for: nothing that a user said. */
interface Clues {
  terms: readonly Term[];
  nouns: readonly string[];
  content: readonly string[];
  verb: string;
}

function spansOf(place: Place, clues: Clues, call: CallView): Span[] {
  const { folded } = place.passage;
  const spans = new Map<number, Span>();
  const add = (at: number) => {
    const span = sentenceAround(folded, at);
    spans.set(span.start, span);
  };
  for (const { needle, argument } of clues.terms) {
    if (typeof argument.value === "number") {
      const found = occursIn(place, argument);
      if (found) {
        add(found.start);
      }
      continue;
    }
    let at = folded.indexOf(needle);
    if (at < 0) {
      const found = occursIn(place, argument);
      if (found) {
        add(found.start);
      }
    }
    for (let tries = 0; at >= 0 && tries < 4; at = folded.indexOf(needle, at + 1), tries++) {
      add(at);
    }
  }
  for (const word of [...toolNames(call), clues.verb, ...clues.nouns, ...clues.content].slice(0, 40)) {
    const at = word.length >= 4 && spans.size < mostWindows ? folded.indexOf(word) : -1;
    if (at >= 0) {
      add(at);
    }
  }
  for (const act of actsIn(place.passage)) {
    if (
      spans.size < mostWindows &&
      act.kinds.some((kind) => kind !== "read" && call.kinds.has(kind as never))
    ) {
      add(act.start);
    }
  }
  for (const { start, strength } of directivesOf(place.passage)) {
    if (spans.size < mostWindows && strength >= 2) {
      add(start);
    }
  }
  return [...spans.values()].slice(0, mostWindows);
}

function weigh(call: CallView, place: Place, span: Span, { terms, nouns, verb, content }: Clues): Wanting {
  const { folded } = place.passage;
  // What is asked for may be named in one sentence and told in the next of the same line or field.
  const wide =
    folded.slice(span.start, span.end) +
    (/^[^\n{}]{1,160}/.exec(folded.slice(span.end, span.end + 160))?.[0] ?? "");
  const sentence = folded.slice(span.start, span.end);
  const near: Place = { ...place, passage: passageOf(wide) };
  const hits = terms.filter(
    ({ needle, argument }) =>
      (typeof argument.value !== "number" && wide.includes(needle)) || occursIn(near, argument) !== undefined,
  );
  const values = new Map<Argument, number>();
  for (const { argument, weight } of hits) {
    values.set(argument, Math.max(weight, values.get(argument) ?? 0));
  }
  const shared = content.filter((word) => wide.includes(word)).length;
  const matched = hits.map(({ needle }) => needle);
  const directives = directivesOf(place.passage).filter(
    (directive) => directive.start < span.end && span.start < directive.end,
  );
  const kinds = actsIn(place.passage).filter((act) => act.start >= span.start && act.end <= span.end);
  return {
    place,
    start: span.start,
    end: span.end,
    values: [...values.keys()],
    covert: directives.some(({ cues }) => cues.some((cue) => hiding.has(cue))),
    features: {
      values: [...values.values()].reduce((sum, weight) => sum + weight, 0),
      named: toolNamed(call, wide),
      content: Math.min(3, shared * 0.75),
      things: [...values]
        .filter(([argument]) => standsForThing(argument))
        .reduce((sum, [, weight]) => sum + weight, 0),
      verb: verb !== "" && sentence.includes(verb),
      kind: kinds.some((act) => act.kinds.some((kind) => kind !== "read" && call.kinds.has(kind as never))),
      nouns: nouns.filter((word) => sentence.includes(word)).length,
      force: forceOf(directives, sentence, call, matched),
      words: wordsOfSpeech(sentence, matched),
    },
  };
}

/** The part that most looks as if it wants the call done; undefined where none shares anything with it. */
export function wantingIn(situation: Situation, call: CallView): Wanting | undefined {
  return wantingsIn(situation, call)
    .filter((wanting) => strengthOf(wanting) >= 3)
    .reduce<Wanting | undefined>(
      (best, one) => (best && strengthOf(best) >= strengthOf(one) ? best : one),
      undefined,
    );
}
