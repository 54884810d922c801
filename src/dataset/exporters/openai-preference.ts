import { bothEnds, checkedLines } from "../chat/line.ts";
import { preferenceLineProblem } from "../chat/specification.ts";
import type { Exporter } from "../exporter.ts";

/**
 * Preference training (DPO) in OpenAI's format: the shared prefix, and the safe next message preferred over the unsafe
 * one. Each side is the one message where they part, and keeps its call, because an unsafe step nearly always is one.
 * Who takes that: Azure AI Foundry (assistant and tool messages on the output sides), Together (tools inside `input`), and
 * the open trainers that read this shape. OpenAI's own preference endpoint takes text only and refuses lines with calls.
 */
export const openaiPreference: Exporter = {
  id: "openai-preference",
  title: "OpenAI-style preference JSONL (DPO)",
  purpose: "preference",
  fileExtension: "jsonl",
  lines: (example) =>
    checkedLines(
      example,
      (chat) => {
        const { chosen, rejected } = bothEnds(chat);
        return [
          {
            input: { messages: chat.context, ...chat.columns },
            preferred_output: [chosen],
            non_preferred_output: [rejected],
          },
        ];
      },
      preferenceLineProblem,
    ),
};
