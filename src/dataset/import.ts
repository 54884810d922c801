import { humanVerdictSchema } from "../ots/human-verdict.ts";
import { isJsonObject } from "../ots/json.ts";
import { scenarioSchema } from "../ots/scenario.ts";
import { trajectorySchema } from "../ots/trajectory.ts";
import type { Problem } from "../syntax/problem.ts";
import { lineText, scanLines } from "../trajectories/json-lines.ts";
import { limits } from "../trajectories/limits.ts";
import type { OpenedTrajectories } from "../trajectories/opened.ts";
import { parseStrict } from "../trajectories/parse-json.ts";
import type { TrajectorySource } from "../trajectories/source.ts";
import type { Records, Store } from "./store.ts";

/** What an import brought. */
export interface ImportReport {
  scenarios: number;
  trajectories: number;
  humanVerdicts: number;
  /** What was not taken, with file, line and reason. */
  problems: Problem[];
}

export interface ImportOptions {
  store: Store;
  signal: AbortSignal;
  onProgress?: (imported: number) => void;
}

const batchSize = 256;

/**
 * Takes the trajectories of an opened file of any format into the store, as imported ones that name the file and the
 * place they come from. Importing a file again replaces what it brought before: ids follow from the content.
 * @throws AbortError when `signal` fires; what was imported until then stays.
 */
export async function importTrajectories(
  opened: OpenedTrajectories,
  { store, signal, onProgress }: ImportOptions,
): Promise<ImportReport> {
  const report = emptyReport();
  report.problems.push(...opened.problems);
  const batch = new Batch(store, report, onProgress);
  for (const { index } of opened.summaries) {
    signal.throwIfAborted();
    const loaded = await opened.load(index);
    if ("problem" in loaded) {
      report.problems.push(loaded.problem);
    } else {
      await batch.add({ trajectories: [loaded.trajectory] });
    }
  }
  await batch.flush();
  return report;
}

/**
 * Takes AutoSafe's own records into the store as they are: scenarios, trajectories, human verdicts, one a line. A record
 * with a known id replaces that one.
 * @throws AbortError when `signal` fires; what was imported until then stays.
 */
export async function importRecords(
  source: TrajectorySource,
  { store, signal, onProgress }: ImportOptions,
): Promise<ImportReport> {
  const report = emptyReport();
  const batch = new Batch(store, report, onProgress);
  for await (const lines of scanLines(source, limits.lineBytes)) {
    signal.throwIfAborted();
    for (const { bytes, line } of lines) {
      const text = bytes === undefined ? undefined : lineText(bytes).trim();
      const read = text === undefined ? "the line is too long" : recordIn(text);
      if (typeof read === "string") {
        report.problems.push({ file: source.name, line, message: read });
      } else {
        await batch.add(read);
      }
    }
  }
  await batch.flush();
  return report;
}

function emptyReport(): ImportReport {
  return { scenarios: 0, trajectories: 0, humanVerdicts: 0, problems: [] };
}

/** The record a line holds, or why it holds none. Which kind it is follows from members only that kind has. */
function recordIn(text: string): Records | string {
  const value = parseStrict(text);
  if (!isJsonObject(value)) {
    return "this line is not a JSON object";
  }
  const kind =
    "cell" in value
      ? "scenarios"
      : "steps" in value
        ? "trajectories"
        : "judgement" in value
          ? "humanVerdicts"
          : undefined;
  if (kind === undefined) {
    return "this record is no scenario, trajectory or human verdict";
  }
  const schemas = {
    scenarios: scenarioSchema,
    trajectories: trajectorySchema,
    humanVerdicts: humanVerdictSchema,
  };
  const checked = schemas[kind].safeParse(value);
  if (!checked.success) {
    const issue = checked.error.issues[0];
    return `${issue?.path.map(String).join(".") || "record"}: ${issue?.message ?? "not valid"}`;
  }
  return { [kind]: [checked.data] };
}

/** Gathers records and stores them a few hundred at a time. */
class Batch {
  readonly #store: Store;
  readonly #report: ImportReport;
  readonly #onProgress: ((imported: number) => void) | undefined;
  #records: Required<{ [K in keyof Records]: NonNullable<Records[K]>[number][] }> = emptyRecords();
  #size = 0;

  constructor(store: Store, report: ImportReport, onProgress: ((imported: number) => void) | undefined) {
    this.#store = store;
    this.#report = report;
    this.#onProgress = onProgress;
  }

  async add(records: Records): Promise<void> {
    this.#records.scenarios.push(...(records.scenarios ?? []));
    this.#records.trajectories.push(...(records.trajectories ?? []));
    this.#records.humanVerdicts.push(...(records.humanVerdicts ?? []));
    this.#size++;
    if (this.#size >= batchSize) {
      await this.flush();
    }
  }

  async flush(): Promise<void> {
    const records = this.#records;
    this.#records = emptyRecords();
    this.#size = 0;
    await this.#store.put(records);
    this.#report.scenarios += records.scenarios.length;
    this.#report.trajectories += records.trajectories.length;
    this.#report.humanVerdicts += records.humanVerdicts.length;
    this.#onProgress?.(this.#report.scenarios + this.#report.trajectories + this.#report.humanVerdicts);
  }
}

function emptyRecords() {
  return { scenarios: [], trajectories: [], humanVerdicts: [] };
}
