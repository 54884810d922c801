import { checkedLines, desirableEnd } from "../chat/line.ts";
import { Inexpressible } from "../chat/messages.ts";
import type { Exporter } from "../exporter.ts";
import { hermesTools, hermesTurn, hermesTurns } from "../sharegpt/hermes.ts";
import { hermesProblem } from "../sharegpt/hermes-specification.ts";

/** ShareGPT conversations that end with the safe action, calls and results in Hermes tags. */
export const sharegpt: Exporter = {
  id: "sharegpt",
  title: "ShareGPT JSONL (supervised)",
  purpose: "supervised",
  fileExtension: "jsonl",
  lines: (example) =>
    checkedLines(
      example,
      (chat) => {
        const end = desirableEnd(chat);
        const spoken = [...chat.context.map(({ content }) => content), end.content];
        if (spoken.some((text) => text !== null && /<\/?tool_(?:call|response)>/.test(text))) {
          throw new Inexpressible("a text holds one of the tags that mark calls in this format");
        }
        return [
          {
            conversations: [...hermesTurns(chat.context), hermesTurn(end)],
            tools: hermesTools(chat.columns.tools),
          },
        ];
      },
      hermesProblem,
    ),
};
