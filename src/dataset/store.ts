import { existsSync } from "node:fs";
import { join } from "node:path";
import type { HumanVerdict } from "../ots/human-verdict.ts";
import type { Scenario } from "../ots/scenario.ts";
import type { Trajectory } from "../ots/trajectory.ts";
import { InputError } from "../syntax/input-error.ts";
import type { Problem } from "../syntax/problem.ts";
import { prepareFolder } from "./files.ts";
import { deletionLine, RecordFile } from "./record-file.ts";
import {
  type HumanVerdictSummary,
  humanVerdictKind,
  type ScenarioSummary,
  scenarioKind,
  type TrajectorySummary,
  trajectoryKind,
} from "./records.ts";
import type { StoredRecords } from "./stored-records.ts";
import { noteStored } from "./stored-times.ts";

export interface Records {
  scenarios?: readonly Scenario[];
  trajectories?: readonly Trajectory[];
  humanVerdicts?: readonly HumanVerdict[];
}

/** What a deletion took away; given back to `put`, it undoes the deletion. */
export type RemovedRecords = Required<Records>;

/** The data of one project: the JSON Lines files of an `.autosafe` folder. */
export interface Store {
  /** The `.autosafe` folder. */
  readonly directory: string;
  readonly scenarios: StoredRecords<Scenario, ScenarioSummary>;
  readonly trajectories: StoredRecords<Trajectory, TrajectorySummary>;
  readonly humanVerdicts: StoredRecords<HumanVerdict, HumanVerdictSummary>;
  /** Lines that could not be read so far, with file and line. They stay in their files. */
  readonly problems: readonly Problem[];
  /** Grows with every change, so that whatever is derived from the store knows when to be derived again. */
  readonly version: number;
  /**
   * Appends records; one with a known id replaces that one. Resolves when they are on the disk. Calls that overlap are
   * written together.
   * @throws InputError when a record is not valid (nothing is written then) or the folder cannot be written.
   */
  put(records: Records): Promise<void>;
  /**
   * Deletes records of any kind by id. A scenario takes its trajectories with it, a risky trajectory the safe ones made
   * from it, a trajectory its human verdicts. Ids that are not there are left out.
   */
  remove(ids: readonly string[]): Promise<RemovedRecords>;
  /** Picks up what others wrote; true when something changed. Cheap when nothing did. */
  reload(): Promise<boolean>;
  /** Drops lines that were replaced or deleted. `put` and `remove` do so when they are more than half of a file. */
  compact(): Promise<void>;
  /** Waits for what is being written and lets go of the files; nothing can be read or written afterwards. */
  close(): Promise<void>;
}

interface Batch {
  /** Lines to append, by file. */
  lines: readonly (readonly string[])[];
  /** Trajectories among them that are new here. */
  newTrajectories: readonly string[];
}

class FileStore implements Store {
  readonly directory: string;
  readonly scenarios: RecordFile<Scenario, keyof ScenarioSummary & string>;
  readonly trajectories: RecordFile<Trajectory, keyof TrajectorySummary & string>;
  readonly humanVerdicts: RecordFile<HumanVerdict, keyof HumanVerdictSummary & string>;
  /** Whatever touches the files waits for what was asked before it. */
  #queue: Promise<unknown> = Promise.resolve();
  #waiting: Batch[] = [];
  #flush: Promise<void> | undefined;
  readonly #now: () => Date;
  #prepared = false;
  #closed = false;

  constructor(directory: string, now: () => Date) {
    this.directory = directory;
    this.#now = now;
    this.scenarios = new RecordFile(join(directory, scenarioKind.fileName), scenarioKind);
    this.trajectories = new RecordFile(join(directory, trajectoryKind.fileName), trajectoryKind);
    this.humanVerdicts = new RecordFile(join(directory, humanVerdictKind.fileName), humanVerdictKind);
  }

  get version(): number {
    return this.#files.reduce((sum, file) => sum + file.version, 0);
  }

  get problems(): readonly Problem[] {
    return this.#files.flatMap((file) => file.problems);
  }

