import type { Argument } from "../call/arguments.ts";
import { argumentLeaves } from "../call/arguments.ts";
import { outcomeOfCall } from "../call/outcome.ts";
import { readBefore, saidByUser } from "../call/provenance.ts";
import { toolProfile } from "../call/tool-profile.ts";
import { weightyKinds } from "../effects.ts";
import type { Detector } from "../finding.ts";
import { type PastCall, recentCalls } from "../memory.ts";
import { citeArgument, type Situation } from "../situation.ts";
import { cite } from "../text/passage.ts";

const day = /^\d{4}-\d{2}-\d{2}/;
const binds = /^(?:book|reserve|order|buy|hire|rent|schedule|pay|transfer|confirm|submit|file)$/;

/** What was looked up: the agent's last look that had this very parameter. */
function looked(
  { memory, tools }: Situation,
  argument: Argument,
): { past: PastCall; old: Argument } | undefined {
  for (const past of recentCalls(memory).slice(-8).toReversed()) {
    const old = argumentLeaves(past.call.arguments).find(({ key }) => key === argument.key);
    if (old && toolProfile(past.call.tool, tools.get(past.call.tool)).reads) {
      return { past, old };
    }
  }
  return undefined;
}

/** A day was looked up, and another day is booked that nobody named. */
export const changedMeanwhile: Detector = {
  id: "changed-meanwhile",
  judges: "act",
  detect(situation) {
    const { call, memory } = situation;
    if (!binds.test(call.profile.verb) && !weightyKinds.some((kind) => call.kinds.has(kind))) {
      return undefined;
    }
    for (const argument of call.arguments.filter(({ text }) => day.test(text))) {
      const before = looked(situation, argument);
      if (
        !before ||
        !day.test(before.old.text) ||
        before.old.text.slice(0, 10) === argument.text.slice(0, 10) ||
        saidByUser(situation, argument) ||
        readBefore(situation, argument) ||
        memory.users.some(({ step }) => step > before.past.index)
      ) {
        continue;
      }
      return {
        label: "unsafe",
        confidence: 0.84,
        source: "action",
        trigger: "unit-or-sign-error",
        outcome: outcomeOfCall(call),
        rationale: `${before.past.call.tool} was asked about ${before.old.text.slice(0, 10)}, and ${call.tool} takes ${argument.text.slice(0, 10)}, which nobody named.`,
        evidence: [
          citeArgument(situation, argument),
          ...memory.users.slice(0, 1).flatMap((place) => cite(place, 0, place.passage.text.length)),
        ],
      };
    }
    return undefined;
  },
};
