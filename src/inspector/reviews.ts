import type { HumanVerdict } from "../ots/human-verdict.ts";
import type { PageReview } from "../shared/inspection.ts";

/** Human verdicts of one trajectory by step, in the order they were given. */
export function reviewsByStep(
  all: readonly HumanVerdict[],
  trajectoryId: string,
): ReadonlyMap<number, readonly HumanVerdict[]> {
  const byStep = new Map<number, HumanVerdict[]>();
  for (const one of all) {
    if (one.trajectoryId === trajectoryId) {
      byStep.set(one.step, [...(byStep.get(one.step) ?? []), one]);
    }
  }
  return byStep;
}

/** What people said about one step, as the page shows it. The last word on a verdict or an action counts. */
export function reviewOf(said: readonly HumanVerdict[]): PageReview {
  const review: PageReview = { labels: [], comments: [] };
  for (const { id, judgement, reason, verdict, action, label } of said) {
    switch (judgement) {
      case "right":
      case "wrong":
        review.verdict = { judgement, reason, ...(verdict ? { label: verdict } : {}) };
        break;
      case "accepted":
      case "rejected":
      case "edited":
        review.action = {
          judgement,
          reason,
          ...(action ? { action: action.kind === "answer" ? action.text : callText(action) } : {}),
        };
        break;
      case "label":
        review.labels.push(label ?? "");
        break;
      case "comment":
        review.comments.push({ id, text: reason });
        break;
    }
  }
  return review;
}

function callText({ tool, arguments: args }: { tool: string; arguments: unknown }): string {
  return `${tool}(${JSON.stringify(args, null, 2)})`;
}
