import * as vscode from "vscode";
import { commands } from "../../ledger.ts";
import type { ProbeResult } from "../../simulators/llm/probe.ts";
import { withoutLinks } from "../base/plain-text.ts";
import type { CommandHandler } from "../commands/parts.ts";
import { type ModelChoice, readChoice } from "./choice.ts";
import { findModel } from "./find-model.ts";
import { type Keys, sourceText } from "./keys.ts";

type RemoteChoice = Exclude<ModelChoice, { kind: "builtin" }>;

/** One harmless request to the chosen model, and in words what came of it. */
export function testConnectionHandler(keys: Keys): Record<typeof commands.testConnection, CommandHandler> {
  return {
    [commands.testConnection]: {
      name: vscode.l10n.t("Test Connection"),
      run: async () => {
        const choice = readChoice(undefined);
        if (choice.kind === "builtin") {
          const select = vscode.l10n.t("Select Model");
          const message = vscode.l10n.t("The built-in simulator is chosen: there is nothing to connect to.");
          if ((await vscode.window.showInformationMessage(message, select)) === select) {
            await vscode.commands.executeCommand(commands.selectModel);
          }
          return;
        }
        await test(choice, keys);
      },
    },
  };
}

async function test(choice: RemoteChoice, keys: Keys): Promise<void> {
  const { place, result } = await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t("Testing the connection"),
      cancellable: true,
    },
    async (_, token) => {
      const abort = new AbortController();
      token.onCancellationRequested(() => abort.abort(new vscode.CancellationError()));
      return tried(choice, keys, abort.signal);
    },
  );
  tell(place, result);
}

async function tried(choice: RemoteChoice, keys: Keys, signal: AbortSignal) {
  const [{ probe }, { UsageMeter }] = await Promise.all([
    import("../../simulators/llm/probe.ts"),
    import("../../simulators/llm/endpoint/usage.ts"),
  ]);
  const meter = new UsageMeter();
  if (choice.kind === "vscode") {
    const model = await findModel(choice.id);
    const { editorModelTraits, editorTransport } = await import("./vscode-transport.ts");
    const result = await probe(editorTransport(model, meter), model.id, signal, editorModelTraits.rung);
    return { place: `${model.name} (VS Code)`, result };
  }
  const { endpointTransport } = await import("../../simulators/llm/endpoint/transport.ts");
  const key = await keys.find(choice.endpoint.baseUrl);
  const endpoint = { ...choice.endpoint, ...(key && { apiKey: key.value }) };
  // A person waits for this: no patience with rate limits, few retries.
  const transport = endpointTransport({
    endpoint,
    meter,
    timeoutMilliseconds: 60_000,
    patienceMilliseconds: 5_000,
    retryMilliseconds: 200,
  });
  const place = `${choice.models.default}, ${new URL(endpoint.baseUrl).host}, ${sourceText(key)}`;
  return { place, result: await probe(transport, choice.models.default, signal) };
}

function tell(place: string, result: ProbeResult): void {
  switch (result.kind) {
    case "works": {
      const seconds = (result.milliseconds / 1000).toFixed(1);
      const message = vscode.l10n.t(
        "{0} works: answered in {1} s, {2}.",
        place,
        seconds,
        structureText(result.rung),
      );
      void vscode.window.showInformationMessage(withoutLinks(message));
      return;
    }
    case "no-structure": {
      const message = vscode.l10n.t(
        "{0} answers, but gives no structured output in any of the forms AutoSafe knows, so runs would mostly fail. It said: {1}",
        place,
        result.said,
      );
      void vscode.window.showWarningMessage(withoutLinks(message, 600));
      return;
    }
    case "failed": {
      const settingsButton = vscode.l10n.t("Select Model");
      const keyButton = vscode.l10n.t("Set API Key");
      const message = vscode.l10n.t("{0} does not work: {1}", place, result.message);
      void vscode.window
        .showErrorMessage(withoutLinks(message, 600), settingsButton, keyButton)
        .then((chosen) => {
          if (chosen !== undefined) {
            void vscode.commands.executeCommand(
              chosen === keyButton ? commands.setApiKey : commands.selectModel,
            );
          }
        });
    }
  }
}

function structureText(rung: Extract<ProbeResult, { kind: "works" }>["rung"]): string {
  switch (rung) {
    case "strict-schema":
      return vscode.l10n.t("with structured output by a strict schema");
    case "plain-schema":
      return vscode.l10n.t("with structured output by a schema");
    case "forced-tool":
      return vscode.l10n.t("with structured output by a tool call");
    case "json-object":
      return vscode.l10n.t("with JSON but no schema: some answers will need repair");
    case "text":
      return vscode.l10n.t(
        "without structured output: JSON is read out of its text, and some answers will need repair",
      );
  }
}
