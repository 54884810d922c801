import * as vscode from "vscode";
import { settings } from "../../ledger.ts";
import type { Estimate } from "../../pipeline/estimate.ts";
import type { Budget } from "../../simulators/llm/endpoint/usage.ts";
import { dollars } from "../../simulators/llm/prices.ts";
import { count, priceRangeText } from "../../simulators/llm/spending.ts";
import { oneLine } from "../base/plain-text.ts";
import { type Agreed, goesBeyond, readAgreements } from "./agreement.ts";
import type { RunModel } from "./run-model.ts";

const memory = "sendsTo";
/** Calls from which on the price of batches, half of that of single requests, is worth waiting for. */
const worthBatching = 5_000;

/** What a person is asked to agree to. */
export interface Sending {
  model: RunModel;
  estimate: Estimate;
  tools: number;
  budget: Budget;
  /** The requests that open the run, for reading. */
  payload(): Promise<string>;
}

/**
 * Asks before the first request of a workspace to a destination, with everything that decides: what is sent where, how
 * many calls, about what price, and the very texts to look at. The yes is remembered for this workspace and destination,
 * with its figures: a run of more than twice as many calls, or at more than twice the price, is asked about again.
 * @throws CancellationError on no.
 */
export async function requireConsent(sending: Sending, memento: vscode.Memento): Promise<void> {
  const known = readAgreements(memento.get<unknown>(memory));
  const { consentKey } = sending.model;
  const before = Object.hasOwn(known, consentKey) ? known[consentKey] : undefined;
  const price = sending.model.priceRange(sending.estimate)?.expected;
  const run: Agreed = { calls: sending.estimate.calls, ...(price !== undefined && { dollars: price }) };
  if (before && !goesBeyond(before, run)) {
    return;
  }
  const send = vscode.l10n.t("Send");
  const preview = vscode.l10n.t("Preview Payload");
  const question = vscode.l10n.t("Send tool definitions and scenarios to {0}?", oneLine(sending.model.host));
  let answer = await vscode.window.showWarningMessage(
    question,
    { modal: true, detail: detailOf(sending, before) },
    send,
    preview,
  );
  if (answer === preview) {
    await showPayload(await sending.payload());
    // Not modal now: the document wants to be read first.
    answer = await vscode.window.showWarningMessage(question, send, vscode.l10n.t("Do Not Send"));
  }
  if (answer !== send) {
    throw new vscode.CancellationError();
  }
  await memento.update(memory, { ...known, [consentKey]: run });
}

const payloadScheme = "autosafe-payload";

/** Shows the texts in a document that can be read and searched, not edited. */
async function showPayload(text: string): Promise<void> {
  const provider = { provideTextDocumentContent: () => text };
  const registration = vscode.workspace.registerTextDocumentContentProvider(payloadScheme, provider);
  try {
    // A time in the address: a later preview is another document.
    const uri = vscode.Uri.from({ scheme: payloadScheme, path: "/payload.md", query: String(Date.now()) });
    await vscode.window.showTextDocument(uri, { preview: true });
  } finally {
    registration.dispose();
  }
}

function detailOf({ model, estimate, tools, budget }: Sending, before: Agreed | undefined): string {
  const range = model.priceRange(estimate);
  const { calls, mostCalls, inputTokens, outputTokens, episodes } = estimate;
  return [
    ...(before
      ? [
          vscode.l10n.t(
            "This run is more than twice as large as what you agreed to before: {0} calls.",
            count(before.calls),
          ),
        ]
      : []),
    vscode.l10n.t(
      "What: names, descriptions and parameters of {0} tools, the agent's policy, and the simulated conversations. No source code and no files that are not named here.",
      count(tools),
    ),
    ...lookUpLines(model),
    vscode.l10n.t("Where: {0}", oneLine(model.place)),
    vscode.l10n.t(
      "How much: about {0} calls for {1} episodes (at most {2}), {3} tokens in and {4} out.",
      count(calls),
      count(episodes),
      count(mostCalls),
      count(inputTokens),
      count(outputTokens),
    ),
    range
      ? vscode.l10n.t("Price: {0}.", priceRangeText(range))
      : vscode.l10n.t("Price: not known. The setting {0} has no entry for this model.", settings.modelPrices),
    vscode.l10n.t("Stops by itself at: {0}.", budgetText(budget)),
    ...(model.warning === undefined ? [] : [model.warning]),
    ...(calls > worthBatching
      ? [
          vscode.l10n.t(
            "A run this large is cheaper as batches, from a terminal: {0}.",
            "autosafe run --simulator llm --batch",
          ),
        ]
      : []),
    vscode.l10n.t(
      "For this workspace and destination you are asked again only before a run of more than twice these calls or this price.",
    ),
  ].join("\n\n");
}

/** What look-ups bring to what is sent. */
function lookUpLines({ lookUps: { most, documents = [], external } }: RunModel): string[] {
  const servers = [...new Set(external?.tools.map(({ server }) => server))];
  return most === 0
    ? []
    : [
        vscode.l10n.t(
          "The judge looks up to {0} facts up before each verdict, also in these documents, of which it sends passages: {1}.",
          most,
          documents.length === 0
            ? vscode.l10n.t("none")
            : oneLine(documents.map(({ file }) => file).join(", "), 300),
        ),
        ...(servers.length === 0
          ? []
          : [vscode.l10n.t("It may ask these MCP servers: {0}.", oneLine(servers.join(", "), 200))]),
      ];
}

/** A budget in words. */
export function budgetText({ calls, tokens, dollars: money }: Budget): string {
  const parts = [
    ...(calls === undefined ? [] : [vscode.l10n.t("{0} calls", count(calls))]),
    ...(tokens === undefined ? [] : [vscode.l10n.t("{0} tokens", count(tokens))]),
    ...(money === undefined ? [] : [dollars(money)]),
  ];
  return parts.length === 0 ? vscode.l10n.t("no limit") : parts.join(", ");
}
