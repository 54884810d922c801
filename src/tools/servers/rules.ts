import type { DataDocument, DataNode } from "../../syntax/data-node.ts";
import type { FoundPermission } from "./format.ts";
import { printable } from "./places.ts";
import { redactText } from "./redact.ts";

const maxRules = 2_000;

/** One permission for each string of a list. Approved command lines hold secrets now and then, so they are redacted. */
export function rulesIn(
  document: DataDocument,
  list: DataNode | undefined,
  said: Pick<FoundPermission, "decision" | "governs" | "statedBy" | "agent">,
): FoundPermission[] {
  return (list?.items() ?? []).slice(0, maxRules).flatMap((item) =>
    item.kind === "string" && item.value !== ""
      ? [
          {
            pattern: printable(redactText(String(item.value))),
            ...said,
            range: document.contentRangeOf(item),
          },
        ]
      : [],
  );
}
