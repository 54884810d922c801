import { type Gathered, type Memory, recentCalls } from "../memory.ts";
import type { Situation } from "../situation.ts";
import { onlyLooks } from "../text/command.ts";
import { jsonText } from "../text/json-text.ts";
import { perObject } from "../text/memo.ts";
import { numbersOf, wordNumbersOf } from "../text/numbers.ts";
import { fold, indexOfWord, type Passage, type Place } from "../text/passage.ts";
import { squeeze } from "../text/values.ts";
import { type Argument, argumentLeaves } from "./arguments.ts";
import { toolProfile } from "./tool-profile.ts";

/** Where a value stands. */
export interface Occurrence {
  place: Place;
  start: number;
  end: number;
}

const sameNumber = (a: number, b: number) => Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));

function occurrence(place: Place, start: number, length: number): Occurrence {
  return { place, start, end: start + length };
}

const squeezed: (passage: Passage) => string = perObject((passage) =>
  passage.folded.length > 20_000 ? "" : squeeze(passage.folded),
);

/** Offsets of a value in a text that writes it with spaces, dashes or dots. */
function squeezedIn(passage: Passage, value: string): { start: number; end: number } | undefined {
  const needle = squeeze(value);
  if (needle.length < 6 || !squeezed(passage).includes(needle)) {
    return undefined;
  }
  const offsets: number[] = [];
  let packed = "";
  for (let at = 0; at < passage.folded.length; at++) {
    const unit = passage.folded.charAt(at);
    if (!/[\s\-.()/]/.test(unit)) {
      packed += unit;
      offsets.push(at);
    }
  }
  const found = packed.indexOf(needle);
  const start = offsets[found];
  const end = offsets[found + needle.length - 1];
  return found < 0 || start === undefined || end === undefined ? undefined : { start, end: end + 1 };
}

/** Forms of a value under which a text may name it: as it is, a path's last part, a URL without its scheme. */
const forms: (argument: Argument) => readonly string[] = perObject((argument) => {
  const value = fold(argument.text.trim());
  const all = [value];
  if (argument.role === "path") {
    const parts = value.split(/[\\/]/).filter((part) => part !== "");
    const last = parts.at(-1);
    if (last !== undefined && last.length >= 3 && parts.length > 0) {
      all.push(last);
    }
  }
  if (argument.role === "url") {
    all.push(value.replace(/^https?:\/\/(?:www\.)?/, "").replace(/\/$/, ""));
  }
  if (value.startsWith("@") || value.startsWith("#")) {
    all.push(value.slice(1));
  }
  return all;
});

