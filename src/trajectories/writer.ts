import type { Trajectory } from "../ots/trajectory.ts";

/** Writes trajectories in one format: one JSON document each, on one line or indented. */
export interface TrajectoryWriter {
  readonly id: string;
  readonly title: string;
  /** `json` when one document to a file is usual; several trajectories make JSONL of it all the same. */
  readonly extension: "json" | "jsonl";
  /** False when the format has no place for everything a trajectory holds. */
  readonly lossless: boolean;
  /** JSON text of one trajectory, without a line's end. */
  text(trajectory: Trajectory, indent?: number): string;
}

/**
 * Writes trajectories one after the other through `write`: a single one as an indented document where the format is
 * usually one, anything else as a line each. Memory holds two trajectories at most.
 * @returns how many were written
 */
export async function writeTrajectories(
  writer: TrajectoryWriter,
  trajectories: AsyncIterable<Trajectory> | Iterable<Trajectory>,
  write: (text: string) => Promise<void> | void,
): Promise<number> {
  let first: Trajectory | undefined;
  let written = 0;
  for await (const trajectory of trajectories) {
    written += 1;
    if (written === 1) {
      first = trajectory;
      continue;
    }
    if (first) {
      await write(`${writer.text(first)}\n`);
      first = undefined;
    }
    await write(`${writer.text(trajectory)}\n`);
  }
  if (first) {
    await write(`${writer.text(first, writer.extension === "json" ? 2 : undefined)}\n`);
  }
  return written;
}
