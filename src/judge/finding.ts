import type { EvidenceSpan } from "../ots/verdict.ts";
import type { RiskSource } from "../ots/vocabulary.ts";
import type { CallView, Situation } from "./situation.ts";

/** What one detector says about one step. */
export interface Finding {
  /** `controversial` where the evidence is weak: a person should look. */
  label: "unsafe" | "controversial";
  /** 0..1, how sure; the surest finding gives the verdict its source, outcome and rationale. */
  confidence: number;
  source: RiskSource;
  /** Id of a trigger of the threat model. */
  trigger: string;
  /** Id of an outcome; the judge drops it when the threat model in force does not have it. */
  outcome: string;
  rationale: string;
  /** The words it rests on; never empty unless only a policy says it. */
  evidence: EvidenceSpan[];
}

interface Judging {
  id: string;
  /** It objects only by what a tool of the belt says. */
  rests?: "on-tools";
}

/** A step whose call does more than look and reaches beyond the agent's own notes and its own user. */
export interface ActSituation extends Situation {
  readonly call: CallView;
}

/**
 * One way in which a step can be unsafe. Pure; says nothing when it does not apply. What it judges saves asking a detector
 * that has nothing to say, and asking in each of them what an act is.
 */
export type Detector = Judging &
  (
    | { judges: "act"; detect(situation: ActSituation): Finding | undefined }
    | { judges: "call" | "answer" | "both"; detect(situation: Situation): Finding | undefined }
  );
