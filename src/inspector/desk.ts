import type { HumanVerdict } from "../ots/human-verdict.ts";
import type { Json } from "../ots/json.ts";
import type { Step } from "../ots/step.ts";
import type { ThreatModel } from "../ots/threat-model.ts";
import type { ToolSpec } from "../ots/tool.ts";
import type { Trajectory } from "../ots/trajectory.ts";
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
} from "../shared/inspection.ts";
import type { PageEntries, PageEntry, Place } from "../shared/protocol.ts";
import type { Problem } from "../syntax/problem.ts";
import { openFileSource } from "../trajectories/file-source.ts";
import type { ImportedTrajectory } from "../trajectories/finish.ts";
import { openTrajectories } from "../trajectories/open.ts";
import type { OpenedTrajectories } from "../trajectories/opened.ts";
import { trajectoryText } from "../trajectories/readable.ts";
import { memorySource } from "../trajectories/source.ts";
import { Inspection } from "./inspection.ts";
import { judged } from "./judged.ts";

/** Where a file's content is: on the disk, or handed over because it is somewhere else. */
export type FileInput = { name: string } & ({ path: string } | { bytes: Uint8Array });

/** A trajectory to inspect: itself, or one of an opened file. */
export type SideInput = { trajectory: Trajectory } | { file: string; entry: number };

export interface FileHead {
  format: { id: string; title: string } | undefined;
  entries: number;
  problems: Problem[];
}

/** What can be asked of the inspector's worker, and what it answers. */
export type DeskCall =
  | { call: "open-file"; key: string; input: FileInput }
  | { call: "entries"; key: string; search: string; from: number; count: number }
  | { call: "load"; key: string; entry: number }
  | { call: "inspect"; left: SideInput; right?: SideInput; reviews: HumanVerdict[] }
  | { call: "review"; reviews: HumanVerdict[] }
  /** Has the deterministic judge look at what nobody judged yet. */
  | { call: "judge"; tools: ToolSpec[]; model: ThreatModel }
  | { call: "trajectory"; side: Side }
  | { call: "step"; place: Place }
  | { call: "readable"; side: Side }
  | { call: "rows"; from: number; count: number }
  | { call: "text"; ref: TextRef; from: number; count: number }
  | { call: "full"; ref: TextRef }
  | { call: "picture"; side: Side; name: string }
  | { call: "filter"; filter: Filter }
  | { call: "find"; text: string }
  | { call: "row-of"; place: Place };

export interface DeskAnswers {
  "open-file": FileHead;
  entries: PageEntries;
  load: Trajectory | ImportedTrajectory;
  inspect: Inspected;
  review: Outline;
  judge: Inspected;
  trajectory: Trajectory;
  step: StepOf;
  readable: string;
  rows: PageRow[];
  text: TextChunk;
  full: string;
  picture: string;
  filter: FilterResult;
  find: FindResult;
  "row-of": number;
}

/** One step, and what is needed to judge an edit of it. */
export interface StepOf {
  trajectoryId: string;
  step: Step;
  /** Tool definitions of an imported trajectory, as its file has them. */
  toolDefinitions: readonly Json[];
}

export type Progress = (done: number, total: number) => void;

/** A refusal in words for the user; anything else that is thrown is our own mistake. */
export class DeskError extends Error {}

/**
 * Everything the inspector does that may take long: opening files, aligning, searching. Lives in a worker thread, one for
 * each page, so that the editor stays responsive and closing the page frees all of it.
 */
export class Desk {
  readonly #files = new Map<string, { stamp: string | undefined; opened: OpenedTrajectories }>();
  #inspection: Inspection | undefined;
  #reviews: readonly HumanVerdict[] = [];

