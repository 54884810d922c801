import { homedir } from "node:os";
import * as vscode from "vscode";
import { commands } from "../../ledger.ts";
import type { ServerDefinition } from "../../ots/server.ts";
import { InputError } from "../../syntax/input-error.ts";
import type { Launch, LaunchPlan } from "../../tools/live/launch.ts";
import type { Snapshot, SnapshotChanges } from "../../tools/live/snapshot.ts";
import { editorRange } from "../base/editor-range.ts";
import { failureOf } from "../base/failure.ts";
import type { Log } from "../base/log.ts";
import { oneLine, withoutIcons, withoutLinks } from "../base/plain-text.ts";
import { launchLine } from "../views/tool-items.ts";
import type { ServerNode } from "../views/tool-tree.ts";
import { toolCount } from "../words.ts";
import { serverArgument } from "./arguments.ts";
import { requireTrust } from "./guards.ts";
import type { CommandHandler, CommandParts } from "./parts.ts";
import { reveal } from "./reveal.ts";

const { l10n } = vscode;
const maxMilliseconds = 60_000;

/**
 * Starts one configured MCP server, after a question each time, and remembers what it lists. Later listings are compared
 * with that: a server that describes its tools otherwise is reported, and the new list holds only once it is accepted.
 */
export function listServerHandler(
  parts: CommandParts,
): Record<typeof commands.listServerTools, CommandHandler> {
  const name = l10n.t("List Tools of This MCP Server");
  return {
    [commands.listServerTools]: {
      name,
      run: async (...args) => {
        requireTrust();
        await parts.scanner.ensure();
        const node = serverArgument(args) ?? (await pickServer(parts, name));
        if (node) {
          await listServer(parts, node);
        }
      },
    },
  };
}

async function pickServer({ projects }: CommandParts, title: string): Promise<ServerNode | undefined> {
  const nodes = projects
    .all()
    .flatMap((project) =>
      project.servers.all().map((server): ServerNode => ({ kind: "server", project, server })),
    );
  if (nodes.length === 0) {
    throw new InputError(l10n.t("No MCP client configuration in this workspace names a server."));
  }
  const items = nodes.map((node) => ({
    label: withoutIcons(node.server.name),
    description: node.server.source.file,
    detail: withoutIcons(launchLine(node.server)),
    node,
  }));
  const placeHolder = l10n.t("Which server?");
  return (await vscode.window.showQuickPick(items, { title, placeHolder, matchOnDetail: true }))?.node;
}

async function listServer(parts: CommandParts, { project, server }: ServerNode): Promise<void> {
  if (project.folder.uri.scheme !== "file") {
    throw new InputError(l10n.t("A server can be started only for a folder on a disk."));
  }
  const [{ planLaunch }, snapshots, { snapshotFile }] = await Promise.all([
    import("../../tools/live/launch.ts"),
    import("../../tools/live/snapshot.ts"),
    import("../../tools/live/snapshot-file.ts"),
  ]);
  const config = await vscode.workspace.openTextDocument(project.uriOf(server.source.file));
  const plan = planLaunch(config.getText(), server, {
    workspaceFolder: project.folder.uri.fsPath,
    home: homedir(),
    environment: process.env,
  });
  if (!(await confirm(server, project.folder.uri.fsPath))) {
    return;
  }
  const launch = await answered(plan, server.name);
  if (!launch) {
    return;
  }
  const listing = await list(launch, server, project.folder.uri.fsPath, parts.log);
  const now = snapshots.snapshotOf(server, listing, new Date());
  const uri = project.uriOf(snapshotFile(server));
  const before = await vscode.workspace.fs.readFile(uri).then(
    (bytes) => snapshots.readSnapshot(new TextDecoder().decode(bytes)),
    () => undefined,
  );
  const text = snapshots.snapshotText(now);
  const changes = before && snapshots.changesBetween(before, now);
  if (before && !changes) {
    parts.changedServers.forget(server.id);
    const since = new Date(before.listedAt).toLocaleDateString();
    tell(l10n.t("{0} lists the same {1} as on {2}.", plain(server), toolCount(now.tools.length), since));
    return;
  }
  if (
    before &&
    changes &&
    !(await isAccepted(parts, { project, server, kind: "server" }, before, changes, uri, text))
  ) {
    return;
  }
  await vscode.workspace.fs.writeFile(uri, Buffer.from(text));
  parts.changedServers.forget(server.id);
  const open = l10n.t("Open");
  const message = l10n.t(
    "{0} lists {1}. They are among the tools now.",
    plain(server),
    toolCount(now.tools.length),
  );
  void vscode.window.showInformationMessage(message, open).then((chosen) => {
    if (chosen === open) {
      void vscode.window.showTextDocument(uri);
    }
  });
}

