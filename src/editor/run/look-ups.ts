// What the model judge may look up in a run. Loaded with the first run that looks anything up.
import { homedir } from "node:os";
import * as vscode from "vscode";
import type { ExternalCaller } from "../../judge/toolbelt/tool.ts";
import { settings } from "../../ledger.ts";
import { liveCaller, replayingCaller } from "../../pipeline/lookups/external-caller.ts";
import { openLookupRecords } from "../../pipeline/lookups/lookup-records.ts";
import { projectDocuments } from "../../pipeline/lookups/project-documents.ts";
import { type LookupServer, lookupServers, lookupServersSchema } from "../../pipeline/lookups/servers.ts";
import type { LookUps } from "../../simulators/llm/lookups/look-up.ts";
import { InputError } from "../../syntax/input-error.ts";
import { oneLine } from "../base/plain-text.ts";
import { readSetting } from "../base/settings.ts";
import { requireTrust } from "../commands/guards.ts";

const memory = "looksUpAt";

interface LookUpParts {
  scope: vscode.Uri;
  memento: vscode.Memento;
  signal: AbortSignal;
}

/**
 * The look-ups that the settings allow: the project's documents and, of servers set up for judging, those that the person agrees to.
 * Records of earlier calls are used first; "from records" starts nothing.
 * @throws InputError for servers that are not written right or cannot be used; CancellationError when the person leaves.
 */
export async function editorLookUps({ scope, memento, signal }: LookUpParts): Promise<LookUps> {
  const most = readSetting(settings.judgeLookUps, scope);
  if (most === 0) {
    return { most };
  }
  if (scope.scheme !== "file") {
    return { most };
  }
  const own: LookUps = {
    most,
    documents: await projectDocuments(scope.fsPath),
    ...(readSetting(settings.judgeRunsSnippets, scope) && {
      runSnippet: (await import("../../sandbox/snippet.ts")).runSnippet,
    }),
  };
  const servers = configuredServers(scope);
  if (servers.length === 0) {
    return own;
  }
  requireTrust();
  const records = await openLookupRecords(vscode.Uri.joinPath(scope, ".autosafe").fsPath);
  const callers: ExternalCaller[] = [];
  for (const server of servers) {
    const answer = await agreed(server, memento);
    const parts = { servers: [server], records };
    if (answer === "ask") {
      callers.push(await liveCaller({ ...parts, signal, now: () => new Date() }));
    } else if (answer === "replay") {
      callers.push(replayingCaller(parts));
    }
  }
  return { ...own, ...(callers.length > 0 && { external: joined(callers) }) };
}

function configuredServers(scope: vscode.Uri): LookupServer[] {
  const checked = lookupServersSchema.safeParse(readSetting(settings.judgeServers, scope));
  if (!checked.success) {
    const [issue] = checked.error.issues;
    throw new InputError(
      vscode.l10n.t(
        "The setting {0} is not right: {1}: {2}",
        settings.judgeServers,
        issue?.path.map(String).join(".") ?? "",
        issue?.message ?? "",
      ),
    );
  }
  return lookupServers(checked.data, {
    workspaceFolder: scope.fsPath,
    home: homedir(),
    environment: process.env,
  });
}

/** Asked once for each server as it is written, tools included: another command or another tool is asked about again. */
async function agreed(server: LookupServer, memento: vscode.Memento): Promise<"ask" | "replay" | "no"> {
  const known = memento.get<unknown>(memory);
  const keys = Array.isArray(known) ? known.filter((key) => typeof key === "string") : [];
  const key = `${server.hash} ${server.allowed.join(" ")}`;
  if (keys.includes(key)) {
    return "ask";
  }
  const ask = vscode.l10n.t("Ask This Server");
  const replay = vscode.l10n.t("From Records Only");
  const without = vscode.l10n.t("Judge Without It");
  const detail = [
    server.line,
    vscode.l10n.t("Tools it may be asked: {0}", oneLine(server.allowed.join(", "), 400)),
    vscode.l10n.t(
      "It runs or is reached with your rights: once to list its tools, which have to be annotated as read-only, and once for each call. What the judge looks up, such as words of a simulated conversation, is sent to it. Every call and its result is recorded in .autosafe/runs/lookups.jsonl.",
    ),
    vscode.l10n.t(
      "For this workspace you are asked again only when the server or its tools are written otherwise.",
    ),
  ].join("\n\n");
  const question = vscode.l10n.t("Let the judge look facts up at {0}?", oneLine(server.name, 80));
  const answer = await vscode.window.showWarningMessage(
    question,
    { modal: true, detail },
    ask,
    replay,
    without,
  );
  if (answer === undefined) {
    throw new vscode.CancellationError();
  }
  if (answer === ask) {
    await memento.update(memory, [...keys, key]);
  }
  return answer === ask ? "ask" : answer === replay ? "replay" : "no";
}

/** Several callers as one; each knows servers that no other one does. */
function joined(callers: readonly ExternalCaller[]): ExternalCaller {
  return {
    tools: callers.flatMap(({ tools }) => tools),
    call(server, name, input, signal) {
      const caller = callers.find(({ tools }) => tools.some((tool) => tool.server === server));
      return caller
        ? caller.call(server, name, input, signal)
        : Promise.reject(new Error(`${server} is not among the servers.`));
    },
  };
}
