import { contentId } from "./ids.ts";
import { actionSchema } from "./step.ts";
import { schemaVersionSchema, verdictLabelSchema } from "./vocabulary.ts";
import * as z from "./zod.ts";

/**
 * A person's word on one step of a trajectory: on its verdict (`right`, `wrong`), on the safe action proposed there
 * (`accepted`, `edited`, `rejected`), or a label or comment of their own.
 */
export const humanVerdictSchema = z.looseObject({
  schemaVersion: schemaVersionSchema,
  id: z.string(),
  trajectoryId: z.string(),
  step: z.int().nonnegative(),
  judgement: z.enum(["right", "wrong", "accepted", "rejected", "edited", "label", "comment"]),
  /** Why, or the comment itself; may be empty. */
  reason: z.string(),
  /** For `edited`: the action the person wants in the safe one's place. */
  action: actionSchema.optional(),
  /** For `wrong`: the verdict the person would give. */
  verdict: verdictLabelSchema.optional(),
  /** For `label`: the label. */
  label: z.string().optional(),
  /** When it was said, in ISO 8601. */
  at: z.string().optional(),
});
export type HumanVerdict = z.infer<typeof humanVerdictSchema>;

/**
 * The id of a human verdict. A second word on the same thing replaces the first one; labels and comments stand beside each
 * other, each under its own text.
 */
export function humanVerdictId({
  trajectoryId,
  step,
  judgement,
  reason,
  label,
}: Pick<HumanVerdict, "trajectoryId" | "step" | "judgement" | "reason" | "label">): string {
  return contentId("verdict", JSON.stringify([trajectoryId, step, subject(judgement, reason, label)]));
}

function subject(judgement: HumanVerdict["judgement"], reason: string, label: string | undefined): string {
  switch (judgement) {
    case "right":
    case "wrong":
      return "verdict";
    case "accepted":
    case "rejected":
    case "edited":
      return "action";
    case "label":
      return `label ${label ?? ""}`;
    case "comment":
      return `comment ${reason}`;
  }
}
