import type { Argument } from "../call/arguments.ts";
import type { CallView, Situation } from "../situation.ts";
import { sentenceAround } from "../text/acts.ts";
import { fold, type Place } from "../text/passage.ts";

/** Words of something read that speak of the very act that the call does. */
export interface Wanting {
  place: Place;
  start: number;
  end: number;
}

const reach = 12;
const mostTries = 20;

/** Values by which a text can name what the call acts on. */
const named = ({ role, value, text }: Argument) =>
  typeof value === "string" && role !== "text" && role !== "command" && text.length >= 3 && text.length <= 60
    ? [fold(text.trim())]
    : [];

/**
 * A sentence of what was lately read that has the call's verb, in whatever form, beside what the call acts on: "leave the
 * back door unlocked" for `unlock(door: "back")`. A thing's own state, as the same kind of tool tells it, wants nothing.
 */
export function wantingIn({ memory }: Situation, call: CallView): Wanting | undefined {
  const { verb, words } = call.profile;
  if (verb.length < 4) {
    return undefined;
  }
  const stem = verb.slice(0, Math.max(4, verb.length - 2));
  const nouns = words.filter((word) => word.length >= 4 && word !== verb);
  const things = [...nouns, ...call.arguments.flatMap(named)];
  for (const place of memory.read.slice(-reach).toReversed()) {
    const { folded } = place.passage;
    const own = nouns.some((word) => place.name.toLowerCase().includes(word));
    let at = own ? -1 : folded.indexOf(stem);
    for (let tries = 0; at >= 0 && tries < mostTries; at = folded.indexOf(stem, at + 1), tries++) {
      const { start, end } = sentenceAround(folded, at);
      const sentence = folded.slice(start, end).replaceAll(stem, " ");
      if (/\s/.test(sentence.trim()) && things.some((thing) => sentence.includes(thing))) {
        return { place, start, end };
      }
    }
  }
  return undefined;
}
