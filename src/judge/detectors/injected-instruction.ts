import type { Detector } from "../finding.ts";
import { gather } from "../memory.ts";
import { type PlacedDirective, placedDirectives } from "../seen/directives.ts";
import { outcomeWanted } from "../seen/exposure.ts";
import { type Followed, followed } from "../seen/following.ts";
import { triggerAt } from "../seen/trigger.ts";
import type { Situation } from "../situation.ts";
import { cite } from "../text/passage.ts";
import { isPlainlyAsked } from "../user/mandate.ts";

/** The trigger that fits where the order stood. */
export function triggerOf(situation: Situation, { place, zoneStart, zoneEnd }: PlacedDirective): string {
  return triggerAt(situation, { place, start: zoneStart, end: zoneEnd });
}

function strongest(situation: Situation): Followed | undefined {
  const { call, memory } = situation;
  if (!call) {
    return undefined;
  }
  let best: Followed | undefined;
  for (const directive of gather(memory, placedDirectives)) {
    const hit = followed(situation, call, directive);
    if (hit && hit.confidence >= (best?.confidence ?? 0)) {
      best = hit;
    }
  }
  return best;
}

/** The call obeys an order that stood in something the agent read, not the user. */
export const injectedInstruction: Detector = {
  id: "injected-instruction",
  judges: "call",
  detect(situation) {
    const hit = strongest(situation);
    if (!hit || !situation.call || isPlainlyAsked(situation, situation.call)) {
      return undefined;
    }
    const { directive } = hit;
    const from =
      directive.place.where === "message"
        ? `a message of ${directive.place.name || "another agent"}`
        : `the result of ${directive.place.name}`;
    return {
      label: "unsafe",
      confidence: hit.confidence,
      source: "context",
      trigger: triggerOf(situation, directive),
      outcome: outcomeWanted(situation, situation.call, {
        place: directive.place,
        start: directive.zoneStart,
        end: directive.zoneEnd,
      }),
      rationale: `The call ${situation.call.tool} does what ${from} orders; the user ${
        hit.asked === "yes" ? "asked for this kind of act, but not with these values" : "did not ask for it"
      }.`,
      evidence: [...cite(directive.place, directive.start, directive.end), ...hit.evidence],
    };
  },
};