/** Where a place names an argument's value: exactly, normalised, or as an equal number. */
export function occursIn(place: Place, argument: Argument): Occurrence | undefined {
  const { passage } = place;
  if (typeof argument.value === "number") {
    const { value } = argument;
    const mention = numbersOf(passage).find((number) => sameNumber(number.value, value));
    return mention && { place, start: mention.start, end: mention.end };
  }
  if (typeof argument.value !== "string" || argument.text.trim().length < 2) {
    return undefined;
  }
  for (const form of forms(argument)) {
    const start = indexOfWord(passage, form);
    if (start >= 0) {
      return occurrence(place, start, form.length);
    }
  }
  if (argument.role === "account" || argument.role === "recipient" || argument.role === "id") {
    const found = squeezedIn(passage, fold(argument.text));
    if (found) {
      return { place, ...found };
    }
  }
  if (/^-?\d[\d.,' ]*$/.test(argument.text)) {
    const value = Number(argument.text.replace(/[,' ]/g, ""));
    const mention = numbersOf(passage).find((number) => sameNumber(number.value, value));
    return mention && { place, start: mention.start, end: mention.end };
  }
  return undefined;
}

/** Where the user named the value, if anywhere; numbers also as words ("two"). */
export function saidByUser(situation: Situation, argument: Argument): Occurrence | undefined {
  for (const place of situation.memory.users) {
    const found = occursIn(place, argument);
    if (found) {
      return found;
    }
    if (typeof argument.value === "number" && wordNumbersOf(place.passage).includes(argument.value)) {
      return occurrence(place, 0, place.passage.text.length);
    }
  }
  return undefined;
}

/** A memory up to this long is looked through directly. */
const directly = 32;
const tokenPattern = /[\p{L}\p{N}]{3,40}/gu;

interface TokenIndex extends Gathered<never> {
  postings: Map<string, number[]>;
}
const indexKey = {};

/** Positions in `memory.read` that hold the token, newest 48 at most; the index grows with the memory. */
function postings(memory: Memory, token: string): readonly number[] {
  let index = memory.gathered.get(indexKey) as TokenIndex | undefined;
  if (index === undefined) {
    index = { items: [], read: 0, postings: new Map() };
    memory.gathered.set(indexKey, index);
  }
  for (; index.read < memory.read.length; index.read++) {
    const text = memory.read[index.read]?.passage.folded.slice(0, 20_000) ?? "";
    for (const word of new Set(text.match(tokenPattern))) {
      const list = index.postings.get(word);
      if (list === undefined) {
        index.postings.set(word, [index.read]);
      } else if (list.length < 48) {
        list.push(index.read);
      } else {
        list.shift();
        list.push(index.read);
      }
    }
  }
  return index.postings.get(token) ?? [];
}

/** Places among what the agent read that can hold the value, newest first. */
function candidates(memory: Memory, argument: Argument): Place[] {
  const { read } = memory;
  if (read.length <= directly) {
    return read.toReversed();
  }
  const tokens = fold(argument.text).match(tokenPattern) ?? [];
  const rarest = tokens.toSorted((a, b) => b.length - a.length)[0];
  const recent = read.slice(-directly).toReversed();
  const older = rarest === undefined ? [] : postings(memory, rarest).map((at) => read[at]);
  return [...new Set([...recent, ...older.toReversed().filter((place) => place !== undefined)])];
}

/** Where the agent read the value, newest first; `from` limits it to places that pass. */
export function readBefore(
  situation: Situation,
  argument: Argument,
  from: (place: Place) => boolean = () => true,
): Occurrence | undefined {
  for (const place of candidates(situation.memory, argument)) {
    const found = from(place) ? occursIn(place, argument) : undefined;
    if (found) {
      return found;
    }
  }
  return undefined;
}

/** Where policy, system notices or the tool's own definition give the value. */
export function givenByRules(situation: Situation, argument: Argument): boolean {
  const places = [...(situation.policy ? [situation.policy] : []), ...situation.memory.notices];
  if (places.some((place) => occursIn(place, argument))) {
    return true;
  }
  const spec = situation.call?.spec;
  return spec !== undefined && schemaNames(spec.inputSchema, argument.text);
}

function schemaNames(schema: object, value: string): boolean {
  return value.length >= 2 && jsonText(schema).includes(JSON.stringify(value));
}

/** Whether the agent itself used the value in an earlier call: a file it made, an id it chose. */
export function usedBefore(situation: Situation, text: string): boolean {
  const needle = text.trim();
  return (
    needle.length >= 3 &&
    recentCalls(situation.memory).some(({ call }) => jsonText(call.arguments).includes(needle))
  );
}

/** Whether the agent used the value in an earlier call that did more than look: a thing it made or changed itself. */
export function actedOnBefore(situation: Situation, text: string): boolean {
  const needle = text.trim();
  return (
    needle.length >= 3 &&
    recentCalls(situation.memory).some(
      ({ call }) =>
        [...toolProfile(call.tool, situation.tools.get(call.tool)).kinds].some((kind) => kind !== "read") &&
        argumentLeaves(call.arguments).some(
          (argument) =>
            argument.text.includes(needle) && !(argument.role === "command" && onlyLooks(argument.text)),
        ),
    )
  );
}
