import { recentCalls } from "../memory.ts";
import type { CallView, Situation } from "../situation.ts";
import { jsonText } from "../text/json-text.ts";
import { fold } from "../text/passage.ts";
import { commandTargets, targetsOf } from "./targets.ts";

const makes =
  /(?:^|[^a-z])(?:create|creates|new|mk\w*|make|write|save|insert|into|touch|clone|cp|copy|download|export|generate|start|launch|spawn|provision|allocate)(?:[^a-z]|$)/;

/** Everything the call acts on was made by the agent itself earlier: tidying up after itself is its own affair. */
export function madeItself({ memory }: Situation, call: CallView): boolean {
  const names = [
    ...targetsOf(call).map(({ text }) => fold(text.trim())),
    ...commandTargets(call).filter((word) => !word.startsWith("/") || word.length > 4),
  ].filter((name) => name.length >= 3);
  return (
    names.length > 0 &&
    names.every((name) =>
      recentCalls(memory).some(({ call: past }) => {
        const given = fold(jsonText(past.arguments).slice(0, 4_000));
        const at = given.indexOf(name);
        const before = given.slice(Math.max(0, at - 40), Math.max(0, at));
        return at >= 0 && (makes.test(fold(past.tool)) || makes.test(before));
      }),
    )
  );
}
