import type { Exporter } from "../exporter.ts";
import { jsonLine } from "../json-line.ts";

/**
 * AutoSafe's own records: the scenario, then its trajectories, as `.autosafe` keeps them. Nothing is lost, and importing
 * the file gives the same records.
 */
export const autosafe: Exporter = {
  id: "autosafe",
  title: "AutoSafe records JSONL",
  purpose: "records",
  fileExtension: "jsonl",
  lines: ({ scenario, trajectories }) => ({ lines: [scenario, ...trajectories].map(jsonLine) }),
};
