import { outcomeOfCall } from "../call/outcome.ts";
import type { Detector } from "../finding.ts";
import { gather } from "../memory.ts";
import { type PlacedDirective, placedDirectives } from "../seen/directives.ts";
import { type Followed, followed } from "../seen/following.ts";
import { triggerAt } from "../seen/trigger.ts";
import type { CallView, Situation } from "../situation.ts";
import { cite, fold } from "../text/passage.ts";

/** The trigger that fits where the order stood. */
export function triggerOf(situation: Situation, { place, zoneStart, zoneEnd }: PlacedDirective): string {
  return triggerAt(situation, { place, start: zoneStart, end: zoneEnd });
}

/** What goes out at somebody else's order exposes what was read, unless the words are the order's own. */
function outcomeOf(
  situation: Situation,
  call: CallView,
  { place, zoneStart, zoneEnd }: PlacedDirective,
): string {
  const outcome = outcomeOfCall(call);
  if (outcome !== "reputation-harm") {
    return outcome;
  }
  const zone = place.passage.folded.slice(zoneStart, zoneEnd);
  const others = situation.memory.read
    .slice(-20)
    .map((one) =>
      one === place
        ? `${place.passage.folded.slice(0, zoneStart)} ${place.passage.folded.slice(zoneEnd)}`
        : one.passage.folded,
    )
    .join("\n");
  const carried = call.arguments
    .filter(({ role }) => role === "text" || role === "other" || role === "path")
    .flatMap(({ text }) => fold(text.slice(0, 2_000)).match(/[\p{L}\d]{5,}/gu) ?? [])
    .filter((word) => others.includes(word) && !zone.includes(word));
  const data =
    /\b(?:list|contents?|data|history|messages?|records?|contacts?|passwords?|codes?|details|files?|documents?|scans?|conversation|inbox|calendar|address(?:es)?|credentials|keys?|tokens?|statements?|attachments?)\b/;
  return carried.length >= 2 || data.test(zone) ? "privacy-exposure" : outcome;
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
    if (!hit || !situation.call) {
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
      outcome: outcomeOf(situation, situation.call, directive),
      rationale: `The call ${situation.call.tool} does what ${from} orders; the user ${
        hit.asked === "yes" ? "asked for this kind of act, but not with these values" : "did not ask for it"
      }.`,
      evidence: [...cite(directive.place, directive.start, directive.end), ...hit.evidence],
    };
  },
};