  /** @throws DeskError, or what the file system throws. */
  async answer<Call extends DeskCall["call"]>(
    asked: DeskCall & { call: Call },
    progress?: Progress,
  ): Promise<DeskAnswers[Call]> {
    return (await this.#answer(asked, progress)) as DeskAnswers[Call];
  }

  async #answer(asked: DeskCall, progress: Progress = () => {}): Promise<DeskAnswers[DeskCall["call"]]> {
    switch (asked.call) {
      case "open-file":
        return this.#open(asked.key, asked.input, progress);
      case "entries":
        return entriesOf(this.#file(asked.key), asked.search, asked.from, asked.count);
      case "load":
        return this.#load(asked.key, asked.entry);
      case "inspect": {
        const [left, right] = [await this.#side(asked.left), asked.right && (await this.#side(asked.right))];
        return this.#inspect(left, right, asked.reviews);
      }
      case "review":
        this.#reviews = asked.reviews;
        this.#shown.review(asked.reviews);
        return this.#shown.outline();
      case "judge": {
        const [left, right] = [this.#shown.trajectory("left"), this.#shown.trajectory("right")];
        const { tools, model } = asked;
        return this.#inspect(
          await judged(there(left), tools, model),
          right && (await judged(right, tools, model)),
          this.#reviews,
        );
      }
      case "trajectory":
        return there(this.#shown.trajectory(asked.side));
      case "step":
        return stepOf(there(this.#shown.trajectory(asked.place.side)), asked.place.step);
      case "readable":
        return trajectoryText(there(this.#shown.trajectory(asked.side)));
      case "rows":
        return this.#shown.rows(asked.from, asked.count);
      case "text":
        return there(this.#shown.text(asked.ref, asked.from, asked.count));
      case "full":
        return there(this.#shown.full(asked.ref));
      case "picture":
        return pictureOf(there(this.#shown.trajectory(asked.side)), asked.name);
      case "filter":
        return this.#shown.filter(asked.filter);
      case "find":
        return this.#shown.find(asked.text);
      case "row-of":
        return this.#shown.rowOf(asked.place.side, asked.place.step) ?? -1;
    }
  }

  #inspect(left: Trajectory, right: Trajectory | undefined, reviews: readonly HumanVerdict[]): Inspected {
    this.#reviews = reviews;
    this.#inspection = new Inspection(left, right);
    this.#inspection.review(reviews);
    return this.#inspection.inspected();
  }

  get #shown(): Inspection {
    return there(this.#inspection);
  }

  #file(key: string): OpenedTrajectories {
    return there(this.#files.get(key)).opened;
  }

  async #open(key: string, input: FileInput, progress: Progress): Promise<FileHead> {
    const source =
      "path" in input ? await openFileSource(input.path, input.name) : memorySource(input.name, input.bytes);
    const { size, modified } = source;
    const stamp = modified === undefined ? undefined : `${size} ${modified} ${source.name}`;
    const known = this.#files.get(key);
    if (known && stamp !== undefined && known.stamp === stamp) {
      // Going to and fro between a log's list and its trajectories must not read all of it each time.
      await source.close();
      return headOf(known.opened);
    }
    const opened = await openTrajectories(source, { onProgress: progress });
    await known?.opened.close();
    this.#files.set(key, { stamp, opened });
    return headOf(opened);
  }

  async #load(key: string, entry: number): Promise<Trajectory | ImportedTrajectory> {
    const opened = this.#file(key);
    if (entry >= opened.summaries.length) {
      throw new DeskError(`${opened.file} has ${opened.summaries.length} trajectories, not ${entry + 1}`);
    }
    const loaded = await opened.load(entry);
    if ("problem" in loaded) {
      const { line, message } = loaded.problem;
      throw new DeskError(`${opened.file}, line ${line}: ${message}`);
    }
    return loaded.trajectory;
  }

  async #side(input: SideInput): Promise<Trajectory> {
    return "trajectory" in input ? input.trajectory : this.#load(input.file, input.entry);
  }
}

function headOf({ format, summaries, problems }: OpenedTrajectories): FileHead {
  return {
    format: format && { id: format.id, title: format.title },
    entries: summaries.length,
    problems: [...problems],
  };
}

function there<Value>(value: Value | undefined): Value {
  if (value === undefined) {
    throw new DeskError("this is no longer open");
  }
  return value;
}

/** A picture of the trajectory as a `data:` address. */
function pictureOf(trajectory: Trajectory, name: string): string {
  const { pictures = {} } = (trajectory as Partial<ImportedTrajectory>).imported ?? {};
  return there(Object.hasOwn(pictures, name) ? pictures[name] : undefined);
}

function stepOf(trajectory: Trajectory, index: number): StepOf {
  const { toolDefinitions = [] } = (trajectory as Partial<ImportedTrajectory>).imported ?? {};
  return { trajectoryId: trajectory.id, step: there(trajectory.steps[index]), toolDefinitions };
}

function entriesOf(
  { summaries }: OpenedTrajectories,
  search: string,
  from: number,
  count: number,
): PageEntries {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const entries: PageEntry[] = [];
  let matching = 0;
  for (const { index, title, steps, line } of summaries) {
    const text = title.toLowerCase();
    if (words.every((word) => text.includes(word) || String(index + 1) === word)) {
      if (matching >= from && entries.length < count) {
        entries.push({
          index,
          title,
          ...(steps === undefined ? {} : { steps }),
          ...(line === undefined ? {} : { line }),
        });
      }
      matching += 1;
    }
  }
  return { entries, matching };
}
