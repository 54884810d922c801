import { matchesOf } from "../text/matches.ts";
import { perObject } from "../text/memo.ts";
import { analysed, type Passage, type Place } from "../text/passage.ts";

/** Until when what a place says holds. */
export interface Expiry {
  place: Place;
  day: string;
  start: number;
  end: number;
}

const until =
  /\b(?:valid|good|offer|price|quote|rate|hold|reserved|offered|applies|expir(?:es|y|ed|ation)|best before|use by|available)[\w ]{0,16}(?:until|till|to|on|date|at|by)?["']?\s{0,2}[:=]?\s{0,2}["']?(20\d\d-\d\d-\d\d)/g;
const today =
  /\b(?:today|now|current_?date|date_?today|as of today)["']?(?:\s(?:is|it is))?\s{0,2}[:=,]?\s{0,2}["']?(20\d\d-\d\d-\d\d)/;

/** Limits of validity that a place states, in the form `gather` takes. */
export function placedExpiries(place: Place): readonly Expiry[] {
  return [...matchesOf(analysed(place.passage).slice(0, 20_000), until)].slice(0, 20).map((match) => ({
    place,
    day: match[1] ?? "",
    start: match.index,
    end: match.index + match[0].length,
  }));
}

const todays: (passage: Passage) => { day: string | undefined } = perObject((passage) => ({
  day: today.exec(passage.folded.slice(0, 8_000))?.[1],
}));

/** The day that one of the places calls today, as `2026-06-09`. */
export function statedToday(places: readonly Place[]): string | undefined {
  return places.map(({ passage }) => todays(passage).day).findLast((day) => day !== undefined);
}
