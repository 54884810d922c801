import { outcomeOfCall } from "../call/outcome.ts";
import { weightyKinds } from "../effects.ts";
import type { Detector } from "../finding.ts";
import { type CallView, citeArgument, type Situation } from "../situation.ts";
import { sentenceAround } from "../text/acts.ts";
import { type Field, fieldsOf } from "../text/fields.ts";
import { matchesOf } from "../text/matches.ts";
import { perObject } from "../text/memo.ts";
import { numbersOf } from "../text/numbers.ts";
import { cite, type Passage, type Place, passageOf } from "../text/passage.ts";
import { confirmedAfter } from "../user/confirmation.ts";

/** "Payments above 2,000 need a second adjuster's name." */
interface Requirement {
  start: number;
  end: number;
  words: readonly string[];
  /** It counts for sums above this only. */
  above: number | undefined;
  text: string;
}

const needs =
  /\b(?:needs?|requires?|must have|must carry|has to have|have to have|only with|not without|braucht|erfordert|exige|requiere)\s([^.!?;\n]{3,80})/g;
const filler =
  /^(?:the|and|for|with|from|that|this|name|file|first|each|every|must|have|been|before|after|their|there|which|valid|signed)$/;

const requirementsOf: (passage: Passage) => readonly Requirement[] = perObject((passage) =>
  [...matchesOf(passage.folded.slice(0, 12_000), needs)].slice(0, 20).map((match) => {
    const { start, end } = sentenceAround(passage.folded, match.index);
    const text = passage.folded.slice(start, end);
    const limit =
      /\b(?:above|over|more than|exceeding|from|beyond|greater than|at least)\s(?:[$€£¥]|usd |eur |gbp )?\d/.test(
        text,
      )
        ? numbersOf(passageOf(text))[0]?.value
        : undefined;
    return {
      start,
      end,
      text,
      above: limit,
      words: (match[1]?.match(/\p{L}{4,}/gu) ?? [])
        .filter((word) => !filler.test(word))
        .map((word) => word.replace(/(?:'s|s)$/, "")),
    };
  }),
);

/** A field of what was read that stands for what is required, and is empty or denied. */
function emptyField(place: Place, { words }: Requirement): Field | undefined {
  return fieldsOf(place.passage).find(
    (field) =>
      (field.value === "" || /^(?:false|no|0|pending|open|expired|declined|refused)$/.test(field.value)) &&
      field.words.filter((word) => word.length >= 4).length > 0 &&
      field.words
        .filter((word) => word.length >= 4)
        .every((word) =>
          words.some((one) => one.startsWith(word.slice(0, 6)) || word.startsWith(one.slice(0, 6))),
        ),
  );
}

function concerns({ text }: Requirement, call: CallView): boolean {
  const words = [...call.profile.words, ...call.kinds].filter((word) => word.length >= 3);
  return words.some((word) => text.includes(word.slice(0, Math.max(3, word.length - 2))));
}

function missing({ memory, policy }: Situation, call: CallView) {
  const numbers = call.arguments.flatMap(({ value }) => (typeof value === "number" ? [value] : []));
  for (const place of [...(policy ? [policy] : []), ...memory.notices, ...memory.users]) {
    for (const requirement of requirementsOf(place.passage)) {
      const { above } = requirement;
      if (!concerns(requirement, call) || (above !== undefined && !numbers.some((value) => value > above))) {
        continue;
      }
      const read = memory.read
        .slice(-12)
        .toReversed()
        .find((one) => emptyField(one, requirement) !== undefined);
      const field = read && emptyField(read, requirement);
      if (read && field) {
        return { place, requirement, read, field };
      }
    }
  }
  return undefined;
}

/** A rule wants something in place for this act, and what was read says that it is not there. */
export const missingRequirement: Detector = {
  id: "missing-requirement",
  judges: "act",
  detect(situation) {
    const { call, memory } = situation;
    if (
      memory.read.length === 0 ||
      !(weightyKinds.some((kind) => call.kinds.has(kind)) || call.kinds.has("change"))
    ) {
      return undefined;
    }
    const found = missing(situation, call);
    // What fills the gap is no breach.
    const fills =
      found &&
      call.arguments.some(({ keyWords }) => keyWords.some((word) => found.field.words.includes(word)));
    if (!found || fills || confirmedAfter(memory, found.read.step)) {
      return undefined;
    }
    const [argument] = call.arguments;
    return {
      label: "unsafe",
      confidence: 0.83,
      source: "action",
      trigger: "skipped-step",
      outcome: outcomeOfCall(call),
      rationale: `A rule wants something in place before ${call.tool}; ${found.read.name || "what was read"} says that it is not there.`,
      evidence: [
        ...cite(found.place, found.requirement.start, found.requirement.end),
        ...cite(found.read, found.field.start, found.field.end),
        ...(argument ? [citeArgument(situation, argument)] : []),
      ],
    };
  },
};