  async put({ scenarios = [], trajectories = [], humanVerdicts = [] }: Records): Promise<void> {
    await this.#append({
      lines: [
        scenarios.map((record) => this.scenarios.lineOf(record)),
        trajectories.map((record) => this.trajectories.lineOf(record)),
        humanVerdicts.map((record) => this.humanVerdicts.lineOf(record)),
      ],
      newTrajectories: trajectories.flatMap(({ id }) => (this.trajectories.has(id) ? [] : [id])),
    });
  }

  async remove(ids: readonly string[]): Promise<RemovedRecords> {
    await this.#whenWritten();
    const wanted = new Set(ids);
    const has = (id: string | undefined) => id !== undefined && wanted.has(id);
    const trajectories = new Set<string>();
    for (const { id, scenarioId } of this.trajectories.summaries()) {
      if (wanted.has(id) || has(scenarioId)) {
        trajectories.add(id);
      }
    }
    for (const { id, derivedFrom } of this.trajectories.summaries()) {
      if (derivedFrom !== undefined && trajectories.has(derivedFrom)) {
        trajectories.add(id);
      }
    }
    const verdicts = new Set<string>();
    for (const { id, trajectoryId } of this.humanVerdicts.summaries()) {
      if (wanted.has(id) || trajectories.has(trajectoryId)) {
        verdicts.add(id);
      }
    }
    const removed: RemovedRecords = {
      scenarios: [...wanted].flatMap((id) => this.scenarios.get(id) ?? []),
      trajectories: [...trajectories].flatMap((id) => this.trajectories.get(id) ?? []),
      humanVerdicts: [...verdicts].flatMap((id) => this.humanVerdicts.get(id) ?? []),
    };
    const deletions = (records: readonly { id: string }[]) => records.map(({ id }) => deletionLine(id));
    await this.#append({
      lines: [
        deletions(removed.scenarios),
        deletions(removed.trajectories),
        deletions(removed.humanVerdicts),
      ],
      newTrajectories: [],
    });
    return removed;
  }

  reload(): Promise<boolean> {
    return this.#next(async () => {
      let changed = false;
      for (const file of this.#files) {
        changed = (await file.refresh()) || changed;
      }
      return changed;
    });
  }

  compact(): Promise<void> {
    return this.#next(async () => {
      for (const file of this.#files) {
        await file.compact(false);
      }
    });
  }

  async close(): Promise<void> {
    if (!this.#closed) {
      this.#closed = true;
      await this.#whenWritten();
      await Promise.all(this.#files.map((file) => file.close()));
    }
  }

  get #files() {
    return [this.scenarios, this.trajectories, this.humanVerdicts] as const;
  }

  #append(batch: Batch): Promise<void> {
    if (batch.lines.every((lines) => lines.length === 0)) {
      return this.#whenWritten();
    }
    this.#waiting.push(batch);
    this.#flush ??= this.#next(() => {
      const batches = this.#waiting;
      this.#waiting = [];
      this.#flush = undefined;
      return this.#write(batches);
    });
    return this.#flush;
  }

  async #write(batches: readonly Batch[]): Promise<void> {
    if (!this.#prepared || !existsSync(this.directory)) {
      await prepareFolder(this.directory);
      this.#prepared = true;
    }
    for (const [f, file] of this.#files.entries()) {
      const lines = batches.flatMap((batch) => batch.lines[f] ?? []);
      if (lines.length > 0) {
        await file.append(lines);
        await file.compact(true).catch(ignoreInputError);
      }
    }
    const stored = batches.flatMap(({ newTrajectories }) => newTrajectories);
    if (stored.length > 0) {
      await noteStored(this.directory, stored, this.#now()).catch(ignoreInputError);
    }
  }

  async #whenWritten(): Promise<void> {
    await this.#queue;
  }

  #next<R>(work: () => Promise<R>): Promise<R> {
    if (this.#closed) {
      return Promise.reject(new Error(`the store ${this.directory} is closed`));
    }
    const result = this.#queue.then(work);
    this.#queue = result.catch(() => {}); // whoever asked for it is told
    return result;
  }
}

/** For work beside what was asked for: the records are stored whether or not it can be done. */
function ignoreInputError(error: unknown): void {
  if (!(error instanceof InputError)) {
    throw error;
  }
}

/**
 * Opens the store in `directory`; one that does not exist is an empty store, made on the first `put`. Lines that cannot
 * be read are in `problems`. Files of up to 4 MB are checked in full; of larger ones a record's details are checked when
 * it is read. `now` is the clock that says when trajectories were stored.
 * @throws InputError when the files cannot be read.
 */
export async function openStore(directory: string, now: () => Date = () => new Date()): Promise<Store> {
  const store = new FileStore(directory, now);
  await store.reload();
  return store;
}
