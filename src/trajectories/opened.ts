import type { Trajectory } from "../ots/trajectory.ts";
import type { Problem } from "../syntax/problem.ts";
import type { ImportedTrajectory } from "./finish.ts";
import type { TrajectoryReader } from "./reader.ts";
import type { TrajectorySource } from "./source.ts";

/** One trajectory of a file, as a list shows it before it is loaded. */
export interface TrajectorySummary {
  index: number;
  title: string;
  /** Absent when it is only known after loading (archives). */
  steps?: number;
  /** One-based line it begins at; absent in archives. */
  line?: number;
  /** Bytes it is made from: one place for a line of JSONL, several for lines that belong together. */
  bytes?: { offset: number; length: number };
}

/** A loaded trajectory, or why it cannot be loaded. */
export type LoadedTrajectory = { trajectory: Trajectory | ImportedTrajectory } | { problem: Problem };

/**
 * An opened trajectory file. When its format is not known, or it is broken, `problems` say so and `summaries` hold what
 * could be read all the same.
 */
export interface OpenedTrajectories {
  readonly file: string;
  readonly format: Pick<TrajectoryReader, "id" | "title"> | undefined;
  readonly summaries: readonly TrajectorySummary[];
  readonly problems: readonly Problem[];
  /** Never rejects for what the file holds; it does when the file has become unreadable. */
  load(index: number): Promise<LoadedTrajectory>;
  close(): Promise<void>;
}

export interface OpenOptions {
  /** Only this format, whatever the content looks like. */
  format?: string;
  signal?: AbortSignal;
  /** Bytes gone through and in all. */
  onProgress?: (done: number, total: number) => void;
}

/** A file of which nothing can be shown. */
export function refused(
  source: TrajectorySource,
  ...problems: readonly Omit<Problem, "file">[]
): OpenedTrajectories {
  const file = source.name;
  return {
    file,
    format: undefined,
    summaries: [],
    problems: problems.map((problem) => ({ file, ...problem })),
    load: async () => ({ problem: { file, line: 1, message: "There is nothing to load." } }),
    close: () => source.close(),
  };
}
