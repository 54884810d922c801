import { checkedLines } from "../chat/line.ts";
import type { Exporter } from "../exporter.ts";
import { trlMessages, trlTools } from "../trl/messages.ts";
import { trlUnpairedProblem } from "../trl/specification.ts";

/** TRL's KTOTrainer: a line a continuation with its label, so that what has no twin is of use too. A pair gives two. */
export const trlKto: Exporter = {
  id: "trl-kto",
  title: "TRL unpaired preference JSONL (KTOTrainer)",
  purpose: "unpaired",
  fileExtension: "jsonl",
  lines: (example) =>
    checkedLines(
      example,
      ({ context, columns, ends }) =>
        ends.map(({ message, desirable }) => ({
          prompt: trlMessages(context),
          completion: trlMessages([message]),
          label: desirable,
          tools: trlTools(columns.tools),
        })),
      trlUnpairedProblem,
    ),
};
