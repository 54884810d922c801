import type { Argument } from "../call/arguments.ts";
import { type Occurrence, occursIn } from "../call/provenance.ts";
import { callAt, type Memory } from "../memory.ts";
import type { CallView, Situation } from "../situation.ts";
import { jsonText } from "../text/json-text.ts";
import { perObject } from "../text/memo.ts";
import { fold, indexOfWord, type Place } from "../text/passage.ts";
import { entitiesOf } from "../text/values.ts";
import { userTokens } from "../user/tokens.ts";

/** Two things that the agent read give different values for what the call uses. */
export interface Disagreement {
  argument: Argument;
  used: Occurrence;
  other: Occurrence;
}

const recentPlaces = 12;

/** The place names it, or was looked up by it. */
function speaksOf(memory: Memory, place: Place, word: string): boolean {
  const asked = callAt(memory, place.step);
  return (
    indexOfWord(place.passage, word) >= 0 ||
    (asked !== undefined && fold(jsonText(asked.call.arguments).slice(0, 1_000)).includes(word))
  );
}

const identifier = /\b(?=[a-z0-9-]*\d)(?=[a-z0-9-]*[a-z])[a-z]{1,6}-?\d{1,8}\b/g;
const identifiersOf: (passage: Place["passage"]) => ReadonlySet<string> = perObject(
  (passage) => new Set(passage.folded.slice(0, 4_000).match(identifier)?.slice(0, 60)),
);

/** Both give the same number of a case, policy or order. */
function sharedIdentifier(a: Place, b: Place): boolean {
  const others = identifiersOf(b.passage);
  return [...identifiersOf(a.passage)].some((one) => others.has(one));
}

/** Something else in the call that both places speak of, so that they are about the same matter. */
function sharedSubject(
  { memory }: Situation,
  call: CallView,
  argument: Argument,
  a: Place,
  b: Place,
): boolean {
  const named = userTokens(memory.users).some(
    ({ word, name }) => name && word.length >= 4 && speaksOf(memory, a, word) && speaksOf(memory, b, word),
  );
  if (argument.role === "account" && (named || sharedIdentifier(a, b))) {
    return true;
  }
  return call.arguments.some(
    (candidate) =>
      candidate !== argument &&
      candidate.text !== argument.text &&
      candidate.text.trim().length >= 4 &&
      candidate.text.length <= 80 &&
      typeof candidate.value !== "boolean" &&
      occursIn(a, candidate) !== undefined &&
      occursIn(b, candidate) !== undefined,
  );
}

/** What anybody can write, or what was remembered of it; a register, an invoice or a file of one's own outranks it. */
const hearsay =
  /mail|inbox|message|chat|sms|memor|recall|remember|forum|web|page|browse|search|review|comment|social/;

/** The place that was used is the one that has the say. */
const outranks = (used: Place, other: Place) =>
  used.where === "observation" &&
  !hearsay.test(used.name.toLowerCase()) &&
  (other.where === "message" || hearsay.test(other.name.toLowerCase()));

/** The latest day that a place gives for itself. */
function latestDay({ passage }: Place): string | undefined {
  return (passage.folded.slice(0, 4_000).match(/\b20\d\d-\d\d-\d\d/g) ?? []).sort().at(-1);
}

/** Both places are dated, and the one that was used is the later one. */
function isNewer(used: Place, other: Place): boolean {
  const [own, others] = [latestDay(used), latestDay(other)];
  return own !== undefined && others !== undefined && own > others;
}

/** The name of the field whose value starts at `start`. */
function fieldAt(folded: string, start: number): string | undefined {
  return /["']?([\w-]{2,40})["']?\s{0,2}[:=]\s{0,2}["']?$/.exec(
    folded.slice(Math.max(0, start - 60), start),
  )?.[1];
}

function otherAccount(place: Place, value: string): Occurrence | undefined {
  const accounts = entitiesOf(place.passage).filter((entity) => entity.kind === "account");
  const found = accounts.length === 1 ? accounts[0] : undefined;
  return found && found.value !== value ? { place, start: found.start, end: found.end } : undefined;
}

/** The same field with another value, when the place has that field once. */
function otherField(place: Place, field: string, value: string): Occurrence | undefined {
  const { folded } = place.passage;
  const at = folded.indexOf(`"${field}"`);
  if (at < 0 || folded.indexOf(`"${field}"`, at + 1) >= 0) {
    return undefined;
  }
  const match = /^\s{0,3}:\s{0,3}("[^"]{1,200}"|-?[\d.]{1,20})/.exec(
    folded.slice(at + field.length + 2, at + field.length + 240),
  );
  const other = match?.[1]?.replaceAll('"', "");
  if (!match || other === undefined || other === value) {
    return undefined;
  }
  const start = at + field.length + 2 + match[0].indexOf(other);
  return { place, start, end: start + other.length };
}

/**
 * A value of the call for which another observation about the same matter gives a different one. A newer result of the
 * same tool replaces an older one, so only the newer may be used; between different tools neither is the right one.
 */
export function disagreement(
  situation: Situation,
  call: CallView,
  values: readonly Argument[],
): Disagreement | undefined {
  const places = situation.memory.read.slice(-recentPlaces).filter((place) => !place.failed);
  if (places.length < 2) {
    return undefined;
  }
  for (const argument of values) {
    const value = fold(argument.text.trim());
    const sources = places.flatMap((place) => occursIn(place, argument) ?? []);
    const used = sources.at(-1);
    if (!used || sources.length > 1) {
      continue;
    }
    const field = fieldAt(used.place.passage.folded, used.start);
    for (const place of places) {
      if (place === used.place || (place.name === used.place.name && place.step < used.place.step)) {
        continue;
      }
      const other =
        (argument.role === "account" ? otherAccount(place, value.replace(/[\s-]/g, "")) : undefined) ??
        (field === undefined ? undefined : otherField(place, field, value));
      if (
        other &&
        !outranks(used.place, place) &&
        !isNewer(used.place, place) &&
        sharedSubject(situation, call, argument, used.place, place)
      ) {
        return { argument, used, other };
      }
    }
  }
  return undefined;
}
