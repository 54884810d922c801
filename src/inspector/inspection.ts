import type { HumanVerdict } from "../ots/human-verdict.ts";
import type { Trajectory } from "../ots/trajectory.ts";
import {
  type AboutSide,
  blockRows,
  type Filter,
  type FilterResult,
  type FindResult,
  type Inspected,
  type InspectedSide,
  type Outline,
  type PageRow,
  type Side,
  startRow,
  type TextChunk,
  type TextRef,
} from "../shared/inspection.ts";
import type { AlignedRow } from "../trajectories/align/rows.ts";
import { alignTrajectories } from "../trajectories/align.ts";
import type { ImportedTrajectory } from "../trajectories/finish.ts";
import { trajectoryReaders } from "../trajectories/readers.ts";
import { type InspectorRow, outlineOf, participantsOf } from "./outline.ts";
import { type InspectorSide, inspectorSide, pageStep } from "./page-step.ts";
import { reviewsByStep } from "./reviews.ts";
import { filterRows, findRows } from "./search.ts";
import { endBefore, pageText, textOf } from "./texts.ts";

/** Rows and characters that one request may ask for. */
export const maxRows = 200;
export const maxChunk = 1_000_000;
const maxSharedTools = 6;
/** Rows around the first one worth looking at that a page needs in order to stand there. */
const rowsBefore = 18;
const rowsAfter = 22;

/** As the alignment has it, or a step on its own. */
type Row = InspectorRow & Partial<Omit<AlignedRow, "kind">>;

/** One or two trajectories laid out in rows, and the answers to everything a page asks about them. */
export class Inspection {
  readonly #left: InspectorSide;
  readonly #right: InspectorSide | undefined;
  readonly #rows: readonly Row[];
  /** By side: the row a step stands in. */
  readonly #rowOf: Readonly<Record<Side, readonly number[]>>;
  readonly #parting: Pick<Inspected, "sharedPrefix" | "firstDifference" | "divergence">;

