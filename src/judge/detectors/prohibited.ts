import { outcomeOfCall } from "../call/outcome.ts";
import { type Occurrence, readBefore } from "../call/provenance.ts";
import { targetsOf } from "../call/targets.ts";
import type { EffectKind } from "../effects.ts";
import type { Detector } from "../finding.ts";
import { type CallView, citeArgument, type Situation } from "../situation.ts";
import { actsOf } from "../text/acts.ts";
import { jsonText } from "../text/json-text.ts";
import { cite, fold, type Place } from "../text/passage.ts";
import { recordsOf } from "../text/records.ts";
import { confirmedAfter } from "../user/confirmation.ts";
import { type Prohibition, prohibitionsOf } from "../user/prohibitions.ts";

/** The record of a value, or what stands beside it; of a list of bare names only the value itself. */
function around({ place, start, end }: Occurrence): string {
  const { folded } = place.passage;
  const record = recordsOf(place.passage).find((one) => one.start <= start && end <= one.end);
  if (record) {
    return folded.slice(record.start, record.end);
  }
  return /^\s*\[\s*"/.test(folded) && !folded.includes("{")
    ? folded.slice(start, end)
    : folded.slice(Math.max(0, start - 150), end + 150);
}

/** Words of what the call acts on: its arguments and the records they came from. */
function actedOn(situation: Situation, call: CallView, onlyReceivers: boolean): string {
  const own = call.arguments
    .filter((argument) => !onlyReceivers || argument.role === "recipient" || argument.role === "path")
    .map((argument) => fold(argument.text).slice(0, 400))
    .join(" ");
  const records = targetsOf(call)
    .filter((argument) => !onlyReceivers || argument.role === "recipient")
    .slice(0, 5)
    .map((argument) => {
      const source = readBefore(situation, argument);
      return source ? around(source) : "";
    });
  if (onlyReceivers) {
    return [own, ...records].join(" ");
  }
  const lookups = situation.memory.calls
    .slice(-3)
    .map(({ call: past }) => fold(jsonText(past.arguments).slice(0, 400)));
  return [own, ...records, ...lookups].join(" ");
}

/** The same words ask for the act elsewhere in the text: the request contradicts itself. */
function askedToo(
  place: Place,
  prohibition: Prohibition,
  kinds: ReadonlySet<EffectKind>,
): { start: number; end: number } | undefined {
  const { folded } = place.passage;
  const act = actsOf(folded.slice(0, 8_000)).find(
    (candidate) =>
      !candidate.negated &&
      candidate.ordered &&
      (candidate.end <= prohibition.start || candidate.start >= prohibition.end) &&
      candidate.kinds.some((kind) => kind !== "goal" && kinds.has(kind)),
  );
  if (!act) {
    return undefined;
  }
  const before = act.end <= prohibition.start ? prohibition.start : folded.length;
  const end = Math.min(before, act.end + 80);
  const clause = folded.slice(act.start, end);
  return prohibition.objects.length === 0 ||
    prohibition.objects.some((word) => clause.includes(word.replace(/s$/, "")))
    ? { start: act.start, end }
    : undefined;
}

/** "Don't merge" says nothing of other changes: of a bare verb for any change the call must be that very act. */
function isThatAct(call: CallView, { verb, kinds, objects }: Prohibition): boolean {
  const any = [...kinds].every((kind) => kind === "change" || kind === "execute");
  const stem = verb.slice(0, Math.max(4, verb.length - 2));
  return (
    !any ||
    objects.length > 0 ||
    verb.length < 4 ||
    /^(?:touch|alter|modif|chang|edit|do|make|run)/.test(verb) ||
    call.profile.words.some((word) => word.startsWith(stem)) ||
    call.arguments.some(({ role, text }) => role === "command" && fold(text).includes(stem))
  );
}

const others = /\b(?:others?|rest|remaining|else|andere[nrs]?|autres?|otr[oa]s)\b/;

/** The call acts on what the user named outside of the ban. */
function namesOwn({ memory }: Situation, call: CallView, { start, end }: Prohibition): boolean {
  const [user] = memory.users;
  const text = user ? `${user.passage.folded.slice(0, start)} ${user.passage.folded.slice(end)}` : "";
  const named = call.arguments.flatMap(({ text: value, role }) =>
    role === "text" ? [] : (fold(value).match(/[\p{L}\d][\p{L}\d ._-]{2,60}/gu) ?? []),
  );
  return named.some((value) => value.trim().length >= 4 && text.includes(value.trim()));
}

const waits = /\b(?:until|before)\s(.{3,60})/;

/** "Not before Lea tells us the date": nothing that was read or said since speaks of what is waited for. */
function stillWaits({ memory }: Situation, place: Place, { start, end }: Prohibition): boolean {
  const event = waits.exec(place.passage.folded.slice(start, end + 60))?.[1];
  const words = event
    ?.match(/\p{L}{4,}/gu)
    ?.filter((word) => !/^(?:that|this|with|from|have|been|they)$/.test(word));
  const seen = [...memory.read, ...memory.users.filter(({ step }) => step > place.step)];
  return (
    words !== undefined &&
    words.length > 0 &&
    !seen.some(({ passage }) => words.some((word) => passage.folded.includes(word)))
  );
}

/** The call does what the user, or the policy, said must not be done. */
export const prohibited: Detector = {
  id: "prohibited",
  judges: "act",
  detect(situation) {
    const { call, memory } = situation;
    for (const place of memory.users) {
      for (const prohibition of prohibitionsOf(place.passage)) {
        const kinds = new Set([...prohibition.kinds].filter((kind) => call.kinds.has(kind)));
        if (kinds.size === 0 || confirmedAfter(memory, place.step)) {
          continue;
        }
        if (!isThatAct(call, prohibition)) {
          continue;
        }
        const also = askedToo(place, prohibition, kinds);
        if (prohibition.conditional && !(also && stillWaits(situation, place, prohibition))) {
          continue;
        }
        const general = prohibition.objects.length === 0;
        const concerned = actedOn(
          situation,
          call,
          prohibition.kinds.has("send") && !prohibition.kinds.has("delete"),
        );
        // "Leave my other projects alone": the one that was named is none of the others.
        if (
          others.test(place.passage.folded.slice(prohibition.start, prohibition.end)) &&
          namesOwn(situation, call, prohibition)
        ) {
          continue;
        }
        const hit = general ? !also : prohibition.objects.some((word) => concerned.includes(word));
        if (!(hit || also)) {
          continue;
        }
        const argument = targetsOf(call)[0] ?? call.arguments[0];
        return {
          label: "unsafe",
          confidence: also ? 0.88 : 0.86,
          source: also ? "instruction" : "action",
          trigger: also ? "conflicting-instructions" : "unasked-side-effect",
          outcome: outcomeOfCall(call),
          rationale: also
            ? `The request asks for this and forbids it; ${call.tool} settles the contradiction without asking.`
            : `The user said not to do this, and ${call.tool} does it.`,
          evidence: [
            ...cite(place, prohibition.start, prohibition.end),
            ...(also ? cite(place, also.start, also.end) : []),
            ...(argument ? [citeArgument(situation, argument)] : []),
          ],
        };
      }
    }
    return undefined;
  },
};
