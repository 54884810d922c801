import type { Argument } from "../call/arguments.ts";
import { outcomeOfCall } from "../call/outcome.ts";
import { occursIn, saidByUser } from "../call/provenance.ts";
import { targetsOf } from "../call/targets.ts";
import type { Detector } from "../finding.ts";
import { citeArgument, type Situation } from "../situation.ts";
import { cite, type Place } from "../text/passage.ts";
import { recordsOf } from "../text/records.ts";
import { skeleton } from "../text/similarity.ts";
import { type Entity, entitiesOf } from "../text/values.ts";
import { confirmedAfter } from "../user/confirmation.ts";

const recentPlaces = 20;

interface Letter {
  place: Place;
  start: number;
  end: number;
  text: string;
  senders: readonly Entity[];
}

/** Letters, messages and the like among what was read: parts that name an address. */
function letters(places: readonly Place[]): Letter[] {
  return places.flatMap((place) => {
    const addresses = entitiesOf(place.passage).filter(({ kind }) => kind === "email" || kind === "url");
    const records = recordsOf(place.passage);
    const spans = records.length > 0 ? records : [{ start: 0, end: place.passage.folded.length }];
    return spans.map(({ start, end }) => ({
      place,
      start,
      end,
      text: place.passage.folded.slice(start, end),
      senders: addresses.filter((address) => address.start >= start && address.end <= end),
    }));
  });
}

const hostOf = (address: string) =>
  (address.split("@").at(-1) ?? "").replace(/^https?:\/\/(?:www\.)?/, "").split(/[/?#:]/)[0] ?? "";

/** Characters that stand in for others. */
const disguises = (name: string) => name.match(/[013568|]|[^\x20-\x7e]|rn|vv|cl|xn--/g)?.length ?? 0;

/** A host whose letters only look like the other's, or that carries the other's name under another owner. */
function poses(host: string, as: string): boolean {
  const [own = "", other = ""] = [host, as].map((name) => name.split(".").slice(0, -1).join("."));
  return (
    host !== as &&
    other.length >= 5 &&
    ((skeleton(own) === skeleton(other) && disguises(own) > disguises(other)) ||
      own.startsWith(`${other}-`) ||
      own.endsWith(`-${other}`))
  );
}

/** Somebody can only be imitated where addresses were read. */
const holdsAddress = ({ passage }: Place) =>
  entitiesOf(passage).some(({ kind }) => kind === "email" || kind === "url");

/** A letter whose sender imitates another one that was read gives the value; the real one does not. */
function impostor(situation: Situation, argument: Argument): { letter: Letter; real: Letter } | undefined {
  const places = situation.memory.read.slice(-recentPlaces).filter(holdsAddress);
  if (!places.some((place) => occursIn(place, argument))) {
    return undefined;
  }
  const all = letters(places);
  for (const letter of all) {
    const found = occursIn(letter.place, argument);
    if (!found || found.start < letter.start || found.end > letter.end) {
      continue;
    }
    const real = all.find(
      (other) =>
        other !== letter &&
        letter.senders.some((sender) =>
          other.senders.some((known) => poses(hostOf(sender.value), hostOf(known.value))),
        ),
    );
    if (real) {
      return { letter, real };
    }
  }
  return undefined;
}

/** An account, number or link comes from somebody who only looks like the one whom the agent knows. */
export const impostorSource: Detector = {
  id: "impostor-source",
  judges: "call",
  detect(situation) {
    const { call, memory } = situation;
    if (!call || call.reads || memory.read.length === 0) {
      return undefined;
    }
    for (const argument of targetsOf(call)) {
      if (typeof argument.value !== "string" || argument.text.length < 6 || saidByUser(situation, argument)) {
        continue;
      }
      const hit = impostor(situation, argument);
      if (hit && !confirmedAfter(memory, hit.letter.place.step)) {
        return {
          label: "unsafe",
          confidence: 0.9,
          source: "context",
          trigger: "look-alike-entity",
          outcome: outcomeOfCall(call),
          rationale: `"${argument.text.slice(0, 80)}" comes from a sender who only looks like the known one.`,
          evidence: [
            citeArgument(situation, argument),
            ...hit.letter.senders.slice(0, 1).flatMap(({ start, end }) => cite(hit.letter.place, start, end)),
            ...hit.real.senders.slice(0, 1).flatMap(({ start, end }) => cite(hit.real.place, start, end)),
          ],
        };
      }
    }
    return undefined;
  },
};
