import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as vscode from "vscode";
import type { RunReport } from "../../pipeline/runner.ts";
import type { UsageTotals } from "../../simulators/llm/endpoint/usage.ts";
import { dollars } from "../../simulators/llm/prices.ts";
import { count } from "../../simulators/llm/spending.ts";
import { inMarkdown } from "../base/plain-text.ts";
import { stateWord } from "../words.ts";
import { budgetText } from "./consent.ts";
import type { RunModel } from "./run-model.ts";

/** What a run with a language model did and used, to be read and kept: `report.md` in the run's folder. */
export async function writeReport(
  directory: string,
  { report, model, disagreements }: { report: RunReport; model: RunModel; disagreements: number },
): Promise<string> {
  const file = join(directory, "report.md");
  const usage = model.meter.totals();
  const stop = model.stopReason();
  const sections = [
    `# ${vscode.l10n.t("AutoSafe run")}`,
    table([
      [vscode.l10n.t("Model"), inMarkdown(model.place)],
      [vscode.l10n.t("Episodes"), vscode.l10n.t("{0} of {1}", count(report.finished), count(report.total))],
      [vscode.l10n.t("Time"), vscode.l10n.t("{0} s", (report.milliseconds / 1000).toFixed(1))],
      [vscode.l10n.t("Budget"), budgetText(model.budget)],
      ...(stop ? [[vscode.l10n.t("Ended early"), inMarkdown(stop.message)] as const] : []),
      ...(report.cancelled && !stop
        ? [[vscode.l10n.t("Ended early"), vscode.l10n.t("cancelled")] as const]
        : []),
    ]),
    `## ${vscode.l10n.t("How episodes ended")}`,
    table(
      Object.entries(report.states).map(([state, number]) => [
        stateWord(state as keyof RunReport["states"]),
        count(number),
      ]),
    ),
    `## ${vscode.l10n.t("Requests")}`,
    table(usageRows(usage)),
    `## ${vscode.l10n.t("Tasks without a usable answer")}`,
    table(Object.entries(report.unanswered).map(([reason, number]) => [reason, count(number)])),
    `## ${vscode.l10n.t("Second opinion")}`,
    vscode.l10n.t("The deterministic judge disagreed with {0} verdicts of the model.", count(disagreements)),
    ...(report.failures.length === 0 ? [] : [`## ${vscode.l10n.t("Not made")}`]),
    ...report.failures.map(({ what, message }) => `- ${inMarkdown(what)}: ${inMarkdown(message)}`),
  ];
  await writeFile(file, `${sections.join("\n\n")}\n`);
  return file;
}

function usageRows(usage: UsageTotals): (readonly [string, string])[] {
  const kinds = Object.entries(usage.byKind).filter(([, number]) => number > 0);
  return [
    [vscode.l10n.t("Requests sent"), count(usage.requests)],
    [vscode.l10n.t("Answered"), count(usage.completions)],
    [vscode.l10n.t("Retries"), count(usage.retries)],
    [vscode.l10n.t("Tokens in"), count(usage.inputTokens)],
    [vscode.l10n.t("Tokens out"), count(usage.outputTokens)],
    [vscode.l10n.t("Answers with guessed token counts"), count(usage.estimated)],
    [
      vscode.l10n.t("Price by the price table"),
      usage.unpriced === usage.completions && usage.completions > 0
        ? vscode.l10n.t("not known")
        : dollars(usage.dollars),
    ],
    ...kinds.map(([kind, number]) => [kind, count(number)] as const),
  ];
}

function table(rows: readonly (readonly [string, string])[]): string {
  const lines = rows.map(([name, value]) => `| ${name} | ${value} |`);
  return ["| | |", "| --- | --- |", ...lines].join("\n");
}
