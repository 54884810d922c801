import type { JsonObject } from "../../ots/json.ts";
import { atifDocument } from "../../trajectories/writers/atif.ts";
import { atifProblem } from "../atif-specification.ts";
import { chatTools } from "../chat/messages.ts";
import type { Exporter } from "../exporter.ts";
import { jsonLine } from "../json-line.ts";

/**
 * ATIF documents, a line each: whole trajectories with their verdicts. The two sides of a pair are two documents that
 * share `extra.pair_id`.
 */
export const atif: Exporter = {
  id: "atif",
  title: "ATIF JSONL (whole trajectories)",
  purpose: "trajectories",
  fileExtension: "jsonl",
  lines: ({ trajectories, tools }) => {
    const definitions = chatTools(tools) as unknown as JsonObject[];
    const lines = trajectories.map((trajectory) => jsonLine(atifDocument(trajectory, definitions)));
    const problem = lines.map(atifProblem).find((found) => found !== undefined);
    return problem === undefined ? { lines } : { skipped: problem };
  },
};
