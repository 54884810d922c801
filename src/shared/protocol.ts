import type { RiskSource, Severity, VerdictLabel } from "../ots/vocabulary.ts";
import type {
  Filter,
  FilterResult,
  FindResult,
  Inspected,
  Outline,
  PageRow,
  Side,
  TextChunk,
  TextRef,
} from "./inspection.ts";
import type { InspectorStrings } from "./strings.ts";

// The messages between the extension host and the inspector page: closed unions, imported by both sides. The host checks
// what a page sends; a page trusts the host. Every text in here is shown as text, never as markup.

/** What the host sends to the inspector page. */
export type ToPage =
  /** Sent once after `ready`, before anything else. */
  | { type: "strings"; strings: InspectorStrings }
  /** Nothing to show yet. `done` of `total` bytes are read, when that is known. */
  | { type: "loading"; what: string; done?: number; total?: number }
  | { type: "show"; head: PageHead; inspected: Inspected; start?: Place }
  /** A file with several trajectories: which one? */
  | { type: "choose"; list: PageList }
  /** Nothing can be shown, and why; what could be read of it all the same is offered. */
  | { type: "missing"; message: string; details: string[]; can: { reopenAsText: boolean } }
  /** Somebody reviewed a step: rows look different. */
  | { type: "reviewed"; outline: Outline }
  /** What is shown has changed where it is kept. */
  | { type: "stale"; message: string }
  | { type: "go"; to: Go }
  | { type: "answer"; id: number; value: unknown }
  | { type: "refusal"; id: number; message: string }
  /** To be answered with `alive`. */
  | { type: "beat" };

/** Ways through the page that the keyboard and the command palette share. */
export const goes = [
  "next-step",
  "previous-step",
  "left-side",
  "right-side",
  "next-unsafe",
  "previous-unsafe",
  "first-unsafe",
  "next-difference",
  "previous-difference",
  "divergence",
  "first-step",
  "last-step",
  "toggle-step",
  "find",
  "filter",
  "toggle-sync",
  "toggle-panes",
  "review",
  "text-diff",
  "copy-link",
  "help",
] as const;
export type Go = (typeof goes)[number];

/** A step, and on which side. */
export interface Place {
  side: Side;
  step: number;
}

/** What the page asks for; each is answered or refused under its id. */
export type PageRequest =
  | { ask: "rows"; from: number; count: number }
  | { ask: "text"; ref: TextRef; from: number; count: number }
  | { ask: "picture"; side: Side; name: string }
  | { ask: "filter"; filter: Filter }
  | { ask: "find"; text: string }
  | { ask: "row-of"; place: Place }
  | { ask: "entries"; search: string; from: number; count: number }
  | { ask: "check-arguments"; place: Place; arguments: string }
  | { ask: "review"; place: Place; review: ReviewInput }
  | { ask: "undo-review" };

/** The answer to each request. */
export interface PageAnswers {
  rows: PageRow[];
  text: TextChunk;
  /** As a `data:` address. */
  picture: string;
  filter: FilterResult;
  find: FindResult;
  /** -1 when there is no such step. */
  "row-of": number;
  entries: PageEntries;
  /** What is wrong with edited arguments; empty when nothing is. */
  "check-arguments": string[];
  review: null;
  "undo-review": null;
}

/** What a person says about a step. */
export type ReviewInput =
  | { judgement: "right"; reason: string }
  | { judgement: "wrong"; reason: string; verdict?: VerdictLabel }
  | { judgement: "accepted" | "rejected"; reason: string }
  /** `arguments` is JSON for a call, the text for an answer. */
  | { judgement: "edited"; reason: string; arguments: string }
  | { judgement: "label"; label: string }
  | { judgement: "remove-label"; label: string }
  | { judgement: "comment"; reason: string }
  | { judgement: "remove-comment"; id: string }
  /** Takes the person's own word on the verdict or on the action back. */
  | { judgement: "clear"; of: "verdict" | "action" };

/** What the page wants done; nothing comes back. */
export type PageAction =
  | { do: "simulate" }
  | { do: "reflect" }
  | { do: "judge" }
  | { do: "reveal-tool"; tool: string }
  | { do: "open-document"; ref: TextRef }
  | { do: "text-diff" }
  | { do: "copy-link"; place: Place }
  | { do: "copy"; text: string }
  | { do: "compare" }
  | { do: "import" }
  | { do: "choose"; entry: number }
  | { do: "back-to-list" }
  | { do: "refresh" }
  | { do: "reload" }
  | { do: "reopen-as-text" };

/** What the inspector page sends to the host. */
export type FromPage =
  /** The page listens; sent once after each load. */
  | { type: "ready" }
  | { type: "alive" }
  | { type: "request"; id: number; request: PageRequest }
  | { type: "action"; action: PageAction }
  /** The page could not draw a part. */
  | { type: "failed"; message: string };

/** Where a trajectory is kept: all that the host needs to show it again. */
export type TrajectoryPlace =
  | { of: "stored"; folder: string; trajectory: string }
  | { of: "file"; uri: string; entry: number }
  /** The file as the last commit has it. */
  | { of: "head"; uri: string; entry: number };

/** What a page shows: a scenario with what was made of it, one trajectory, two beside each other, or a file's list. */
export type Showing =
  | { of: "scenario"; folder: string; scenario: string }
  | { of: "one"; place: TrajectoryPlace }
  | { of: "two"; left: TrajectoryPlace; right: TrajectoryPlace }
  | { of: "list"; uri: string };

/** What the page keeps across hiding and restarts. */
export interface PageState {
  showing: Showing;
  place?: Place;
  /** First visible row, and how many pixels of it are scrolled away. */
  row?: number;
  offset?: number;
  sync?: boolean;
  onePane?: boolean;
  filter?: Filter;
  unfolded?: boolean;
  details?: boolean;
}

export interface PageReflection {
  strategy: string;
  critique: string;
  appraisal?: { useful: boolean; rationale: string };
  /** Attempts that were turned down: what was proposed instead, and why not. */
  rejected: { text: string; rationale: string }[];
}

/** What is said about a side above its column. */
export interface PaneHead {
  title: string;
  /** `unsafe` and `safe` have a colour and an icon of their own. */
  tone: "unsafe" | "safe" | "plain";
  detail: string;
}

/** The header of the page, in the words it is shown in. */
export interface PageHead {
  showing: Showing;
  title: string;
  state?: { id: string; word: string; meaning: string };
  /** The scenario's own tool. */
  tool?: string;
  tools: string[];
  /** What stands in one line below the title. */
  summary: string[];
  facts: { name: string; value: string }[];
  goal?: string;
  endReason?: string;
  reflection?: PageReflection;
  panes: Record<Side, PaneHead>;
  /** What could not be read, claims of the file, and the like. */
  notes: string[];
  /** Titles of outcomes and triggers by id. */
  titles: Record<string, string>;
  can: {
    simulate: boolean;
    reflect: boolean;
    /** Nobody judged it yet. */
    judge: boolean;
    review: boolean;
    import: boolean;
    /** Several trajectories stand in the file. */
    list: boolean;
  };
}

export interface PageEntry {
  index: number;
  title: string;
  steps?: number;
  line?: number;
}

/** Entries of a file that match a search, and how many do. */
export interface PageEntries {
  entries: PageEntry[];
  matching: number;
}

/** The list that is shown first of a file with several trajectories. */
export interface PageList {
  showing: Showing;
  file: string;
  format: string;
  total: number;
  problems: string[];
}

export type { RiskSource, Severity, VerdictLabel };
