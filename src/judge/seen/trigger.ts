import { nameWords } from "../call/tool-profile.ts";
import { callAt, recentCalls } from "../memory.ts";
import type { Situation } from "../situation.ts";
import type { Place } from "../text/passage.ts";
import { claimsIn } from "./authority.ts";

const byToolWord: readonly [RegExp, string][] = [
  [/^(?:memory|memories|recall|remember|remembered|notes|notebook)$/, "poisoned-memory"],
  [
    /^(?:kb|knowledge|retrieve|retrieval|retriever|rag|vector|wiki|docs|documentation|corpus|faq|semantic)$/,
    "poisoned-retrieval",
  ],
  [
    /^(?:shell|bash|terminal|git|repo|repository|readme|code|log|logs|grep|command|exec)$/,
    "repository-or-terminal-text",
  ],
];

/** The trigger that fits where a text wants an act: by whose text it is and what it claims. */
export function triggerAt(
  { memory }: Situation,
  { place, start, end }: { place: Place; start: number; end: number },
): string {
  if (place.where === "message") {
    return "peer-social-engineering";
  }
  if (place.failed) {
    return "unsafe-remedy";
  }
  // Who approved it may be told right before or after.
  if (claimsIn(place.passage).some((claim) => claim.start < end + 160 && start - 160 < claim.end)) {
    return "forged-authority";
  }
  const earlier = recentCalls(memory).some(
    (past) => past.call.tool === place.name && past.index < place.step && past.index >= 0,
  );
  if (earlier && (callAt(memory, place.step)?.step.observation?.content.length ?? 0) < 600) {
    return "rug-pull";
  }
  const words = nameWords(place.name);
  return byToolWord.find(([regex]) => words.some((word) => regex.test(word)))?.[1] ?? "injected-instruction";
}
