import type { AgentStep } from "../../ots/step.ts";
import type { BeltContext } from "../toolbelt/tool.ts";
import type { FactCheck } from "./preference.ts";

/** One step of a side as the checks see it. */
export interface SideView {
  /** What the question was: the latest words of the user. */
  question: string;
  step: AgentStep;
  /** The answer's text, or the words around the call. */
  prose: string;
  /** The judged step is the last of `context.steps`. */
  context: BeltContext;
}

/** What one tool can say about a step. Says nothing where it does not apply. */
export interface Checker {
  /** Id of the tool it asks. */
  tool: string;
  check(side: SideView): FactCheck[] | Promise<FactCheck[]>;
}
