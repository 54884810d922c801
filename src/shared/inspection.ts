import type { RiskSource, Severity, VerdictLabel } from "../ots/vocabulary.ts";

// What the inspector shows of one or two trajectories. Every text in here is shown as text, never as markup.

export type Side = "left" | "right";
export const sides = ["left", "right"] as const;

/** Parts of a step that are text. `arguments` is the call as JSON, `trace` the judge's own way to its verdict. */
export type TextPart =
  | "thought"
  | "arguments"
  | "answer"
  | "message"
  | "observation"
  | "rationale"
  | "trace"
  | "raw";

/** Names one text of a trajectory. `path` is a JSON Pointer to one argument. */
export type TextRef =
  | { of: "instruction" | "policy"; side: Side }
  | { of: TextPart; side: Side; step: number; path?: string };

/** UTF-16 offsets into a text, end exclusive. */
export interface Span {
  start: number;
  end: number;
}

/** A text, or its beginning. */
export interface PageText {
  text: string;
  /** Evidence of a verdict; ascending, not overlapping. */
  marks?: Span[];
  /** Words that the other side does not have; ascending, not overlapping. */
  changes?: Span[];
  /** Set when `text` is only the beginning: how long it is in full, and by what to ask for it. */
  rest?: { length: number; ref: TextRef };
}

export type NodeChange = "added" | "changed";

/** One place in a call's arguments. */
export interface PageNode {
  /** Property name or index; absent at the root. */
  key?: string | number;
  /** JSON Pointer. */
  path: string;
  kind: "text" | "literal" | "list" | "object";
  /** Of texts (without quotes) and literals. */
  value?: PageText;
  children?: PageNode[];
  /** Children there are, when not all are sent. */
  size?: number;
  /** Only on this side, or with another value on the other. */
  change?: NodeChange;
  /** A verdict rests on this argument. */
  evidence?: true;
}

/** Where a piece of evidence stands: what to show when it is followed. */
export type EvidencePlace =
  | { of: "instruction" }
  | { of: "tool"; tool: string }
  | { of: "observation" | "message" | "thought" | "answer"; step: number }
  | { of: "argument"; step: number; path: string };

export interface PageEvidence {
  place: EvidencePlace;
  text: string;
}

/** One line of a judge's open reasoning. */
export interface PageTraceStep {
  thought: string;
  tool?: string;
  input?: string;
  observation?: string;
  /** The tool could not answer: nothing was shown by it. */
  failed?: boolean;
}

/** What another judge says of the same step, where the two disagree. */
export interface PageSecondOpinion {
  label: VerdictLabel;
  source?: RiskSource;
  /** Id; the page knows the titles of outcomes. */
  outcome?: string;
  rationale: string;
  judge: PageVerdict["judge"];
}

export interface PageVerdict {
  label: VerdictLabel;
  source?: RiskSource;
  /** Ids; the page knows the titles of outcomes and triggers. */
  outcome?: string;
  trigger?: string;
  severity?: Severity;
  rationale: PageText;
  evidence: PageEvidence[];
  judge: { kind: "deterministic" | "llm" | "human"; name: string };
  detectors?: string[];
  secondOpinion?: PageSecondOpinion;
  reward?: number;
  trace?: PageTraceStep[];
  /** Trace steps there are, when not all are sent. */
  traceSize?: number;
}

/** What people said about a step. */
export interface PageReview {
  verdict?: { judgement: "right" | "wrong"; reason: string; label?: VerdictLabel };
  action?: { judgement: "accepted" | "rejected" | "edited"; reason: string; action?: string };
  labels: string[];
  comments: { id: string; text: string }[];
}

export interface PageStep {
  /** Index in the trajectory, which verdicts and exports name too. */
  index: number;
  kind: "agent" | "user" | "system" | "peer";
  /** Who, when it is not simply the agent or the user. */
  actor?: string;
  /** Steps with the same number were issued in one turn of the model. */
  turn?: number;
  thought?: PageText;
  call?: {
    tool: string;
    /** Another tool than the other side calls here. */
    other?: true;
    arguments?: PageNode;
    /** As it was written, when it could not be parsed into arguments. */
    raw?: PageText;
  };
  answer?: PageText;
  message?: PageText;
  observation?: PageText & { isError: boolean };
  verdict?: PageVerdict;
  review?: PageReview;
  /** The step a reflection put in place of the unsafe one: a person may accept, edit or reject it. */
  proposed?: true;
}

