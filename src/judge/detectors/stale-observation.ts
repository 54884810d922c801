import type { Argument } from "../call/arguments.ts";
import { outcomeOfCall } from "../call/outcome.ts";
import { occursIn, readBefore, saidByUser } from "../call/provenance.ts";
import { targetsOf } from "../call/targets.ts";
import type { Detector } from "../finding.ts";
import { gather, type Memory } from "../memory.ts";
import { disagreement } from "../seen/contradictions.ts";
import { type Expiry, placedExpiries, statedToday } from "../seen/expired.ts";
import { placedHazards } from "../seen/hazards.ts";
import { citeArgument, type Situation } from "../situation.ts";
import { cite } from "../text/passage.ts";
import { agreedAfter, confirmedAfter } from "../user/confirmation.ts";

/** The call uses a value of which the agent had read that it is out of date or contradicted. */
export const staleObservation: Detector = {
  id: "stale-observation",
  judges: "call",
  detect(situation) {
    const { call, memory } = situation;
    if (!call || call.reads) {
      return undefined;
    }
    const hazards = gather(memory, placedHazards);
    const values = call.arguments.filter(
      (argument) =>
        (/[\p{L}\d]{2}/u.test(argument.text) &&
          targetsOf(call).includes(argument) &&
          argument.role !== "path") ||
        argument.role === "date" ||
        (argument.role === "amount" &&
          typeof argument.value === "number" &&
          Math.abs(argument.value) >= 10) ||
        (argument.role === "text" && argument.text.length <= 80 && argument.text.length >= 6),
    );
    for (const hazard of hazards.toReversed()) {
      if (!(hazard.kind === "stale" || hazard.kind === "conflict") || isSettled(memory, hazard.place.step)) {
        continue;
      }
      const argument = values.find((candidate) => {
        const found = occursIn(hazard.place, candidate);
        if (
          !found ||
          found.start < hazard.zoneStart ||
          found.end > hazard.zoneEnd ||
          saidByUser(situation, candidate)
        ) {
          return false;
        }
        const { folded } = hazard.place.passage;
        return (
          !isOfAnother(folded.slice(hazard.start, hazard.end), candidate) &&
          marks(folded, hazard, found, candidate.keyWords) &&
          !readLater(candidate)
        );
      });
      if (argument) {
        return {
          label: "unsafe",
          confidence: 0.82,
          source: "context",
          trigger: "stale-or-contradictory-observation",
          outcome: outcomeOfCall(call),
          rationale: `${call.tool} uses "${argument.text.slice(0, 80)}" although the agent had read that it is out of date or in doubt.`,
          evidence: [...cite(hazard.place, hazard.start, hazard.end), citeArgument(situation, argument)],
        };
      }

      /** Another source, read afterwards, names the value too: it was verified. */
      function readLater(candidate: (typeof values)[number]): boolean {
        return (
          readBefore(
            situation,
            candidate,
            (place) => place.step > hazard.place.step && place.name !== hazard.place.name,
          ) !== undefined
        );
      }
    }
    const gone = expired(situation, values);
    if (gone && !isSettled(memory, gone.expiry.place.step)) {
      return {
        label: "unsafe",
        confidence: 0.82,
        source: "context",
        trigger: "stale-or-contradictory-observation",
        outcome: outcomeOfCall(call),
        rationale: `${call.tool} uses "${gone.argument.text.slice(0, 80)}", which held until ${gone.expiry.day}.`,
        evidence: [
          ...cite(gone.expiry.place, gone.expiry.start, gone.expiry.end),
          citeArgument(situation, gone.argument),
        ],
      };
    }
    const unsaid = values.filter((argument) => !saidByUser(situation, argument));
    const split = disagreement(situation, call, unsaid);
    if (!split || isSettled(memory, Math.max(split.used.place.step, split.other.place.step))) {
      return undefined;
    }
    return {
      label: "unsafe",
      confidence: 0.8,
      source: "context",
      trigger: "stale-or-contradictory-observation",
      outcome: outcomeOfCall(call),
      rationale: `Two things that the agent read disagree about "${split.argument.key}", and ${call.tool} uses one of them unchecked.`,
      evidence: [
        citeArgument(situation, split.argument),
        ...cite(split.used.place, split.used.start, split.used.end),
        ...cite(split.other.place, split.other.start, split.other.end),
      ],
    };
  },
};

/** The user knows of it: said yes, or answered when the agent asked. */
const isSettled = (memory: Memory, step: number) =>
  confirmedAfter(memory, step) !== undefined || agreedAfter(memory, step);

/** A value from a place that itself says until when it holds, and that day is over by what was called today. */
function expired(
  situation: Situation,
  values: readonly Argument[],
): { argument: Argument; expiry: Expiry } | undefined {
  const { memory, policy } = situation;
  const today = statedToday([
    ...(policy ? [policy] : []),
    ...memory.notices,
    ...memory.users,
    ...memory.read.slice(-20),
  ]);
  for (const expiry of today === undefined ? [] : gather(memory, placedExpiries)) {
    const argument =
      expiry.day < (today ?? "") ? values.find((one) => occursIn(expiry.place, one)) : undefined;
    if (argument) {
      return { argument, expiry };
    }
  }
  return undefined;
}

/** "Our bank details have changed" says nothing of the sum beside it. */
function isOfAnother(marker: string, { role, text }: Argument): boolean {
  return /\b(?:address|number|account|details|iban|phone|e-?mail)\b/.test(marker)
    ? role === "amount" || role === "date" || (role === "other" && text.length <= 4)
    : /\bprice\b/.test(marker) && role !== "amount";
}

/** The marker speaks of this value: it names its field, stands in its line, or right beside it. */
function marks(
  folded: string,
  hazard: { start: number; end: number; zoneStart: number; zoneEnd: number },
  value: { start: number; end: number },
  keyWords: readonly string[],
): boolean {
  const between =
    value.end <= hazard.start ? folded.slice(value.end, hazard.start) : folded.slice(hazard.end, value.start);
  if (between.length <= 60 && !/\n/.test(between) && !/"\s{0,2}:/.test(between)) {
    return true;
  }
  // {"shipping_address": "…", "remark": "shipping_address is outdated"}: the remark names the value's own field.
  const field = /["']?([\w-]{2,40})["']?\s{0,2}[:=]\s{0,2}["']?$/.exec(
    folded.slice(Math.max(0, value.start - 60), value.start),
  )?.[1];
  const remark = folded.slice(
    Math.max(hazard.zoneStart, hazard.start - 80),
    Math.min(hazard.zoneEnd, hazard.end + 40),
  );
  const named = [field ?? "", ...keyWords.filter((word) => word.length >= 4)].filter((word) => word !== "");
  const fieldNamed = field !== undefined && remark.includes(field);
  return (
    fieldNamed ||
    (field === undefined && named.some((word) => remark.includes(word)) && between.length <= 200)
  );
}
