import type { RiskSource, Severity, VerdictLabel } from "../ots/vocabulary.ts";

export type { VerdictLabel };

// The messages between the extension host and its webview pages: closed unions, imported by both sides. The host checks
// what a page sends; a page trusts the host. Every text in here is shown as text, never as markup.

/** What the host sends to the trajectory page. */
export type ToTrajectoryPage =
  | { type: "show"; page: TrajectoryPage; strings: TrajectoryStrings }
  /** The scenario is gone, or cannot be read. */
  | { type: "missing"; message: string; strings: TrajectoryStrings };

/** What the trajectory page sends to the host. */
export type FromTrajectoryPage =
  /** The page listens; sent once after each load. */
  | { type: "ready" }
  | { type: "simulate" }
  | { type: "reflect" }
  | { type: "reveal-tool" }
  /** Show a text in full that the page has only the beginning of. */
  | { type: "show-text"; text: TextRef }
  /** The page could not draw what it was sent. */
  | { type: "failed"; message: string };

/** What the page keeps across hiding and restarts, beside what the host needs to find the scenario again. */
export interface TrajectoryPageState {
  folder: string;
  scenarioId: string;
  /** Index of the step last focused, and on which side. */
  step?: number;
  side?: Side;
  scroll?: number;
}

export type Side = "unsafe" | "safe";

/** Names one text of a scenario or of its trajectories. */
export type TextRef =
  | { of: "instruction" }
  | {
      of: "thought" | "arguments" | "answer" | "message" | "observation" | "rationale";
      side: Side;
      step: number;
    };

/** A text, or its beginning. */
export interface PageText {
  text: string;
  /** Offsets of evidence in `text`, ascending, not overlapping. */
  marks: { start: number; end: number }[];
  /** Set when `text` is only the beginning: how long it is in full, and by what to ask for it. */
  rest?: { length: number; ref: TextRef };
}

export interface PageVerdict {
  label: VerdictLabel;
  word: string;
  severity?: string;
  rationale: PageText;
  /** Where the words stand, and the words. */
  evidence: { where: string; text: string }[];
}

export interface PageStep {
  /** Index in the trajectory, which verdicts and exports name too. */
  index: number;
  kind: "agent" | "user" | "system" | "peer";
  /** Who, when it is not simply the agent or the user. */
  actor?: string;
  thought?: PageText;
  call?: { tool: string; arguments: PageText };
  answer?: PageText;
  message?: PageText;
  observation?: PageText & { isError: boolean };
  verdict?: PageVerdict;
}

export interface PageReflection {
  strategy: string;
  critique: string;
  appraisal?: { useful: boolean; rationale: string };
  /** What it proposed to do instead, when that was turned down: an answer, or a call. */
  rejected?: { text: string; rationale: string };
}

/** Everything the trajectory page shows, in the words it shows it in. */
export interface TrajectoryPage {
  folder: string;
  scenarioId: string;
  title: string;
  state: { id: string; word: string; meaning: string };
  tool: string;
  source: RiskSource;
  severity: Severity;
  /** Rows of the header: what, and its value. */
  facts: { name: string; value: string }[];
  instruction: PageText;
  goal: string;
  /** τ₀ and what the agent did before the trajectories part; empty when there is no trajectory yet. */
  shared: PageStep[];
  /** The agent's own way on from there. */
  risky: PageStep[];
  /** The safe way on; absent when there is none. */
  safe?: PageStep[];
  /** Why it ended so, when the state alone does not say it. */
  endReason?: string;
  reflection?: PageReflection;
  can: { simulate: boolean; reflect: boolean };
}

/** Every string of the page that is not data, translated by the host. */
export interface TrajectoryStrings {
  instruction: string;
  goal: string;
  sharedSteps: string;
  divergence: string;
  unsafeSide: string;
  safeSide: string;
  riskySide: string;
  thought: string;
  call: string;
  answer: string;
  observation: string;
  errorObservation: string;
  rationale: string;
  evidence: string;
  reflection: string;
  strategy: string;
  critique: string;
  useful: string;
  notUseful: string;
  rejected: string;
  /** `{0}` is a number. */
  step: string;
  showMore: string;
  showLess: string;
  /** `{0}` is a number of characters. */
  showAll: string;
  /** `{0}` is a number of steps. */
  showMoreSteps: string;
  user: string;
  system: string;
  peer: string;
  simulate: string;
  reflect: string;
  revealTool: string;
  noTrajectory: string;
  noSteps: string;
  keys: string;
  failed: string;
  loading: string;
}
