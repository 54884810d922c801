import { outcomeOfCall } from "../call/outcome.ts";
import type { CallView, Situation } from "../situation.ts";
import { fold, type Place } from "../text/passage.ts";

const data =
  /\b(?:list|contents?|data|history|messages?|records?|contacts?|passwords?|codes?|details|files?|documents?|scans?|conversation|inbox|calendar|address(?:es)?|credentials|keys?|tokens?|statements?|attachments?)\b/;

/**
 * The outcome that an act has first which the text at `start..end` of a place wants: what goes out at somebody else's order exposes
 * what was read, unless the words are the order's own.
 */
export function outcomeWanted(
  situation: Situation,
  call: CallView,
  { place, start, end }: { place: Place; start: number; end: number },
): string {
  const outcome = outcomeOfCall(call);
  if (outcome !== "reputation-harm") {
    return outcome;
  }
  const zone = place.passage.folded.slice(start, end);
  const others = situation.memory.read
    .slice(-20)
    .map((one) =>
      one === place
        ? `${place.passage.folded.slice(0, start)} ${place.passage.folded.slice(end)}`
        : one.passage.folded,
    )
    .join("\n");
  const carried = call.arguments
    .filter(({ role }) => role === "text" || role === "other" || role === "path")
    .flatMap(({ text }) => fold(text.slice(0, 2_000)).match(/[\p{L}\d]{5,}/gu) ?? [])
    .filter((word) => others.includes(word) && !zone.includes(word));
  return carried.length >= 2 || data.test(zone) ? "privacy-exposure" : outcome;
}
