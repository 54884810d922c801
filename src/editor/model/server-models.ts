import * as vscode from "vscode";

const patience = 5_000;

/** Names of the models a server lists; empty when it lists none, does not answer, or wants a key that is not there. */
export async function serverModels(baseUrl: string, apiKey: string | undefined): Promise<string[]> {
  const list = async (_: unknown, token: vscode.CancellationToken): Promise<string[]> => {
    const { listModels } = await import("../../simulators/llm/endpoint/openai-models.ts");
    const abort = new AbortController();
    token.onCancellationRequested(() => abort.abort());
    const signal = AbortSignal.any([abort.signal, AbortSignal.timeout(patience)]);
    return listModels({ baseUrl, ...(apiKey !== undefined && { apiKey }) }, signal);
  };
  const title = vscode.l10n.t("Asking {0} for its models", new URL(baseUrl).host);
  const location = vscode.ProgressLocation.Notification;
  return vscode.window.withProgress({ location, title, cancellable: true }, list);
}