function plain({ name }: ServerDefinition): string {
  return withoutLinks(name, 80);
}

function tell(message: string): void {
  void vscode.window.showInformationMessage(message);
}

/** Asked every time: the entry, the program behind it and the folder may be others than last time. */
async function confirm(server: ServerDefinition, folder: string): Promise<boolean> {
  const start = server.transport === "stdio" ? l10n.t("Start and List") : l10n.t("Connect and List");
  const names = [...server.environment, ...server.headers].join(", ");
  const detail = [
    server.transport === "stdio"
      ? l10n.t("This runs, with your rights, in {0}:", folder)
      : l10n.t("This connects to:"),
    launchLine(server),
    names === "" ? "" : l10n.t("It is given, from the configuration: {0}", oneLine(names, 400)),
    l10n.t("It is asked for its tools only, and ended afterwards. No tool is called."),
  ];
  const message =
    server.transport === "stdio"
      ? l10n.t("Start the MCP server {0}?", plain(server))
      : l10n.t("Connect to the MCP server {0}?", plain(server));
  const options = { modal: true, detail: detail.filter((line) => line !== "").join("\n\n") };
  return (await vscode.window.showWarningMessage(message, options, start)) === start;
}

/** Asks for what the configuration leaves open. Nothing of it is kept. */
async function answered(plan: LaunchPlan, title: string): Promise<Launch | undefined> {
  const answers = new Map<string, string>();
  for (const { id, description, password } of plan.inputs) {
    const value = await vscode.window.showInputBox({
      title: oneLine(title),
      prompt: oneLine(description),
      password,
      ignoreFocusOut: true,
    });
    if (value === undefined) {
      return undefined;
    }
    answers.set(id, value);
  }
  return plan.resolve(answers);
}

async function list(launch: Launch, server: ServerDefinition, folder: string, log: Log) {
  const { listTools } = await import("../../tools/live/list-tools.ts");
  const started: Launch = launch.transport === "stdio" ? { cwd: folder, ...launch } : launch;
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: l10n.t("Listing the tools of {0}", plain(server)),
    cancellable: true,
  };
  return vscode.window.withProgress(options, async (_, token) => {
    const abort = new AbortController();
    token.onCancellationRequested(() => abort.abort());
    try {
      return await listTools(started, { signal: abort.signal, maxMilliseconds });
    } catch (error) {
      const failure = failureOf(error);
      if (failure.kind !== "input") {
        throw error;
      }
      log.warn(`listing the tools of ${server.name}: ${failure.message}`);
      throw new InputError(l10n.t("{0} could not be listed: {1}", plain(server), failure.message));
    }
  });
}

/** Reports what a server says otherwise now, shows the difference when asked to, and asks whether it shall hold. */
async function isAccepted(
  { changedServers }: CommandParts,
  { project, server }: ServerNode,
  before: Snapshot,
  changes: SnapshotChanges,
  uri: vscode.Uri,
  text: string,
): Promise<boolean> {
  const what = describe(changes);
  const since = new Date(before.listedAt).toLocaleDateString();
  changedServers.report(
    server.id,
    project.uriOf(server.source.file),
    editorRange(server.source.nameRange),
    l10n.t(
      "The tools of {0} are not what they were on {1}: {2}. The list has not been accepted.",
      server.name,
      since,
      what,
    ),
  );
  const show = l10n.t("Show Difference");
  const accept = l10n.t("Accept");
  const go = l10n.t("Go to Server");
  for (;;) {
    const message = l10n.t(
      "The tools of {0} are not what they were on {1}: {2}. A server that changes its descriptions after you have looked at them may be giving your agent new instructions.",
      plain(server),
      since,
      what,
    );
    const chosen = await vscode.window.showWarningMessage(withoutLinks(message, 600), show, accept, go);
    if (chosen === show) {
      const title = l10n.t("{0}: accepted ↔ now", oneLine(server.name, 60));
      await vscode.commands.executeCommand(
        "vscode.diff",
        uri,
        changedServers.document(server.id, text),
        title,
      );
    } else if (chosen === go) {
      await reveal(project, server.source);
    } else {
      return chosen === accept;
    }
  }
}

function describe({ added, removed, changed }: SnapshotChanges): string {
  const parts = [
    ...changed.slice(0, 5).map(({ name, members }) => `${oneLine(name, 60)} (${members.join(", ")})`),
    ...(changed.length > 5 ? [l10n.t("{0} more", changed.length - 5)] : []),
    ...(added.length > 0 ? [l10n.t("new: {0}", oneLine(added.slice(0, 5).join(", ")))] : []),
    ...(removed.length > 0 ? [l10n.t("gone: {0}", oneLine(removed.slice(0, 5).join(", ")))] : []),
  ];
  return parts.join("; ");
}
