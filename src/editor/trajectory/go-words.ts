import { l10n } from "vscode";
import type { Go } from "../../shared/protocol.ts";

/** What each way through the inspector does; the commands of the palette have these names. */
export function goWords(): Record<Go, string> {
  return {
    "next-step": l10n.t("Next Step"),
    "previous-step": l10n.t("Previous Step"),
    "left-side": l10n.t("Left Side"),
    "right-side": l10n.t("Right Side"),
    "next-unsafe": l10n.t("Next Unsafe Step"),
    "previous-unsafe": l10n.t("Previous Unsafe Step"),
    "first-unsafe": l10n.t("First Unsafe Step"),
    "next-difference": l10n.t("Next Difference"),
    "previous-difference": l10n.t("Previous Difference"),
    divergence: l10n.t("Where the Decisions Part"),
    "first-step": l10n.t("First Step"),
    "last-step": l10n.t("Last Step"),
    "toggle-step": l10n.t("Fold or Unfold Step"),
    find: l10n.t("Find in All Steps"),
    filter: l10n.t("Filter Steps"),
    "toggle-sync": l10n.t("Scroll Both Sides Together"),
    "toggle-panes": l10n.t("One Pane or Two"),
    review: l10n.t("Review This Step"),
    "text-diff": l10n.t("Open as Text Diff"),
    "copy-link": l10n.t("Copy Link to This Step"),
    help: l10n.t("Keyboard Shortcuts"),
  };
}
