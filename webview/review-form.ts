import type { PageStep, Side } from "../src/shared/inspection.ts";
import type { ReviewInput } from "../src/shared/protocol.ts";
import { el, shown } from "./dom.ts";
import type { Drawing } from "./drawing.ts";
import { say } from "./review-notes.ts";
import { button, textField } from "./toolkit.ts";

/** Verdicts a person may give in place of a wrong one. */
const labels = ["safe", "controversial", "unsafe", "refused", "not-reached"] as const;

/** Where a person says whether the verdict is right, what they think of the safe action, and what else there is to say. */
export function reviewForm(step: PageStep, side: Side, drawing: Drawing): HTMLElement {
  const { strings, memory } = drawing;
  const place = { side, step: step.index };
  const save = async (review: ReviewInput) => {
    await say(place, review, drawing);
    memory.draft.clear();
  };
  const form = el("section", { class: "review-form", "aria-label": strings.review });
  const reason = field("reason", strings.reason, drawing);
  if (step.verdict || step.proposed) {
    // Before what is pressed: pressing says it.
    form.append(reason.element);
  }
  if (step.verdict) {
    const better = el(
      "select",
      { "aria-label": strings.correctVerdict },
      el("option", { value: "" }, strings.correctVerdict),
    );
    for (const label of labels) {
      if (label !== step.verdict.label) {
        better.append(el("option", { value: label }, strings.verdicts[label]));
      }
    }
    const wrong = () => {
      const verdict = labels.find((label) => label === better.value);
      return save({ judgement: "wrong", reason: reason.value(), ...(verdict ? { verdict } : {}) });
    };
    form.append(
      line(
        strings.theVerdict,
        button(strings.right, "secondary", () => save({ judgement: "right", reason: reason.value() })),
        button(strings.wrong, "secondary", wrong),
        better,
      ),
    );
  }
  if (step.proposed) {
    form.append(
      line(
        strings.theSafeAction,
        button(strings.accept, "secondary", () => save({ judgement: "accepted", reason: reason.value() })),
        button(strings.reject, "secondary", () => save({ judgement: "rejected", reason: reason.value() })),
        button(strings.edit, "secondary", () => openEditor(step, side, drawing)),
      ),
    );
    if (memory.draft.has("action")) {
      form.append(actionEditor(step, side, reason.value, save, drawing));
    }
  }
  const label = field("label", strings.label, drawing);
  const comment = field("comment", strings.comment, drawing);
  const unless = (text: string, review: (text: string) => ReviewInput) => () =>
    text.trim() === "" ? undefined : save(review(text.trim()));
  form.append(
    line(
      "",
      label.element,
      button(strings.addLabel, "secondary", () =>
        unless(label.value(), (text) => ({ judgement: "label", label: text }))(),
      ),
    ),
    line(
      "",
      comment.element,
      button(strings.addComment, "secondary", () =>
        unless(comment.value(), (text) => ({ judgement: "comment", reason: text }))(),
      ),
    ),
    el(
      "p",
      { class: "form-end" },
      button(strings.undoReview, "secondary", () => drawing.ask({ ask: "undo-review" })),
      button(strings.close, "secondary", () => {
        memory.reviewing = false;
        drawing.redraw();
      }),
    ),
  );
  return form;
}

function line(name: string, ...content: HTMLElement[]): HTMLElement {
  return el(
    "div",
    { class: "form-line" },
    name !== "" && el("span", { class: "form-name" }, name),
    ...content,
  );
}

/** A text field whose content outlives the drawing. */
function field(
  name: string,
  label: string,
  { memory }: Drawing,
): { element: HTMLElement; value: () => string } {
  const element = textField(label, memory.draft.get(name) ?? "", (text) => memory.draft.set(name, text));
  return { element, value: () => memory.draft.get(name) ?? "" };
}

async function openEditor(step: PageStep, side: Side, drawing: Drawing): Promise<void> {
  const of = step.call ? "arguments" : "answer";
  const { text } = await drawing.ask({
    ask: "text",
    ref: { of, side, step: step.index },
    from: 0,
    count: 1_000_000,
  });
  drawing.memory.draft.set("action", text);
  drawing.redraw();
  const card = `.step[data-side="${side}"][data-step="${step.index}"]`;
  document.querySelector<HTMLElement>(`${card} .action-editor`)?.focus();
}

/** Arguments as JSON, checked against the tool's schema while they are edited. */
function actionEditor(
  step: PageStep,
  side: Side,
  reason: () => string,
  save: (review: ReviewInput) => Promise<void>,
  drawing: Drawing,
): HTMLElement {
  const { strings, memory } = drawing;
  const place = { side, step: step.index };
  const text = memory.draft.get("action") ?? "";
  const area = el("textarea", {
    class: "action-editor",
    rows: String(Math.max(4, Math.min(18, text.split("\n").length + 1))),
    spellcheck: "false",
    "aria-label": strings.editedAction,
  });
  area.value = text;
  const problems = el("ul", { class: "form-problems", role: "status" });
  const check = async (): Promise<boolean> => {
    const wrong = await drawing.ask({ ask: "check-arguments", place, arguments: area.value });
    problems.replaceChildren(...wrong.map((problem) => el("li", {}, shown(problem))));
    area.setAttribute("aria-invalid", String(wrong.length > 0));
    return wrong.length === 0;
  };
  let waiting: ReturnType<typeof setTimeout> | undefined;
  area.addEventListener("input", () => {
    memory.draft.set("action", area.value);
    clearTimeout(waiting);
    waiting = setTimeout(check, 300);
  });
  return el(
    "div",
    { class: "action-edit" },
    area,
    problems,
    button(strings.saveAction, "primary", async () => {
      if (await check()) {
        await save({ judgement: "edited", reason: reason(), arguments: area.value });
      }
    }),
  );
}

const formControls = ["vscode-button", "vscode-text-field", "select", "textarea"]
  .map((tag) => `.review-form ${tag}`)
  .join(", ");

/** What one types into and presses in the form of a step, which is drawn anew with it. */
export function controlsOf(card: Element): HTMLElement[] {
  return [...card.querySelectorAll<HTMLElement>(formControls)];
}