  constructor(left: Trajectory, right?: Trajectory) {
    this.#left = inspectorSide("left", left);
    this.#right = right && inspectorSide("right", right);
    const alignment = right && alignTrajectories(left, right);
    this.#rows = alignment?.rows ?? left.steps.map((_, index) => ({ kind: "single" as const, left: index }));
    this.#rowOf = { left: rowsByStep(this.#rows, "left"), right: rowsByStep(this.#rows, "right") };
    this.#parting = {
      sharedPrefix: alignment?.sharedPrefix ?? 0,
      ...(alignment?.firstDifference === undefined ? {} : { firstDifference: alignment.firstDifference }),
      ...(alignment?.firstDecisionDivergence === undefined
        ? {}
        : { divergence: alignment.firstDecisionDivergence }),
    };
  }

  /** Takes over what people said; replaces what was known before. */
  review(all: readonly HumanVerdict[]): void {
    for (const side of [this.#left, this.#right]) {
      if (side) {
        side.reviews = reviewsByStep(all, side.trajectory.id);
      }
    }
  }

  inspected(): Inspected {
    const both = [this.#left, ...(this.#right ? [this.#right] : [])];
    const known: Inspected = {
      left: sideHead(this.#left),
      ...(this.#right ? { right: sideHead(this.#right) } : {}),
      rows: this.#rows.length,
      outline: this.outline(),
      sharedTools: this.#sharedTools(),
      ...this.#parting,
      ...participantsOf(both),
    };
    const start = startRow(known);
    const from = Math.floor(Math.max(0, start - rowsBefore) / blockRows) * blockRows;
    const to = (Math.floor((start + rowsAfter) / blockRows) + 1) * blockRows;
    return { ...known, opening: this.rows(from, to - from) };
  }

  outline(): Outline {
    return outlineOf(this.#rows, this.#left, this.#right);
  }

  /** Rows as the page shows them. A step that cannot be prepared does not keep the others from being shown. */
  rows(from: number, count: number): PageRow[] {
    const wanted = this.#rows.slice(from, from + Math.min(count, maxRows));
    return wanted.map((row, k) => {
      try {
        return this.#pageRow(row, from + k);
      } catch (error) {
        return {
          row: from + k,
          kind: row.kind,
          failed: error instanceof Error ? error.message : String(error),
        };
      }
    });
  }

  /** The row of a step; undefined when there is no such step. */
  rowOf(side: Side, step: number): number | undefined {
    return this.#rowOf[side][step];
  }

  filter(filter: Filter): FilterResult {
    return filterRows(this.#rows, this.#bySide, filter);
  }

  find(text: string): FindResult {
    return findRows(this.#rows, this.#bySide, text);
  }

  /** A stretch of a text; undefined when there is no such text. */
  text(ref: TextRef, from: number, count: number): TextChunk | undefined {
    const full = this.full(ref);
    if (full === undefined) {
      return undefined;
    }
    const end = endBefore(full, Math.min(full.length, from + Math.min(count, maxChunk)));
    return { text: full.slice(from, end), from, length: full.length };
  }

  /** A text in full, for a document. */
  full(ref: TextRef): string | undefined {
    const side = this.#bySide[ref.side];
    return side && textOf(side.trajectory, ref);
  }

  /** The trajectory of a side, for whoever compares or exports it. */
  trajectory(side: Side): Trajectory | undefined {
    return this.#bySide[side]?.trajectory;
  }

  get #bySide(): Partial<Record<Side, InspectorSide>> {
    return { left: this.#left, ...(this.#right ? { right: this.#right } : {}) };
  }

  #pageRow(row: Row, index: number): PageRow {
    const { kind, left, right, decision, moves, counterpart } = row;
    const step = (side: Side, at: number | undefined) =>
      at === undefined ? undefined : this.#bySide[side]?.trajectory.steps[at];
    const compared = kind !== "equal" || row.volatile === true;
    const a =
      left === undefined
        ? undefined
        : pageStep(this.#left, left, compared ? step("right", right) : undefined);
    const b =
      right === undefined || !this.#right
        ? undefined
        : pageStep(this.#right, right, compared ? step("left", left) : undefined);
    const other = left === undefined ? "left" : "right";
    const otherRow = counterpart === undefined ? undefined : this.rowOf(other, counterpart);
    return {
      row: index,
      kind,
      ...(a ? { left: a } : {}),
      ...(b ? { right: b } : {}),
      ...(decision ? { decision } : {}),
      ...(moves ? { moves } : {}),
      ...(otherRow === undefined ? {} : { counterpart: otherRow }),
    };
  }

  #sharedTools(): string[] {
    const tools = new Set<string>();
    for (const step of this.#left.trajectory.steps.slice(0, this.#parting.sharedPrefix)) {
      if (step.kind === "agent" && step.action.kind === "call" && tools.size < maxSharedTools) {
        tools.add(step.action.tool);
      }
    }
    return [...tools];
  }
}

function rowsByStep(rows: readonly InspectorRow[], side: Side): number[] {
  const result: number[] = [];
  rows.forEach((row, index) => {
    const step = row[side];
    if (step !== undefined) {
      result[step] = index;
    }
  });
  return result;
}

const maxTools = 200;
const maxNotes = 50;

function about(trajectory: Trajectory): AboutSide {
  const { kind, provenance, tools, endState, endReason } = trajectory;
  const imported = (trajectory as Partial<ImportedTrajectory>).imported ?? {};
  const { title, marks = [], notes = [], origin } = imported as Partial<ImportedTrajectory["imported"]>;
  const { simulator, version, seed } = provenance;
  const format = trajectoryReaders.find(({ id }) => simulator === `import:${id}`)?.title;
  return {
    kind,
    simulator,
    version,
    ...(format === undefined ? {} : { format }),
    ...(seed === undefined ? {} : { seed }),
    ...(title === undefined ? {} : { title }),
    ...(origin === undefined ? {} : { origin }),
    tools: tools.slice(0, maxTools),
    ...(endState === undefined ? {} : { endState }),
    ...(endReason === undefined ? {} : { endReason }),
    marks: marks.slice(0, maxNotes).map(({ name, value }) => ({ name, value })),
    notes: notes.slice(0, maxNotes),
  };
}

function sideHead({ side, trajectory, evidence }: InspectorSide): InspectedSide {
  const { id, steps, instruction, policy } = trajectory;
  return {
    trajectoryId: id,
    steps: steps.length,
    about: about(trajectory),
    instruction: pageText(instruction, { of: "instruction", side }, evidence.instruction),
    ...(policy === undefined ? {} : { policy: pageText(policy, { of: "policy", side }) }),
  };
}
