import * as vscode from "vscode";
import type { StepOf } from "../../inspector/desk.ts";
import { type HumanVerdict, humanVerdictId } from "../../ots/human-verdict.ts";
import { isJsonObject, type JsonObject } from "../../ots/json.ts";
import type { Action } from "../../ots/step.ts";
import { schemaVersion } from "../../ots/vocabulary.ts";
import type { ReviewInput } from "../../shared/protocol.ts";
import { InputError } from "../../syntax/input-error.ts";
import type { Project } from "../project/project.ts";

/** Changes to a project's human verdicts: what is put, and what is taken away. */
export interface ReviewChange {
  put: HumanVerdict[];
  remove: string[];
}

/** What a review from the page means for the store. @throws InputError when edited arguments are no JSON object. */
export function reviewChange(
  review: ReviewInput,
  { trajectoryId, step }: StepOf,
  index: number,
): ReviewChange {
  const about = { trajectoryId, step: index };
  const id = (judgement: HumanVerdict["judgement"], reason = "", label?: string) =>
    humanVerdictId({ ...about, judgement, reason, label });
  const at = new Date().toISOString();
  const record = (
    said: Pick<HumanVerdict, "judgement" | "reason" | "action" | "verdict" | "label">,
  ): ReviewChange => ({
    put: [{ schemaVersion, id: id(said.judgement, said.reason, said.label), ...about, ...said, at }],
    remove: [],
  });
  switch (review.judgement) {
    case "clear":
      return { put: [], remove: [id(review.of === "verdict" ? "right" : "accepted")] };
    case "remove-label":
      return { put: [], remove: [id("label", "", review.label)] };
    case "remove-comment":
      return { put: [], remove: [review.id] };
    case "label":
      return record({ judgement: "label", reason: "", label: review.label });
    case "edited":
      return record({
        judgement: "edited",
        reason: review.reason,
        action: editedAction(step, review.arguments),
      });
    default:
      return record(review);
  }
}

/** The action a person wrote: arguments of the same tool, or another answer. */
export function editedAction(step: StepOf["step"], text: string): Action {
  if (step.kind !== "agent") {
    throw new InputError(vscode.l10n.t("This step has no action."));
  }
  if (step.action.kind === "answer") {
    return { kind: "answer", text };
  }
  return { kind: "call", tool: step.action.tool, arguments: parsedArguments(text) };
}

function parsedArguments(text: string): JsonObject {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new InputError(
      vscode.l10n.t("The arguments are not valid JSON: {0}", error instanceof Error ? error.message : ""),
    );
  }
  if (!isJsonObject(value)) {
    throw new InputError(vscode.l10n.t("The arguments must be a JSON object."));
  }
  return value;
}

/** What is wrong with edited arguments by the tool's schema; empty when nothing is, or when no schema is known. */
export async function argumentProblems(
  step: StepOf["step"],
  text: string,
  schema: JsonObject | undefined,
): Promise<string[]> {
  let action: Action;
  try {
    action = editedAction(step, text);
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
  if (action.kind === "answer") {
    return action.text.trim() === "" ? [vscode.l10n.t("The answer is empty.")] : [];
  }
  if (!schema) {
    return [];
  }
  const { validateArguments } = await import("../../judge/toolbelt/schema/argument-check.ts");
  return validateArguments(schema, action.arguments);
}

/** Writes reviews into the project's store, and takes the last ones back. */
export class ReviewWriter {
  readonly #undo: ReviewChange[] = [];

  async apply(project: Project, change: ReviewChange): Promise<void> {
    this.#undo.push(await write(project, change));
  }

  /** @returns false when there is nothing to take back. */
  async undo(project: Project): Promise<boolean> {
    const last = this.#undo.pop();
    if (!last) {
      return false;
    }
    await write(project, last);
    return true;
  }
}

/** @returns the change that undoes this one. */
async function write(project: Project, { put, remove }: ReviewChange): Promise<ReviewChange> {
  const store = await project.store();
  const ids = [...put.map(({ id }) => id), ...remove];
  const before = ids.flatMap((id) => store.humanVerdicts.get(id) ?? []);
  const known = new Set(before.map(({ id }) => id));
  await store.put({ humanVerdicts: put });
  if (remove.length > 0) {
    await store.remove(remove);
  }
  return { put: before, remove: put.map(({ id }) => id).filter((id) => !known.has(id)) };
}
