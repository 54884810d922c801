import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type HumanVerdict, humanVerdictSchema } from "../ots/human-verdict.ts";
import { type Scenario, scenarioSchema } from "../ots/scenario.ts";
import { type Trajectory, trajectorySchema } from "../ots/trajectory.ts";
import type { Problem } from "../syntax/problem.ts";
import { cannotWrite } from "./lock.ts";
import { RecordFile, type RecordKind } from "./record-file.ts";

export interface Records {
  scenarios?: readonly Scenario[];
  trajectories?: readonly Trajectory[];
  humanVerdicts?: readonly HumanVerdict[];
}

/** What a deletion took away; given back to `put`, it undoes the deletion. */
export type RemovedRecords = Required<Records>;

const scenarioKind = {
  schema: scenarioSchema,
  indexed: ["id", "cell", "trigger", "title", "severity"],
} as const satisfies RecordKind<Scenario, keyof Scenario & string>;

const trajectoryKind = {
  schema: trajectorySchema,
  indexed: ["id", "kind", "scenarioId", "endState", "derivedFrom", "forkStep"],
} as const satisfies RecordKind<Trajectory, keyof Trajectory & string>;

const humanVerdictKind = {
  schema: humanVerdictSchema,
  indexed: ["id", "trajectoryId", "step", "judgement"],
} as const satisfies RecordKind<HumanVerdict, keyof HumanVerdict & string>;

/** What the index keeps of a scenario: enough for trees, counts and coverage. */
export type ScenarioSummary = Pick<Scenario, (typeof scenarioKind.indexed)[number]>;
export type TrajectorySummary = Pick<Trajectory, (typeof trajectoryKind.indexed)[number]>;

/**
 * The data of one project: the JSON Lines files of an `.autosafe` folder. `get` and `values` read records from disk
 * one by one; `summaries` answers from memory.
 */
export class Store {
  readonly directory: string;
  readonly scenarios: RecordFile<Scenario, (typeof scenarioKind.indexed)[number]>;
  readonly trajectories: RecordFile<Trajectory, (typeof trajectoryKind.indexed)[number]>;
  readonly humanVerdicts: RecordFile<HumanVerdict, (typeof humanVerdictKind.indexed)[number]>;
  /** Grows with every change, so that whatever is derived from the store knows when to be derived again. */
  #version = 0;

  constructor(directory: string) {
    this.directory = directory;
    this.scenarios = new RecordFile(join(directory, "scenarios.jsonl"), scenarioKind);
    this.trajectories = new RecordFile(join(directory, "trajectories.jsonl"), trajectoryKind);
    this.humanVerdicts = new RecordFile(join(directory, "verdicts.jsonl"), humanVerdictKind);
  }

  get version(): number {
    return this.#version;
  }

  /** Lines that could not be read, with file and line. */
  get problems(): readonly Problem[] {
    return this.#files().flatMap((file) => file.problems);
  }

  /** Appends records and flushes them; a record with a known id replaces that one. */
  async put({ scenarios = [], trajectories = [], humanVerdicts = [] }: Records): Promise<void> {
    this.#prepare();
    await this.scenarios.append(scenarios);
    await this.trajectories.append(trajectories);
    await this.humanVerdicts.append(humanVerdicts);
    this.#version++;
  }

  /** Deletes records by id, of any kind. A scenario takes its trajectories and their human verdicts with it. */
  async remove(ids: readonly string[]): Promise<RemovedRecords> {
    const wanted = new Set(ids);
    const trajectoryIds = [...this.trajectories.summaries()]
      .filter(({ id, scenarioId }) => wanted.has(id) || (scenarioId !== undefined && wanted.has(scenarioId)))
      .map(({ id }) => id);
    const gone = new Set(trajectoryIds);
    const verdictIds = [...this.humanVerdicts.summaries()]
      .filter(({ id, trajectoryId }) => wanted.has(id) || gone.has(trajectoryId))
      .map(({ id }) => id);
    const scenarioIds = ids.filter((id) => this.scenarios.has(id));
    const removed: RemovedRecords = {
      scenarios: scenarioIds.flatMap((id) => this.scenarios.get(id) ?? []),
      trajectories: trajectoryIds.flatMap((id) => this.trajectories.get(id) ?? []),
      humanVerdicts: verdictIds.flatMap((id) => this.humanVerdicts.get(id) ?? []),
    };
    await this.scenarios.append([], scenarioIds);
    await this.trajectories.append([], trajectoryIds);
    await this.humanVerdicts.append([], verdictIds);
    this.#version++;
    return removed;
  }

  /** Picks up what others wrote; true when something changed. Cheap when nothing did. */
  reload(): Promise<boolean> {
    const changed = this.#files().map((file) => file.refresh());
    if (changed.some(Boolean)) {
      this.#version++;
    }
    return Promise.resolve(changed.some(Boolean));
  }

  /** Drops superseded and deleted lines from files that consist mostly of them. */
  async compact(): Promise<void> {
    for (const file of this.#files()) {
      if (existsSync(file.path)) {
        await file.compact();
      }
    }
  }

  async close(): Promise<void> {
    await this.compact();
  }

  #files() {
    return [this.scenarios, this.trajectories, this.humanVerdicts];
  }

  /** What git must know of the folder: runs are local, and lines of two branches are all wanted. */
  #prepare(): void {
    try {
      mkdirSync(this.directory, { recursive: true });
    } catch (error) {
      throw cannotWrite(this.directory, error);
    }
    for (const [name, text] of [
      [".gitignore", "runs/\n.lock\n*.compacting\n"],
      [".gitattributes", "*.jsonl merge=union\n"],
    ] as const) {
      const file = join(this.directory, name);
      if (!existsSync(file)) {
        writeFileSync(file, text);
      }
    }
  }
}

/** Opens the store in `directory`; one that does not exist is an empty store, made on the first `put`. */
export async function openStore(directory: string): Promise<Store> {
  const store = new Store(directory);
  await store.reload();
  return store;
}
