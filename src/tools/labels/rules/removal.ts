import { words } from "../tokens.ts";

/** Verbs that also take away what nobody misses. */
export const gentleRemoval = words("remove clear unlink detach drop empty reset prune");
/** Taking these away changes a record but loses nothing. */
export const attached =
  words(`label tag reaction star like favorite assignee reviewer cart item wishlist watchlist watcher
  bookmark follower mention reminder member permission role collaborator friend pin`);
/** Taking these away is text or image processing, or a matter of the view. */
export const processed =
  words(`background noise duplicate whitespace stopword punctuation outlier accent prefix suffix
  substring character filter selection highlight formatting watermark breakpoint console input form field zoom cursor`);