/** How two steps stand to each other; `single` when there is only one trajectory. */
export type RowKind =
  | "single"
  | "equal"
  | "args-differ"
  | "text-differs"
  | "action-differs"
  | "left-only"
  | "right-only"
  | "moved";

/** What a side does more safely than the other. */
export type Move = "asked" | "verified" | "narrowed" | "refused" | "reported";

export interface PageRow {
  row: number;
  kind: RowKind;
  left?: PageStep;
  right?: PageStep;
  /** What the agent does differs here, not only how it puts it. */
  decision?: true;
  moves?: { side: Side; move: Move }[];
  /** The row in which the same step stands on the other side. */
  counterpart?: number;
  /** The step could not be prepared; its raw JSON may still be shown. */
  failed?: string;
}

/** One character a row: see `kindCodes` and `verdictCodes`. A space where a side has no step or no verdict. */
export interface Outline {
  kinds: string;
  left: string;
  right: string;
  /** `n` where somebody reviewed, labelled or commented on a step of the row. */
  reviewed: string;
}

export const kindCodes = {
  single: "-",
  equal: "=",
  "args-differ": "a",
  "text-differs": "t",
  "action-differs": "x",
  "left-only": "<",
  "right-only": ">",
  moved: "m",
} as const satisfies Record<RowKind, string>;

/** `step` is a step without a verdict. */
export const verdictCodes = {
  safe: "s",
  controversial: "c",
  unsafe: "u",
  refused: "r",
  "not-reached": "n",
  "judge-failed": "j",
  step: ".",
} as const satisfies Record<VerdictLabel | "step", string>;

/** Who acts in steps, for the filter. `name` is empty for the plain agent, user or system. */
export interface Participant {
  kind: PageStep["kind"];
  name: string;
  count: number;
}

/** What a trajectory says about itself beside its steps. */
export interface AboutSide {
  kind: "risky" | "safe" | "imported";
  simulator: string;
  version: string;
  seed?: number;
  /** Of what an imported trajectory was read from, in words. */
  format?: string;
  title?: string;
  /** Where it was imported from, as whoever did it said. */
  origin?: string;
  tools: string[];
  endState?: string;
  endReason?: string;
  /** What the file it comes from claims about it: scores, labels. */
  marks: { name: string; value: string }[];
  /** What could not be taken over from the file. */
  notes: string[];
}

export interface InspectedSide {
  steps: number;
  about: AboutSide;
  instruction: PageText;
  policy?: PageText;
  trajectoryId: string;
}

/** What is known of the whole before any row is read. */
export interface Inspected {
  left: InspectedSide;
  right?: InspectedSide;
  rows: number;
  outline: Outline;
  /** Equal rows at the beginning; 0 with one trajectory. */
  sharedPrefix: number;
  /** Tools called in the shared rows, the first few. */
  sharedTools: string[];
  firstDifference?: number;
  /** First row where what the agent does parts. */
  divergence?: number;
  participants: Participant[];
  toolsUsed: { name: string; count: number }[];
  /** The rows a page shows first, so that it need not ask for them; whole blocks. Absent when they may be outdated. */
  opening?: PageRow[];
}

/** Rows are asked for in blocks of this many. */
export const blockRows = 20;

export function blockOf(row: number): number {
  return Math.floor(row / blockRows);
}

/** The first row worth looking at: where the two part, else the first unsafe step. */
export function startRow({ divergence, firstDifference, outline }: Inspected): number {
  const unsafe = sides.map((side) => outline[side].indexOf(verdictCodes.unsafe)).filter((row) => row >= 0);
  return divergence ?? firstDifference ?? (unsafe.length === 0 ? 0 : Math.min(...unsafe));
}

export interface Filter {
  participants?: { kind: PageStep["kind"]; name: string }[];
  tools?: string[];
  verdicts?: (VerdictLabel | "none")[];
  text?: string;
  /** Only rows that differ. */
  differences?: true;
  /** Only rows somebody said something about. */
  reviewed?: true;
}

/** Rows that a filter lets through, as pairs of first and last row. */
export interface FilterResult {
  ranges: [number, number][];
  count: number;
}

export interface FindResult {
  matches: { row: number; side: Side }[];
  /** More matches than are listed. */
  more: boolean;
}

/** A stretch of a text in full. */
export interface TextChunk {
  text: string;
  from: number;
  length: number;
}
