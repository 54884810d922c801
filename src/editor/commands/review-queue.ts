import * as vscode from "vscode";
import type { ToReview } from "../../dataset/review-queue.ts";
import { commands } from "../../ledger.ts";
import { withoutIcons } from "../base/plain-text.ts";
import type { Project } from "../project/project.ts";
import type { CommandHandler, CommandParts } from "./parts.ts";
import { pickProject } from "./pick-project.ts";

/** Read at once between two looks at whether the person has left. */
const batch = 200;

/** Lists the pairs that a person should look at and opens the chosen one beside its twin, ready for a verdict. */
export function reviewQueueHandler(parts: CommandParts): Record<typeof commands.reviewPairs, CommandHandler> {
  const name = vscode.l10n.t("Review Doubtful Pairs");
  return {
    [commands.reviewPairs]: {
      name,
      run: async () => {
        const project = await pickProject(parts, name);
        if (project) {
          await reviewPairs(parts, project, name);
        }
      },
    },
  };
}

async function reviewPairs(parts: CommandParts, project: Project, title: string): Promise<void> {
  const queue = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title, cancellable: true },
    (progress, token) => queueOf(project, progress, token),
  );
  if (queue.length === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t(
        "No pair waits for a person: every safe side has the higher reward, no judges disagree, or somebody has reviewed it.",
      ),
    );
    return;
  }
  const items = queue.map((one) => ({ ...itemOf(one), one }));
  const placeHolder = vscode.l10n.t(
    "{0} pairs to look at; a review in the inspector takes one off this list",
    queue.length,
  );
  const chosen = await vscode.window.showQuickPick(items, { title, placeHolder, matchOnDetail: true });
  if (chosen) {
    parts.inspector.panels.open(
      { of: "scenario", folder: project.key, scenario: chosen.one.scenarioId },
      "take-focus",
    );
  }
}

async function queueOf(
  project: Project,
  progress: vscode.Progress<{ message?: string }>,
  token: vscode.CancellationToken,
): Promise<ToReview[]> {
  const { reviewQueue } = await import("../../dataset/review-queue.ts");
  const found: ToReview[] = [];
  let seen = 0;
  for (const concern of reviewQueue(await project.store())) {
    if (concern) {
      found.push(concern);
    }
    if (++seen % batch === 0) {
      progress.report({ message: vscode.l10n.t("{0} pairs", seen) });
      await new Promise((resume) => setImmediate(resume));
      if (token.isCancellationRequested) {
        throw new vscode.CancellationError();
      }
    }
  }
  const wrong = ({ reason }: ToReview) => Number(reason === "wrong-way-round");
  return found.sort((a, b) => wrong(b) - wrong(a));
}

function itemOf({ title, toolName, reason, rewards }: ToReview): vscode.QuickPickItem {
  const amount = (value: number) =>
    value.toLocaleString(undefined, { maximumFractionDigits: 2, signDisplay: "exceptZero" });
  return {
    label: withoutIcons(title),
    description: withoutIcons(toolName),
    detail:
      reason === "wrong-way-round"
        ? vscode.l10n.t(
            "Ranked the wrong way round: reward {0} for the safe side, {1} for the unsafe one",
            amount(rewards.safe),
            amount(rewards.unsafe),
          )
        : vscode.l10n.t("The judges disagree about a side"),
  };
}
