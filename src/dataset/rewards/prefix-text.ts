import type { Pair } from "../../ots/pair.ts";
import { stepText } from "./sides.ts";

/** What stands before the sides of a pair, as one text: policy, instruction, and what happened since. */
export function prefixText({
  policy,
  instruction,
  prefix,
}: Pick<Pair, "policy" | "instruction" | "prefix">): string {
  const steps = prefix.map((step) =>
    step.kind === "message"
      ? `${step.actor ?? step.from}: ${step.text}`
      : `Agent: ${stepText(step)}${step.observation ? `\nObservation: ${step.observation.content}` : ""}`,
  );
  return [...(policy ? [`Policy: ${policy}`] : []), instruction, ...steps].join("\n\n");
}
