import type { TrajectoryWriter } from "../writer.ts";

/** AutoSafe's own records, as `.autosafe/trajectories.jsonl` holds them. */
export const autosafeWriter: TrajectoryWriter = {
  id: "autosafe",
  title: "AutoSafe trajectories",
  extension: "jsonl",
  lossless: true,
  text: (trajectory, indent) => JSON.stringify(trajectory, null, indent),
};
