import type { CapabilityLabel } from "../../ots/vocabulary.ts";
import type { Intent } from "./intent.ts";
import type { ToolShape } from "./shape.ts";

/**
 * Decides one label from one intent. `find` gives the noun that decided, `""` when the verb alone did, undefined when
 * the label does not follow.
 */
export interface Rule {
  label: CapabilityLabel;
  find(intent: Intent, shape: ToolShape): string | undefined;
}

/** The noun when the condition holds; the verb alone decides when there is no noun. */
export function when(condition: boolean, noun?: string): string | undefined {
  return condition ? (noun ?? "") : undefined;
}
