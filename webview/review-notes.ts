import type { PageReview } from "../src/shared/inspection.ts";
import type { Place, ReviewInput } from "../src/shared/protocol.ts";
import { el, fill, shown } from "./dom.ts";
import type { Drawing } from "./drawing.ts";
import { icon } from "./icons.ts";

/** What people said about a step, with ways to take it back. */
export function reviewNotes(review: PageReview, place: Place, drawing: Drawing): HTMLElement {
  const { strings } = drawing;
  const block = el("div", { class: "review-notes", "aria-label": strings.humanReview });
  if (review.verdict) {
    const { judgement, reason, label } = review.verdict;
    const word = judgement === "right" ? strings.verdictRight : strings.verdictWrong;
    const better = label === undefined ? "" : ` ${fill(strings.shouldBe, strings.verdicts[label])}`;
    block.append(
      note(
        judgement === "right" ? "safe" : "unsafe",
        `${word}${better}`,
        reason,
        () => say(place, { judgement: "clear", of: "verdict" }, drawing),
        drawing,
      ),
    );
  }
  if (review.action) {
    const { judgement, reason, action } = review.action;
    const line = note(
      judgement === "rejected" ? "refused" : "safe",
      strings.actionWords[judgement],
      reason,
      () => say(place, { judgement: "clear", of: "action" }, drawing),
      drawing,
    );
    if (action !== undefined) {
      line.append(el("pre", { class: "text", dir: "auto" }, shown(action)));
    }
    block.append(line);
  }
  if (review.labels.length > 0) {
    const labels = review.labels.map((label) =>
      el(
        "span",
        { class: "tagged" },
        shown(label),
        removeButton(
          () => say(place, { judgement: "remove-label", label }, drawing),
          fill(strings.removeLabel, label),
        ),
      ),
    );
    block.append(el("p", { class: "labels" }, ...labels));
  }
  for (const { id, text } of review.comments) {
    block.append(
      note("comment", text, "", () => say(place, { judgement: "remove-comment", id }, drawing), drawing),
    );
  }
  return block;
}

function note(
  name: Parameters<typeof icon>[0],
  title: string,
  reason: string,
  onRemove: () => unknown,
  { strings }: Drawing,
): HTMLElement {
  return el(
    "div",
    { class: "note" },
    icon(name),
    el(
      "span",
      { class: "note-text", dir: "auto" },
      shown(title),
      reason !== "" && el("span", { class: "muted" }, " — ", shown(reason)),
    ),
    removeButton(onRemove, strings.takeBack),
  );
}

function removeButton(onRemove: () => unknown, label: string): HTMLElement {
  const button = el(
    "button",
    { class: "icon-button small", type: "button", title: label, "aria-label": label },
    icon("close"),
  );
  button.addEventListener("click", onRemove);
  return button;
}

/** Stores what a person says; the host tells the page when it is stored. */
export async function say(place: Place, review: ReviewInput, drawing: Drawing): Promise<void> {
  await drawing.ask({ ask: "review", place, review });
  drawing.announce(drawing.strings.saved);
}
