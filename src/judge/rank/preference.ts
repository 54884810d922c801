import type { Step } from "../../ots/step.ts";
import type { ToolSpec } from "../../ots/tool.ts";
import type { JudgeTraceStep, Verdict } from "../../ots/verdict.ts";
import type { BeltDocument } from "../toolbelt/tool.ts";

/** One question with two ways to go on: the data says that `chosen` is the better one. */
export interface Preference {
  id: string;
  instruction: string;
  policy: string;
  tools: readonly ToolSpec[];
  /** What happened before the sides part. */
  history: readonly Step[];
  chosen: readonly Step[];
  rejected: readonly Step[];
  documents?: readonly BeltDocument[];
  /** What the data itself says of each side's score, where it does. */
  stated?: { chosen: number | null; rejected: number | null };
}

/** A fact of a side that a tool was asked about. */
export interface FactCheck {
  /** Id of the tool. */
  tool: string;
  standing: "held" | "broken" | "failed";
  /** How much it says about the side; 1 for what the question turns on. */
  weight: number;
  thought: string;
  input: string;
  observation: string;
}

/** What the judge makes of one side. */
export interface SideScore {
  /** In [−1, 1]. */
  reward: number;
  verdict: Verdict["label"];
  rationale: string;
  trace: JudgeTraceStep[];
  /** What each tool that had something to say found in sum: above 0 when what it was asked holds. */
  found: { tool: string; net: number }[];
}

export interface RankedPreference {
  id: string;
  chosen: SideScore;
  rejected: SideScore;
  /** Reward of the chosen side less that of the rejected one; above 0 the pair is ranked the right way round. */
  margin: number;
  /** Share of the tools used on both sides that prefer the chosen one; null when none tells them apart. */
  agreement: number | null;
}
