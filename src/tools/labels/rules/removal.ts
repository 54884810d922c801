import { type Intent, mentions, names, readDescription } from "../intent.ts";
import type { ToolShape } from "../shape.ts";
import { words } from "../tokens.ts";

/** Verbs that also take away what nobody misses. */
export const gentleRemoval = words("remove clear unlink detach drop empty reset prune");
/** Taking these away changes a record but loses nothing. */
export const attached =
  words(`label tag reaction star like favorite assignee reviewer cart basket item wishlist watchlist watcher
  bookmark follower mention reminder member permission role collaborator friend pin`);
/** Taking these away is text or image processing, or a matter of the view. */
export const processed =
  words(`background noise duplicate whitespace stopword punctuation outlier accent prefix suffix
  substring character filter selection highlight formatting watermark breakpoint console input form field zoom cursor`);

/** These end a relation; both sides exist on. Files are the exception: to unlink one is to delete it. */
const parting = words("unlink detach");
const files = words("file path directory folder symlink");
/** A mark of one's own; nothing else is lost with it. */
export const marks = words("reaction like star favorite upvote downvote vote follow");

const separated = words("from");
const stored = words("row record data backup database table message email object");

/** What is only taken off something else and exists on: a label, or anything that is removed *from* a list. */
export function takenOff(intent: Intent, shape: ToolShape): string | undefined {
  if (
    parting.has(intent.verb) &&
    names(intent, files) === undefined &&
    readDescription(shape).verb !== "delete"
  ) {
    return intent.objects[0]?.at(-1) ?? intent.nouns[0];
  }
  const part = names(intent, attached);
  if (part !== undefined) {
    return part;
  }
  const isLost = mentions(intent, "document") !== undefined || names(intent, stored) !== undefined;
  return isLost || names(intent, separated) === undefined
    ? undefined
    : intent.nouns.find((noun) => noun !== "from");
}
